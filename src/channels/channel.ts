import type { Activity } from 'botbuilder';
import type { Conversation } from '../domain/ports.js';

export type SendOutcome =
  | { kind: 'delivered' }
  /** Not reached: tried again, not before so many ms. */
  | { kind: 'unreachable'; retryAfterMs: number; reason: string }
  /** They refused (403, gone): never tried again. */
  | { kind: 'refused'; reason: string };

/** What every channel can do. Every folder has the same files: verify, decode, encode, send, index. */
export interface Channel {
  /** Channel ids (`activity.channelId`) it serves. */
  readonly serves: (channelId: string) => boolean;
  /** Delivers one activity proactively into a conversation we have the reference of. */
  send(conversation: Conversation, activity: Partial<Activity>): Promise<SendOutcome>;
}
