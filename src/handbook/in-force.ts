import { clausesOn } from '../policy/clauses.js';
import type { Clause, Pack } from '../policy/types.js';
import { createHandbook } from './handbook.js';
import type { Handbook } from './types.js';

/**
 * The handbook as it stands on the day of each question: an administrator's clause answers from its day on. The index is built
 * by the first question, or by `prepare` when the process has a moment, and again when a clause takes effect.
 */
export function handbookInForce(pack: Pack, today: () => string): Handbook & { prepare(): void } {
  let built: { day: string; clauses: Clause[]; handbook: Handbook } | undefined;
  const get = (): Handbook => {
    const day = today();
    if (built?.day === day) return built.handbook;
    const clauses = clausesOn(pack, day);
    const same = built?.clauses.length === clauses.length && clauses.every((clause, n) => clause === built?.clauses[n]);
    const handbook = built && same ? built.handbook : createHandbook(clauses, pack.lexicon);
    built = { day, clauses, handbook };
    return handbook;
  };
  return { prepare: () => void get(), answer: (question, options) => get().answer(question, options) };
}
