/** After a fault of theirs, by how many there were; the fifth, more than seven minutes after the first, parks the message. */
const faultMs = [1_000, 30_000, 120_000, 300_000];
/** While nobody answers at all, by how often it was tried; from then on as the last one, for as long as it takes. */
const awayMs = [1_000, 5_000, 15_000, 30_000, 60_000];
/** Waits are longer by up to this share, so that what waited together does not come back together. */
const jitter = 0.25;

/** How long a message that did not leave waits, ms. */
export class Waits {
  readonly #random: () => number;
  /** Tries in a row that nobody answered, by conversation. */
  readonly #away = new Map<string, number>();

  constructor(random: () => number = Math.random) {
    this.#random = random;
  }

  /** They answered with a fault, after so many before. */
  fault(before: number): number {
    return this.#spread(faultMs[before] ?? 300_000);
  }

  /** Nobody answered, or they said how long to wait (`toldMs`): never sooner than that. */
  away(conversationId: string, toldMs: number): number {
    const before = this.#away.get(conversationId) ?? 0;
    this.#away.set(conversationId, before + 1);
    return this.#spread(Math.max(toldMs, awayMs[before] ?? 60_000));
  }

  answered(conversationId: string): void {
    this.#away.delete(conversationId);
  }

  #spread(ms: number): number {
    return Math.ceil(ms * (1 + jitter * this.#random()));
  }
}
