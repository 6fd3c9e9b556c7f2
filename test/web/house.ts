import type { Activity } from 'botbuilder';
import { ActivityWatch } from '../../src/coordination/activity-watch.js';
import type { InboxKey, StoredActivity } from '../../src/domain/ports.js';
import type { Inbound, Turns, VoteOn } from '../../src/turn/types.js';

/** What a small bot of the tests answers to one message; several parts are several activities. */
export type Bot = (said: Activity) => Array<Partial<Activity>>;

/**
 * A small real house behind the web chat: messages are kept by key, run once, and the user's activity and the replies
 * stand in the conversation in order. `hold` keeps turns waiting, as a slow server does.
 */
export class House implements Turns {
  readonly ran: Activity[] = [];
  readonly watch = new ActivityWatch();
  readonly #bot: Bot;
  readonly #now: () => number;
  readonly #inbox = new Map<string, { inbound: Inbound; replies: Activity[] | undefined }>();
  readonly #activities = new Map<string, StoredActivity[]>();
  #gate: Promise<void> = Promise.resolve();

  constructor(bot: Bot, now: () => number = Date.now) {
    this.#bot = bot;
    this.#now = now;
  }

  /** Turns wait until the returned function is called. */
  hold(): () => void {
    let open = (): void => undefined;
    this.#gate = new Promise((resolve) => {
      open = resolve;
    });
    return open;
  }

  async accept(inbound: Inbound): Promise<InboxKey> {
    const { channel, activity } = inbound;
    const key = { channel, conversationId: activity.conversation.id, activityId: activity.id ?? '' };
    const name = JSON.stringify(key);
    if (!this.#inbox.has(name)) this.#inbox.set(name, { inbound, replies: undefined });
    return key;
  }

  async run(key: InboxKey): Promise<Activity[]> {
    await this.#gate;
    const row = this.#inbox.get(JSON.stringify(key));
    if (!row) throw new Error('never accepted');
    row.replies ??= this.#turn(row.inbound.activity);
    return row.replies;
  }

  async handle(inbound: Inbound): Promise<Activity[]> {
    return await this.run(await this.accept(inbound));
  }

  readonly votes: VoteOn[] = [];

  /** An answer is whatever the bot marked as one that may be voted on. */
  async vote(vote: VoteOn): Promise<boolean> {
    const rows = this.#activities.get(`${vote.channel}|${vote.conversationId}`) ?? [];
    const known = rows.some(({ json }) => {
      const activity: Partial<Activity> = JSON.parse(json);
      return activity.id === vote.replyId && activity.channelData?.votable === true;
    });
    if (known) this.votes.push(vote);
    return known;
  }

  async giveUp(): Promise<void> {}

  async drained(): Promise<void> {
    await this.#gate;
  }

  /** What a reminder does: an activity nobody asked for. */
  append(conversation: string, activity: Partial<Activity>): void {
    const rows = this.#activities.get(conversation) ?? [];
    rows.push({ conversationId: conversation, seq: rows.length + 1, json: JSON.stringify(activity), at: this.#now() });
    this.#activities.set(conversation, rows);
    this.watch.announce(conversation);
  }

  async listActivities(conversation: string, afterSeq: number, limit: number): Promise<StoredActivity[]> {
    return (this.#activities.get(conversation) ?? []).filter((row) => row.seq > afterSeq).slice(0, limit);
  }

  #turn(said: Activity): Activity[] {
    this.ran.push(said);
    const conversation = `${said.channelId}|${said.conversation.id}`;
    this.append(conversation, said);
    const replies = this.#bot(said).map((part) => ({ type: 'message', replyToId: said.id, ...part }) as Activity);
    for (const reply of replies) this.append(conversation, reply);
    return replies;
  }
}
