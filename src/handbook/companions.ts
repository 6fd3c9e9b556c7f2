import type { Candidate } from './candidates.js';
import type { Passage } from './passages.js';
import type { Question, Wanted } from './question.js';
import { conceptTerm } from './terms.js';

/** Least likeness to a way of asking of a clause told because two things stand side by side. */
const fairlyAlike = 0.65;

/** How far behind the answering clause a sibling of it may be, and one that was named. */
const beside = 0.4;
const besideNamed = 1.2;

/** Headings above a clause. */
export const sectionOf = ({ entry }: Candidate) => entry.clause.path.split(' › ').slice(0, -1).join();

function valuesOf(passage: Passage): string[] {
  return [...passage.qualifiers, ...[...passage.excluded].map((name) => `not ${name}`)];
}

/** Clauses that say the same of values the first does not speak of, when those were asked for too or none was named. */
function siblings(question: Question, first: Candidate, candidates: Candidate[], speaks: Speaks): Candidate[] {
  const told = new Set(valuesOf(first.best.sentence));
  if (told.size === 0 || (question.qualifiers.size > 0 && [...question.qualifiers].every((name) => told.has(name))))
    return [];
  return candidates.filter((one) => {
    const values = valuesOf(one.best.sentence);
    const named = values.some((name) => question.qualifiers.has(name) && !told.has(name));
    if (one === first || one.fit < first.fit - (named ? besideNamed : beside) || !speaks(one)) return false;
    if (values.length === 0 || values.some((name) => told.has(name))) return false;
    for (const name of values) told.add(name);
    return true;
  });
}

/** The clause for everybody the first leaves out (VIP以外的), where nobody was named. */
function forTheOthers(question: Question, first: Candidate, candidates: Candidate[]): Candidate[] {
  const told = [...first.best.sentence.qualifiers];
  if (question.qualifiers.size > 0 || told.length === 0) return [];
  const others = candidates.find(
    (one) =>
      one !== first &&
      sectionOf(one) === sectionOf(first) &&
      told.every((name) => one.best.sentence.excluded.has(name)),
  );
  return others ? [others] : [];
}

/** A clause for what the first does not speak of, where two things were asked of at once (准确率和完整率). */
function complements(question: Question, first: Candidate, candidates: Candidate[]): Candidate[] {
  const lost = question.wanted.filter(
    (wanted) => !wanted.inherited && wanted.concepts.length > 0 && !covers(first, wanted),
  );
  const joined = /和|跟|与|、|及|还有| and /.test(question.text);
  if (lost.length === 0 || !(joined || sideBySide(question, lost))) return [];
  const speaks = (one: Candidate) => one.best.kind && (joined || one.likeness >= fairlyAlike);
  const other = candidates.find((one) => one !== first && speaks(one) && lost.every((wanted) => covers(one, wanted)));
  return other && other.best.applies !== 'no' && other.fit >= first.fit - besideNamed ? [other] : [];
}

/** 时间地点: two things in one breath with nothing between them. */
function sideBySide({ text, wanted }: Question, lost: Wanted[]): boolean {
  return lost.some((one) =>
    wanted.some(
      (other) =>
        !lost.includes(other) && (text.includes(one.text + other.text) || text.includes(other.text + one.text)),
    ),
  );
}

function covers({ entry }: Candidate, wanted: Wanted): boolean {
  return wanted.concepts.some((name) => entry.all.has(conceptTerm(name)));
}

/** Whether a clause speaks of the question by itself. */
type Speaks = (candidate: Candidate) => boolean;

/** Clauses to be told beside the one that answers. */
export function companionsOf(
  question: Question,
  first: Candidate,
  candidates: Candidate[],
  speaks: Speaks,
): Candidate[] {
  return [
    ...siblings(question, first, candidates, speaks),
    ...forTheOthers(question, first, candidates),
    ...complements(question, first, candidates),
  ];
}
