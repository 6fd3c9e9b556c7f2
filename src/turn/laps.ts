/** What a turn spends its time on: reading the store, understanding, planning the answer, the transaction. */
export type TurnPhase = 'load' | 'read' | 'answer' | 'commit';

/** Time by phase of one turn, in ms; waiting counts for the phase it interrupts. */
export class Laps {
  readonly #spent: Record<TurnPhase, number> = { load: 0, read: 0, answer: 0, commit: 0 };
  #since = performance.now();

  /** What has passed since the last call belongs to this phase. */
  end(phase: TurnPhase): void {
    const now = performance.now();
    this.#spent[phase] += now - this.#since;
    this.#since = now;
  }

  get spent(): Readonly<Record<TurnPhase, number>> {
    return this.#spent;
  }
}
