/** One turn at a time in a conversation: later ones wait in the order they came. */
export interface TurnLock {
  run<T>(conversationId: string, work: () => Promise<T>): Promise<T>;
  /** Conversations of this process in which a turn is under way. */
  readonly busy: number;
  /** Resolves when nobody in this process holds or waits for a lock. */
  idle(): Promise<void>;
}

/** Within this process. */
export class MemoryTurnLock implements TurnLock {
  readonly #tails = new Map<string, Promise<unknown>>();

  run<T>(conversationId: string, work: () => Promise<T>): Promise<T> {
    const before = this.#tails.get(conversationId);
    const mine = before ? before.then(work, work) : work();
    this.#tails.set(conversationId, mine);
    const forget = () => {
      if (this.#tails.get(conversationId) === mine) this.#tails.delete(conversationId);
    };
    mine.then(forget, forget);
    return mine;
  }

  get busy(): number {
    return this.#tails.size;
  }

  async idle(): Promise<void> {
    while (this.#tails.size > 0) await Promise.allSettled(this.#tails.values());
  }
}

export type Release = () => Promise<void>;

/** Holds a conversation against other processes. Undefined when it cannot be had now; rejects when nobody can say. */
export type TryHold = (conversationId: string) => Promise<Release | undefined>;

export interface HoldTiming {
  /** Monotonic ms. */
  now: () => number;
  wait: (ms: number) => Promise<unknown>;
  /** How long to wait for another process before going on without, ms. */
  limitMs: number;
}

const standard: HoldTiming = {
  now: () => performance.now(),
  wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  limitMs: 20_000,
};

/**
 * Among all processes: first in line here, then held by the first of `holders` that can say. The lock only saves work done
 * for nothing: what a turn writes is fenced by the revision of the conversation's state, so a lock that was lost, or that
 * nobody could give, costs a second planning and never a wrong record.
 */
export class SharedTurnLock implements TurnLock {
  readonly #here = new MemoryTurnLock();
  readonly #holders: readonly TryHold[];
  readonly #timing: HoldTiming;

  constructor(holders: readonly TryHold[], timing: HoldTiming = standard) {
    this.#holders = holders;
    this.#timing = timing;
  }

  run<T>(conversationId: string, work: () => Promise<T>): Promise<T> {
    return this.#here.run(conversationId, async () => {
      const release = await this.#hold(conversationId);
      try {
        return await work();
      } finally {
        void release().catch(() => undefined);
      }
    });
  }

  get busy(): number {
    return this.#here.busy;
  }

  idle(): Promise<void> {
    return this.#here.idle();
  }

  async #hold(conversationId: string): Promise<Release> {
    const end = this.#timing.now() + this.#timing.limitMs;
    for (let longest = 4; ; longest = Math.min(longest * 2, 50)) {
      const release = await this.#tryAll(conversationId);
      if (release) return release;
      if (this.#timing.now() >= end) return nothing;
      await this.#timing.wait(1 + Math.random() * longest);
    }
  }

  /** Undefined: somebody else holds it. */
  async #tryAll(conversationId: string): Promise<Release | undefined> {
    for (const tryHold of this.#holders) {
      try {
        return await tryHold(conversationId);
      } catch {
        // The next one may be able to say.
      }
    }
    return nothing;
  }
}

const nothing: Release = async () => undefined;
