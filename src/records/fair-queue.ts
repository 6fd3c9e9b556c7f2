/** Runs jobs one at a time in the order they came; a failed one does not stop the next. */
export class FairQueue {
  #tail: Promise<unknown> = Promise.resolve();

  run<T>(job: () => Promise<T>): Promise<T> {
    const result = this.#tail.then(job);
    this.#tail = result.catch(() => undefined);
    return result;
  }

  /** Resolves when all jobs given so far have ended. */
  async idle(): Promise<void> {
    await this.#tail;
  }
}
