import { clausesOn } from '../policy/clauses.js';
import type { Clause, Pack } from '../policy/types.js';
import { finish, finishInSlices, type Steps } from '../steps.js';
import { createHandbook, handbookSteps } from './handbook.js';
import type { Handbook } from './types.js';

/** A handbook on its way; whoever needs it first finishes it. */
class Building {
  readonly #steps: Steps<void>;
  #handbook: Handbook | undefined;

  constructor(
    readonly clauses: Clause[],
    readonly lexicon: Pack['lexicon'],
  ) {
    this.#steps = this.#build();
  }

  get(): Handbook {
    if (!this.#handbook) finish(this.#steps);
    // Broken off by a fault before: met again here, by whoever needs it.
    this.#handbook ??= createHandbook(this.clauses, this.lexicon);
    return this.#handbook;
  }

  inSlices(): Promise<void> {
    return finishInSlices(this.#steps);
  }

  *#build(): Steps<void> {
    this.#handbook = yield* handbookSteps(this.clauses, this.lexicon);
  }
}

/** What was built last of each pack: everybody who reads this pack shares it. */
const built = new WeakMap<Pack, Building>();

function builtOf(pack: Pack, day: string): Building {
  const clauses = clausesOn(pack, day);
  const before = built.get(pack);
  if (before?.clauses.length === clauses.length && clauses.every((clause, n) => clause === before.clauses[n]))
    return before;
  const building = new Building(clauses, pack.lexicon);
  built.set(pack, building);
  return building;
}

/**
 * The handbook as it stands on the day of each question: an administrator's clause answers from its day on. The index is built
 * by the first question, or by `prepare` in the moments the process has, and again when a clause takes effect.
 */
export function handbookInForce(pack: Pack, today: () => string): Handbook & { prepare(): Promise<void> } {
  let last: { day: string; building: Building } | undefined;
  const building = (): Building => {
    const day = today();
    if (last?.day !== day) last = { day, building: builtOf(pack, day) };
    return last.building;
  };
  return {
    prepare: () => building().inSlices(),
    answer: (question, options) => building().get().answer(question, options),
  };
}
