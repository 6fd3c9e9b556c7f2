import { AsyncLocalStorage } from 'node:async_hooks';

/** Refuses a transaction begun inside another of the same store, which would wait for itself for ever. */
export class NestingGuard {
  readonly #current = new AsyncLocalStorage<{ open: boolean }>();

  async run<T>(work: () => Promise<T>): Promise<T> {
    const current = { open: true };
    try {
      return await this.#current.run(current, work);
    } finally {
      current.open = false;
    }
  }

  /** Throws when the caller runs inside a transaction that is still open. */
  check(): void {
    if (this.#current.getStore()?.open)
      throw new Error('A transaction inside a transaction: use the tx that is given.');
  }
}
