import type { Channel } from '../channels/channel.js';
import type { Clock } from '../clock.js';
import type { DueWork, InboxRow, Store } from '../domain/ports.js';
import { AppError } from '../errors.js';
import type { Logger } from '../log.js';
import type { Turns } from '../turn/types.js';
import { type AlertTools, raiseAlert } from './alerts.js';
import { Briefs } from './briefs.js';
import { KeepingTimes } from './keeping.js';
import { subjectOf } from './note.js';
import { OutboxSender } from './outbox-sender.js';
import { Periods } from './periods.js';
import { Progress, type Stage } from './progress.js';

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
/** Of due work before what it left in the outbox goes. */
const chunksAtMost = 10;
const leaseMs = 30_000;
const runsBeforeGivingUp = 5;

/**
 * The sweep: messages stored but not run to the end, due work, outgoing messages. Claims with a lease, works in chunks, and
 * finishes in the transaction of the effect; running it twice changes nothing.
 */
export class Ledger {
  readonly #options: LedgerOptions;
  readonly #periods: Periods;
  readonly #sender: OutboxSender;
  readonly #briefs: Briefs;
  readonly #keeping: KeepingTimes;
  #timer: NodeJS.Timeout | undefined;
  #sweeping: Promise<void> | undefined;
  #again = false;
  /** Failed runs of stored messages, by their key. */
  readonly #failures = new Map<string, number>();
  #stopped = false;
  readonly #progress = new Progress();

  constructor(options: LedgerOptions) {
    this.#options = options;
    this.#sender = new OutboxSender(options);
    this.#briefs = new Briefs(options);
    this.#periods = new Periods(options);
    this.#keeping = new KeepingTimes(options);
  }

  /** Real ms since a sweep last got on; 0 while sweeping has not begun. */
  get stillMs(): number {
    return this.#progress.stillMs;
  }

  start(): void {
    this.#progress.begin();
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
    const stopped = () => this.#stopped;
    await this.#stage('unfinished', () => this.#runUnfinished());
    await this.#stage('periods', (reached) => this.#periods.open(reached));
    for (let more = true; more && !stopped(); ) {
      // Before what is due: started when both are (the program was down), the brief tells it and the alert does not repeat it.
      await this.#stage('briefs', (reached) => this.#briefs.send(stopped, reached));
      more = await this.#stage('due', () => this.#raiseDue());
      more = (await this.#stage('outbox', () => this.#sender.send(stopped))) || more;
      this.#progress.whole();
    }
    await this.#keeping.forget();
  }

  async #stage<T>(name: Stage, work: (reached: (item: number) => void) => Promise<T>): Promise<T> {
    const result = await work((item) => this.#progress.reached(name, item));
    this.#progress.reached(name);
    return result;
  }

  async #runUnfinished(): Promise<void> {
    for (const row of await this.#options.store.listUnfinishedInbox(chunk)) {
      try {
        await this.#options.turns.run(row);
      } catch (err) {
        await this.#countFailure(row, err);
      }
    }
  }

  /** A message that fails by itself, and not because the store is away, must not stand before the others for ever. */
  async #countFailure(row: InboxRow, err: unknown): Promise<void> {
    if (err instanceof AppError && err.code === 'unreachable') return;
    const key = JSON.stringify([row.channel, row.conversationId, row.activityId]);
    const failures = (this.#failures.get(key) ?? 0) + 1;
    this.#failures.set(key, failures);
    if (failures < runsBeforeGivingUp) return;
    this.#failures.delete(key);
    await this.#options.turns.giveUp(row);
  }

  /** So many chunks at most; true when there may be more. */
  async #raiseDue(): Promise<boolean> {
    const { store, clock } = this.#options;
    for (let n = 0; n < chunksAtMost && !this.#stopped; n++) {
      const now = clock.businessNow();
      const claimed = await store.claimDueWork({ now, leaseMs, limit: chunk });
      const bySubject = Map.groupBy(claimed, ({ obligationId }) => subjectOf(obligationId));
      const done = [...bySubject.values()].map((works) => this.#raise(works, now));
      for (const outcome of await Promise.allSettled(done)) if (outcome.status === 'rejected') throw outcome.reason;
      if (claimed.length < chunk) return false;
    }
    return true;
  }

  /** Alerts of one subject, one after the other; those of others meanwhile, so that they share their commits. */
  async #raise(works: readonly DueWork[], now: number): Promise<void> {
    for (const work of works) {
      await this.#options.store.finishDueWork(work, (tx) => raiseAlert(tx, work, now, this.#options));
    }
  }
}
