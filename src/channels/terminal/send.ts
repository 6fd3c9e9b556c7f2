import type { SendOutcome } from '../channel.js';

/** Nobody can be called to a terminal: only what is asked there is answered there. */
export async function send(): Promise<SendOutcome> {
  return { kind: 'refused', reason: 'a terminal cannot be reached' };
}
