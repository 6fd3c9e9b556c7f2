import type { Activity } from 'botbuilder';
import type { Vote } from '../domain/given-answer.js';
import type { InboxKey } from '../domain/ports.js';
import type { Intent } from '../understanding/types.js';

/**
 * How replies leave. `return`: inside the request (expectReplies, invokes). `append`: stored as activities of a conversation
 * we own (web chat, terminal). `outbox`: sent later through the channel (connectors).
 */
export type Delivery = 'return' | 'append' | 'outbox';

/** A message a channel has verified and decoded. */
export interface Inbound {
  /** `webchat`, `msteams`, `emulator`, `terminal` … */
  channel: string;
  /** Tenant or corporation of the sender; empty where the channel has none. */
  tenant: string;
  activity: Activity;
  delivery: Delivery;
}

/** `conversationId` and `replyId` as the channel names them. */
export interface VoteOn {
  channel: string;
  conversationId: string;
  replyId: string;
  vote: Vote;
  remark: string | null;
}

/** What may be told of a message beside its words. */
export interface Heard {
  channel: string;
  intent: Intent;
  /** The reply was that it was not understood. */
  missed: boolean;
}

export interface Turns {
  /** Stores the message whole; once it resolves the message may be acknowledged. A message seen before changes nothing. */
  accept(inbound: Inbound): Promise<InboxKey>;
  /** Runs a stored message to the end, one at a time in a conversation; a finished one gives its first replies again. */
  run(key: InboxKey): Promise<Activity[]>;
  /** Ends a stored message that cannot be run, again and again: its sender is asked to say it once more where that is possible. */
  giveUp(key: InboxKey): Promise<void>;
  /** accept + run. For `return` both are one transaction. */
  handle(inbound: Inbound): Promise<Activity[]>;
  /** A thumb under an answer; false when no such answer was given in that conversation. */
  vote(vote: VoteOn): Promise<boolean>;
  /** Resolves when no turn is under way (SIGTERM drains). */
  drained(): Promise<void>;
}
