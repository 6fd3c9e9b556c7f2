/** Stages of a sweep, in their order. */
const stages = ['unfinished', 'periods', 'due', 'briefs', 'outbox'] as const;
export type Stage = (typeof stages)[number];

/**
 * How long sweeping has stood still, by the monotonic clock. What counts is to get further than any sweep since the last whole
 * one, in stages and in the people of a stage: sweeps that fail at the same place again and again stand still.
 */
export class Progress {
  #movedAt: number | undefined;
  #furthest = { stage: 0, item: -1 };

  /** Real ms; 0 while nothing has begun. */
  get stillMs(): number {
    return this.#movedAt === undefined ? 0 : performance.now() - this.#movedAt;
  }

  begin(): void {
    this.#movedAt = performance.now();
  }

  /** `item` counts from 0, in the same order each time; without one the whole stage is passed. */
  reached(name: Stage, item = Number.POSITIVE_INFINITY): void {
    const stage = stages.indexOf(name);
    const { stage: before, item: last } = this.#furthest;
    if (stage < before || (stage === before && item <= last)) return;
    this.#furthest = { stage, item };
    this.begin();
  }

  /** All that there was has had its turn. */
  whole(): void {
    this.#furthest = { stage: 0, item: -1 };
    this.begin();
  }
}
