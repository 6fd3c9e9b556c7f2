import type { Candidate } from './candidates.js';
import { type Entry, evidenceOf, evidenceScore, type Judge } from './evidence.js';
import type { Question } from './question.js';
import type { Verdict } from './verdict.js';

/** Where an administrator set a stricter limit, his clause answers for the values it is about, before the handbook's. */
export function withStricter(verdict: Verdict, question: Question, entries: readonly Entry[], judge: Judge): Verdict {
  if (verdict.kind !== 'answered') return verdict;
  const [first, ...rest] = verdict.candidates.flatMap((one) => {
    const own = stricterThan(one, question, entries, judge);
    return own.some((stricter) => coversAll(stricter, one, question)) ? own : [...own, one];
  });
  if (!first) return verdict;
  const distinct = rest.filter((one, n) => one.at !== first.at && rest.findIndex(({ at }) => at === one.at) === n);
  return { ...verdict, candidates: [first, ...distinct] };
}

function stricterThan(one: Candidate, question: Question, entries: readonly Entry[], judge: Judge): Candidate[] {
  return entries.flatMap((entry, at): Candidate[] => {
    const { stricterThan: shorter, besides } = entry.clause;
    if (![...shorter, ...besides].includes(one.entry.clause.id)) return [];
    const evidence = evidenceOf(question, entry, judge, one.likeness);
    evidence.sort((a, b) => evidenceScore(b) - evidenceScore(a));
    const [best] = evidence;
    return best && best.applies !== 'no' ? [{ ...one, entry, at, best, evidence }] : [];
  });
}

/** Nothing is left of what was asked that the handbook's own limit would still hold for. */
function coversAll({ best: { sentence }, entry }: Candidate, one: Candidate, { qualifiers }: Question): boolean {
  if (entry.clause.besides.includes(one.entry.clause.id)) return false;
  if (sentence.qualifiers.size + sentence.excluded.size === 0) return true;
  return qualifiers.size > 0 && [...qualifiers].every((name) => sentence.qualifiers.has(name));
}
