/**
 * Two clocks. Business time may be simulated (events, deadlines, words, record numbers) and never runs backwards;
 * leases, time-outs and limits use real or monotonic time and never this.
 */
export interface Clock {
  /** Business instant, epoch milliseconds. */
  businessNow(): number;
}

/** A clock that stands still until told otherwise; for tests and scripted conversations. */
export class FixedClock implements Clock {
  #now: number;
  constructor(now: number | string) {
    this.#now = typeof now === 'number' ? now : Date.parse(now);
  }
  businessNow(): number {
    return this.#now;
  }
  /** Moves to an instant (epoch ms or ISO); going back is refused like the real clock does. */
  set(now: number | string): void {
    this.#now = Math.max(this.#now, typeof now === 'number' ? now : Date.parse(now));
  }
}

export interface SystemClockOptions {
  /** Epoch ms at which simulated time began, and the real instant it began at. */
  simulated?: { origin: number; startedAt: number; speed: number };
  realNow?: () => number;
}

/** The process clock: real time, or simulated time running at a speed; monotonic in both cases. */
export class SystemClock implements Clock {
  readonly #options: SystemClockOptions;
  #last = 0;
  constructor(options: SystemClockOptions = {}) {
    this.#options = options;
  }
  businessNow(): number {
    const real = (this.#options.realNow ?? Date.now)();
    const s = this.#options.simulated;
    const now = s ? Math.floor(s.origin + (real - s.startedAt) * s.speed) : real;
    this.#last = Math.max(this.#last, now);
    return this.#last;
  }
}
