import type { Channel } from '../channel.js';
import { channelId, decode } from './decode.js';
import { encode } from './encode.js';
import { send } from './send.js';

export type { Printed } from './encode.js';
export { type Seat, verify } from './verify.js';
export { decode, encode };

/** The terminal as a channel; `shouwen chat` is its other end. */
export function createTerminalChannel(): Channel {
  return { serves: (id) => id === channelId, send };
}
