import type { Activity } from 'botbuilder';
import type { InboxKey } from '../../../src/domain/ports.js';
import { AppError } from '../../../src/errors.js';
import type { Inbound, Turns, VoteOn } from '../../../src/turn/types.js';

type Deliver = (inbound: Inbound, replies: Activity[]) => Promise<void>;

/** A bot that repeats what it hears; messages and replies are kept in memory, a known message gets its first replies. */
export class MemoryTurns implements Turns {
  readonly accepted = new Map<string, Inbound>();
  readonly finished = new Map<string, Activity[]>();
  /** How replies of `outbox` messages leave. */
  deliver: Deliver = async () => {};

  /** The record store is away for so many tries. */
  away = 0;
  /** A turn takes until this is done. */
  busy: Promise<void> = Promise.resolve();

  async accept(inbound: Inbound): Promise<InboxKey> {
    if (this.away > 0) {
      this.away -= 1;
      throw new AppError('unreachable', 'The record store is away.');
    }
    const { channel, activity } = inbound;
    const key = { channel, conversationId: activity.conversation.id, activityId: activity.id ?? '' };
    if (!this.accepted.has(JSON.stringify(key))) this.accepted.set(JSON.stringify(key), inbound);
    return key;
  }

  async run(key: InboxKey): Promise<Activity[]> {
    const name = JSON.stringify(key);
    const inbound = this.accepted.get(name);
    if (!inbound) throw new Error('not accepted');
    await this.busy;
    const known = this.finished.get(name);
    if (known) return known;
    const text = inbound.activity.type === 'message' ? `${inbound.activity.text}?` : '您好';
    const replies = [{ type: 'message', text } as Activity];
    this.finished.set(name, replies);
    if (inbound.delivery === 'outbox') await this.deliver(inbound, replies);
    return replies;
  }

  async handle(inbound: Inbound): Promise<Activity[]> {
    return await this.run(await this.accept(inbound));
  }

  readonly votes: VoteOn[] = [];

  async vote(vote: VoteOn): Promise<boolean> {
    this.votes.push(vote);
    return true;
  }

  async giveUp(): Promise<void> {}

  async drained(): Promise<void> {}
}
