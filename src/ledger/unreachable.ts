import type { Store } from '../domain/ports.js';
import { systemViewer } from '../domain/staff.js';

/** How often it is looked whether somebody can be reached again, real ms. */
export const lookAgainMs = 10_000;
/** What waits for somebody who is not there is tried again by itself after this long at first, then twice as long each time. */
const firstWaitMs = 10_000;
const longestWaitMs = 600_000;

type Waiting = Pick<Store, 'deferOutbox' | 'wakeOutbox' | 'findReachable'>;

/** People nobody reaches at the moment: what waits for them is not gone through again and again. */
export class Unreachable {
  readonly #store: Waiting;
  readonly #now: () => number;
  readonly #waitMs = new Map<string, number>();
  #lookedAt = Number.NEGATIVE_INFINITY;
  #started = false;

  /** `now` is monotonic, real ms. */
  constructor(store: Waiting, now: () => number = () => performance.now()) {
    this.#store = store;
    this.#now = now;
  }

  async add(staffId: string): Promise<void> {
    const waitMs = Math.min(longestWaitMs, (this.#waitMs.get(staffId) ?? firstWaitMs / 2) * 2);
    this.#waitMs.set(staffId, waitMs);
    await this.#store.deferOutbox(staffId, waitMs);
  }

  /** Whoever is there again gets what waits; a process that starts looks for everybody, for it knows of nobody yet. */
  async lookAgain(): Promise<void> {
    if (!this.#started) {
      await this.#store.wakeOutbox(null);
      this.#started = true;
    }
    if (this.#now() - this.#lookedAt < lookAgainMs) return;
    this.#lookedAt = this.#now();
    for (const staffId of this.#waitMs.keys()) {
      if (!(await this.#store.findReachable(systemViewer, staffId))) continue;
      this.#waitMs.delete(staffId);
      await this.#store.wakeOutbox(staffId);
    }
  }
}
