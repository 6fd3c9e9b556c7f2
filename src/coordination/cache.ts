/**
 * What was worked out at some cost and may be wanted again, by any process. Nothing in it may be missed: what is gone is worked out
 * anew. Neither promise rejects.
 */
export interface Cache {
  get(key: string): Promise<string | undefined>;
  set(key: string, value: string): Promise<void>;
}

export interface CacheLimits {
  /** From the last `set` of a key, real ms. */
  forMs: number;
  /** Beyond so many keys the one not asked for longest goes. */
  keys: number;
  /** A longer value is not kept, UTF-16 units. */
  longest: number;
}

export const cacheLimits: CacheLimits = { forMs: 24 * 3_600_000, keys: 2_000, longest: 24_000 };

/** In this process. */
export class MemoryCache implements Cache {
  readonly #limits: CacheLimits;
  /** In the order in which they were asked for. */
  readonly #kept = new Map<string, { value: string; until: number }>();

  constructor(limits: CacheLimits = cacheLimits) {
    this.#limits = limits;
  }

  async get(key: string): Promise<string | undefined> {
    const found = this.#kept.get(key);
    this.#kept.delete(key);
    if (!found || found.until <= performance.now()) return undefined;
    this.#kept.set(key, found);
    return found.value;
  }

  async set(key: string, value: string): Promise<void> {
    this.#kept.delete(key);
    if (value.length > this.#limits.longest) return;
    this.#kept.set(key, { value, until: performance.now() + this.#limits.forMs });
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > this.#limits.keys && oldest !== undefined) this.#kept.delete(oldest);
  }
}
