import type { Clock } from '../clock.js';
import { findKeeping, keptKinds } from '../domain/keeping.js';
import type { Store } from '../domain/ports.js';
import type { Logger } from '../log.js';

export interface KeepingOptions {
  store: Pick<Store, 'findSetting' | 'forgetOld'>;
  clock: Clock;
  log: Logger;
}

const dayMs = 86_400_000;
const everyMs = 3_600_000;
const chunk = 200;
/** A sweep has other things to do; the next one goes on. */
const chunksAtMost = 5;

/** Forgets what an administrator's periods say may no longer be kept: once an hour, some chunks a sweep. */
export class KeepingTimes {
  readonly #options: KeepingOptions;
  #nextAt = 0;

  constructor(options: KeepingOptions) {
    this.#options = options;
  }

  async forget(): Promise<void> {
    if (performance.now() < this.#nextAt) return;
    const { store, clock, log } = this.#options;
    const keeping = await findKeeping(store);
    for (const kind of keptKinds) {
      const days = keeping[kind];
      if (days === undefined) continue;
      const before = clock.businessNow() - days * dayMs;
      for (let chunks = 0, gone = chunk; gone === chunk; chunks++) {
        if (chunks === chunksAtMost) return;
        gone = await store.forgetOld(kind, before, chunk);
        if (gone > 0) log.info({ room: 'ledger', kind, rows: gone }, 'forgotten after its time');
      }
    }
    this.#nextAt = performance.now() + everyMs;
  }
}
