/** Counts messages of one sender. */
export interface RateLimiter {
  /** Counts one message; resolves to 0 when it may pass, else to the ms after which the next one may. */
  take(key: string): Promise<number>;
}

export interface RateLimit {
  messages: number;
  withinMs: number;
}

/** Twenty messages in ten seconds, by contract. */
export const messageLimit: RateLimit = { messages: 20, withinMs: 10_000 };

export interface MemoryLimiterOptions extends RateLimit {
  /** Senders remembered; the one silent for longest is forgotten first. */
  senders?: number;
  /** Monotonic ms. */
  now?: () => number;
}

/** A sliding window in this process; what is refused does not count. */
export class MemoryRateLimiter implements RateLimiter {
  readonly #limit: RateLimit;
  readonly #senders: number;
  readonly #now: () => number;
  /** Times of the messages inside the window, oldest first; senders in the order of their last message. */
  readonly #seen = new Map<string, number[]>();

  constructor(options: MemoryLimiterOptions) {
    this.#limit = { messages: options.messages, withinMs: options.withinMs };
    this.#senders = options.senders ?? 10_000;
    this.#now = options.now ?? (() => performance.now());
  }

  async take(key: string): Promise<number> {
    const now = this.#now();
    const times = (this.#seen.get(key) ?? []).filter((at) => at > now - this.#limit.withinMs);
    this.#seen.delete(key);
    this.#seen.set(key, times);
    this.#forgetOldest();
    const [first = now] = times;
    if (times.length >= this.#limit.messages) return Math.max(1, Math.ceil(first + this.#limit.withinMs - now));
    times.push(now);
    return 0;
  }

  #forgetOldest(): void {
    const [oldest] = this.#seen.keys();
    if (this.#seen.size > this.#senders && oldest !== undefined) this.#seen.delete(oldest);
  }
}
