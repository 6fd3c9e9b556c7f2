import { setImmediate as loopAround } from 'node:timers/promises';
import type { Clock } from '../clock.js';
import { hasRecurringDuties, openPeriods } from '../domain/open-periods.js';
import type { Store } from '../domain/ports.js';
import { type Staff, systemViewer } from '../domain/staff.js';
import { AppError } from '../errors.js';
import type { Calendars } from '../policy/calendar.js';
import { derive } from '../policy/derive.js';
import { localDay } from '../policy/local-time.js';
import type { Pack } from '../policy/types.js';

export interface PeriodOptions {
  store: Store;
  clock: Clock;
  policy: { pack: Pack; calendars: Calendars };
}

/** Opens the duties of each day, month and quarter for the people of the directory, as part of the sweep. */
export class Periods {
  readonly #options: PeriodOptions;
  #done: { day: string; revision: number } | undefined;
  #stopped = false;

  constructor(options: PeriodOptions) {
    this.#options = options;
  }

  /**
   * Once a day and after every change of the directory there is something to do: one person a transaction, turns run between.
   * `reached` hears of each person who is done.
   */
  async open(reached: (person: number) => void = () => undefined): Promise<void> {
    const { store, clock, policy } = this.#options;
    const day = localDay(clock.businessNow(), policy.pack.timeZone);
    const revision = await store.directoryRevision();
    if (this.#done?.day === day && this.#done.revision === revision) return;
    for (const [person, staff] of (await store.listStaff(systemViewer)).filter(hasRecurringDuties).entries()) {
      while (!this.#stopped && (await this.#openSome(staff))) await loopAround();
      if (this.#stopped) return;
      reached(person);
      await loopAround();
    }
    this.#done = { day, revision };
  }

  stop(): void {
    this.#stopped = true;
  }

  /** Another process that opened the same at the same moment has done it. */
  async #openSome(staff: Staff): Promise<boolean> {
    const { store, clock, policy } = this.#options;
    const { timeZone } = policy.pack;
    const now = clock.businessNow();
    const common = { now, timeZone, calendars: policy.calendars, channel: 'ledger' };
    try {
      return await store.transaction((tx) =>
        openPeriods({ ...common, tx, derive: (events) => derive({ ...policy, events, now }) }, staff),
      );
    } catch (error) {
      if (error instanceof AppError && error.code === 'conflict') return false;
      throw error;
    }
  }
}
