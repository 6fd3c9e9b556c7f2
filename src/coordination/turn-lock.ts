/** One turn at a time in a conversation: later ones wait in the order they came. */
export interface TurnLock {
  run<T>(conversationId: string, work: () => Promise<T>): Promise<T>;
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

  /** Resolves when nobody holds or waits for a lock. */
  async idle(): Promise<void> {
    while (this.#tails.size > 0) await Promise.allSettled(this.#tails.values());
  }
}
