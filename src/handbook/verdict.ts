import type { Hit } from './clause-index.js';
import { type Candidate, decisiveAsk, type Entry, type Judge, judgeHits, weightOf } from './evidence.js';
import { type Question, searchTermsOf, type Wanted } from './question.js';
import { conceptTerm } from './terms.js';

/** Why nothing is answered: left out by the handbook, given for others only, no such figure, near but not it, foreign. */
export type Refusal = 'unset' | 'variant' | 'no-figure' | 'nearby' | 'outside';

interface Ranked {
  clause: string;
  score: number;
}

export type Verdict =
  | { kind: 'answered'; candidate: Candidate; hits: Ranked[] }
  | { kind: 'declined'; why: Refusal; near: Candidate | null; hits: Ranked[] };

/** Share of the question's content a clause must cover to answer it, and to be called near. */
const enough = 0.64;
const near = 0.34;
/** How far behind the best candidate an answering one may be. */
const behind = 0.8;
const considered = 8;
const listed = 20;

function missing(wanted: Wanted, candidate: Candidate): boolean {
  if (!wanted.outside || wanted.inherited) return false;
  return (
    !candidate.entry.all.has(wanted.text) && !wanted.concepts.some((name) => candidate.entry.all.has(conceptTerm(name)))
  );
}

function answers(question: Question, candidate: Candidate): boolean {
  if (candidate.coverage < enough || candidate.best.applies === 'no' || !candidate.best.kind) return false;
  return !question.wanted.some((wanted) => missing(wanted, candidate));
}

function refusalOf(question: Question, candidate: Candidate, judge: Judge): Refusal {
  const weight = question.wanted.reduce((sum, wanted) => sum + weightOf(wanted, judge.index), 0);
  if (candidate.coverage < near || weight === 0) return 'outside';
  if (candidate.coverage < enough || question.wanted.some((wanted) => missing(wanted, candidate))) return 'nearby';
  if (candidate.best.applies === 'no') return 'variant';
  return decisiveAsk(question) || question.figures.length > 0 ? 'no-figure' : 'nearby';
}

/** Finds the clause that answers, or says why none does. */
export function judgeQuestion(question: Question, entries: Entry[], judge: Judge): Verdict {
  const found = judge.index.search(searchTermsOf(question), listed);
  const candidates = judgeHits(question, found.slice(0, considered), entries, judge);
  const hits = rankedOf(found, candidates, entries);
  const [top] = candidates;
  if (!top || question.wanted.length === 0) return { kind: 'declined', why: 'outside', near: null, hits };
  const answer = candidates.find((one) => one.fit >= behind * top.fit && answers(question, one));
  if (answer && !answer.best.sentence.absent) return { kind: 'answered', candidate: answer, hits };
  if (answer) return { kind: 'declined', why: 'unset', near: answer, hits };
  return { kind: 'declined', why: refusalOf(question, top, judge), near: top, hits };
}

/** Judged candidates by fit, then the rest as the index ranked them. */
function rankedOf(found: Hit[], candidates: Candidate[], entries: Entry[]): Ranked[] {
  const score = (value: number) => Math.round(1000 * value) / 1000;
  const judged = new Set(candidates.map(({ at }) => at));
  const lowest = candidates.at(-1)?.fit ?? 1;
  const best = found[0]?.score ?? 1;
  const rest = found.filter(({ at }) => !judged.has(at));
  return [
    ...candidates.map(({ entry, fit }) => ({ clause: entry.clause.id, score: score(fit) })),
    ...rest.map((hit) => ({ clause: entries[hit.at]?.clause.id ?? '', score: score((lowest * hit.score) / best) })),
  ];
}
