import type { Channel } from '../channels/channel.js';
import type { Clock } from '../clock.js';
import type { Conversation, OutboxOutcome, OutboxRow, Store } from '../domain/ports.js';
import { systemViewer } from '../domain/staff.js';
import type { Logger } from '../log.js';
import { addressed } from '../turn/proactive.js';
import type { Turns } from '../turn/types.js';
import { type AlertTools, afterDelivery, raiseAlert } from './alerts.js';
import { Periods } from './periods.js';

export interface LedgerOptions extends AlertTools {
  store: Store;
  turns: Turns;
  channels: readonly Channel[];
  clock: Clock;
  log: Logger;
  /** Real ms between sweeps. */
  intervalMs?: number;
}

const chunk = 100;
const leaseMs = 30_000;
/** Somebody who can't be reached is looked for again after this long, real ms. */
const reachAgainMs = 10_000;
const retryMs = [1_000, 5_000, 30_000, 120_000];

/**
 * The sweep: messages stored but not run to the end, due work, outgoing messages. Claims with a lease, works in chunks, and
 * finishes in the transaction of the effect; running it twice changes nothing.
 */
export class Ledger {
  readonly #options: LedgerOptions;
  readonly #periods: Periods;
  #timer: NodeJS.Timeout | undefined;
  #sweeping: Promise<void> | undefined;
  #again = false;
  #stopped = false;

  constructor(options: LedgerOptions) {
    this.#options = options;
    this.#periods = new Periods(options);
  }

  start(): void {
    this.#timer = setInterval(() => this.kick(), this.#options.intervalMs ?? 1_000);
    this.#timer.unref();
    this.kick();
  }

  /** Sweeps soon; a call while one is under way sweeps once more after it. */
  kick(): void {
    if (this.#stopped) return;
    if (this.#sweeping) {
      this.#again = true;
      return;
    }
    this.#sweeping = this.#sweepUntilQuiet().finally(() => {
      this.#sweeping = undefined;
    });
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    this.#periods.stop();
    clearInterval(this.#timer);
    await this.#sweeping;
  }

  async #sweepUntilQuiet(): Promise<void> {
    do {
      this.#again = false;
      try {
        await this.sweep();
      } catch (err) {
        this.#options.log.error({ err, room: 'ledger' }, 'sweep failed, tried again');
        return;
      }
    } while (this.#again && !this.#stopped);
  }

  async sweep(): Promise<void> {
    await this.#runUnfinished();
    await this.#periods.open();
    await this.#raiseDue();
    await this.#sendOutbox();
  }

  async #runUnfinished(): Promise<void> {
    for (const row of await this.#options.store.listUnfinishedInbox(chunk)) {
      try {
        await this.#options.turns.run(row);
      } catch (err) {
        this.#options.log.error({ err, room: 'ledger' }, 'a stored message could not be run');
      }
    }
  }

  async #raiseDue(): Promise<void> {
    const { store, clock } = this.#options;
    for (;;) {
      const now = clock.businessNow();
      const claimed = await store.claimDueWork({ now, leaseMs, limit: chunk });
      for (const work of claimed) await store.finishDueWork(work, (tx) => raiseAlert(tx, work, now, this.#options));
      if (claimed.length < chunk || this.#stopped) return;
    }
  }

  async #sendOutbox(): Promise<void> {
    for (;;) {
      const claimed = await this.#options.store.claimOutbox({ leaseMs, limit: chunk });
      const byConversation = Map.groupBy(claimed, (row) => row.conversationId ?? row.staffId);
      await Promise.all([...byConversation.values()].map((rows) => this.#sendInOrder(rows)));
      if (claimed.length < chunk || this.#stopped) return;
    }
  }

  async #sendInOrder(rows: readonly OutboxRow[]): Promise<void> {
    for (const row of rows) await this.#send(row);
  }

  async #send(row: OutboxRow): Promise<void> {
    const { store } = this.#options;
    const conversation = row.conversationId
      ? await store.findConversation(systemViewer, row.conversationId)
      : await store.findReachable(systemViewer, row.staffId);
    if (!conversation) return await store.settleOutbox(row.key, { kind: 'undelivered', notBeforeMs: reachAgainMs });
    const activity = row.conversationId ? JSON.parse(row.activity) : this.#addressLate(row, conversation);
    if (this.#options.owned.has(conversation.channel)) return await this.#append(row, conversation, activity);
    const outcome = await this.#through(conversation, activity, row);
    await store.transaction(async (tx) => {
      await tx.settleOutbox(row.key, outcome);
      if (outcome.kind === 'delivered') await afterDelivery(tx, row.key, this.#now(), this.#options);
    });
  }

  /** Delivery is a write of ours: exactly once. */
  async #append(row: OutboxRow, conversation: Conversation, activity: unknown): Promise<void> {
    const now = this.#now();
    await this.#options.store.transaction(async (tx) => {
      await tx.settleOutbox(row.key, { kind: 'delivered' });
      await tx.appendActivity(conversation.id, JSON.stringify(activity), now);
      await afterDelivery(tx, row.key, now, this.#options);
    });
  }

  #addressLate(row: OutboxRow, conversation: Conversation) {
    const { text } = JSON.parse(row.activity) as { text: string };
    return addressed({ key: row.key, text, at: row.at }, conversation);
  }

  async #through(conversation: Conversation, activity: object, row: OutboxRow): Promise<OutboxOutcome> {
    const channel = this.#options.channels.find((c) => c.serves(conversation.channel));
    if (!channel) return { kind: 'parked', reason: 'no channel serves this conversation' };
    const sent = await channel.send(conversation, activity);
    if (sent.kind === 'delivered') return { kind: 'delivered' };
    if (sent.kind === 'refused') return { kind: 'parked', reason: sent.reason };
    const notBeforeMs = Math.max(sent.retryAfterMs, retryMs[row.attempts] ?? 120_000);
    return { kind: 'retry', notBeforeMs, reason: sent.reason };
  }

  #now(): number {
    return this.#options.clock.businessNow();
  }
}
