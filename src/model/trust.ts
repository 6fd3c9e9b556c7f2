/** So many agreements in a row bring trust back. */
const untilTrusted = 5;

/**
 * Whether a model is believed where the rules are unsure. It shows where they are sure: one contradiction there, and it has to
 * agree five times before its word counts again; or counts at all, where trust has to be earned.
 */
export class Trust {
  #doubt: number;

  constructor({ earned }: { earned: boolean }) {
    this.#doubt = earned ? untilTrusted : 0;
  }

  get given(): boolean {
    return this.#doubt === 0;
  }

  agreed(): void {
    this.#doubt = Math.max(0, this.#doubt - 1);
  }

  contradicted(): void {
    this.#doubt = untilTrusted;
  }
}
