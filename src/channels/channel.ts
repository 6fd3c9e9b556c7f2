import type { Activity, ConversationReference } from 'botbuilder';
import type { Conversation } from '../domain/ports.js';

export type SendOutcome =
  /** What the channel calls the message from now on, votes come back under it; and its card, where that is apart. */
  | { kind: 'delivered'; id?: string; cardId?: string }
  /** Nobody there, or too busy: tried again for as long as it takes, not before so many ms (0: they did not say). */
  | { kind: 'unreachable'; retryAfterMs: number; reason: string }
  /** They answered with a fault that may be this message's: tried again a few times. */
  | { kind: 'failed'; reason: string }
  /** This process cannot reach them just now, another may, or this one later: waits, and counts as no attempt. */
  | { kind: 'not-here'; retryAfterMs: number }
  /** They refused (403, gone): never tried again. */
  | { kind: 'refused'; reason: string };

/** What every channel can do. Every folder has the same files: verify, decode, encode, send, index. */
export interface Channel {
  /** Channel ids (`activity.channelId`) it serves. */
  readonly serves: (channelId: string) => boolean;
  /** Delivers one activity proactively into a conversation we have the reference of. */
  send(conversation: Conversation, activity: Partial<Activity>): Promise<SendOutcome>;
  /** Opens the private chat with the sender of a group's message; undefined where that cannot be had. Never rejects. */
  openAlone?(activity: Activity): Promise<Partial<ConversationReference> | undefined>;
  /** Replaces what was sent as `sentId` by the same with its buttons gone and this note in their place, where that can be done. */
  close?(conversation: Conversation, sentId: string, activity: Partial<Activity>, note: string): Promise<SendOutcome>;
}
