/** Work of one person one after the other, that of others meanwhile; at most so many wait. */
export class InOrder {
  readonly #last = new Map<string, Promise<void>>();
  readonly #atMost: number;
  #waiting = 0;

  constructor(atMost: number) {
    this.#atMost = atMost;
  }

  /** False, and not done, when too many wait already. `work` never rejects. */
  add(person: string, work: () => Promise<void>): boolean {
    if (this.#waiting >= this.#atMost) return false;
    this.#waiting += 1;
    const done = (this.#last.get(person) ?? Promise.resolve()).then(work).finally(() => {
      this.#waiting -= 1;
      if (this.#last.get(person) === done) this.#last.delete(person);
    });
    this.#last.set(person, done);
    return true;
  }
}
