import { type Candidate, findCandidates } from './candidates.js';
import type { Entry, Judge } from './evidence.js';
import { decisiveAsk } from './kinds.js';
import type { LanguageWords } from './language.js';
import { overviewOf } from './overview.js';
import type { Passage } from './passages.js';
import type { Question, Wanted } from './question.js';
import { signsOf, sureness } from './sureness.js';
import { conceptTerm } from './terms.js';

/** Why nothing is answered: left out by the handbook, given for others only, no such figure, near but not it, foreign. */
export type Refusal = 'unset' | 'variant' | 'no-figure' | 'nearby' | 'outside';

interface Ranked {
  clause: string;
  score: number;
}

export type Verdict =
  /** The first answers; those after it say the same of other values. `beside`: further clauses on a matter asked for as a whole. */
  | { kind: 'answered'; candidates: [Candidate, ...Candidate[]]; beside: Entry[]; sureness: number; hits: Ranked[] }
  /** Asked for all there is on a matter: the clauses that speak of it. */
  | { kind: 'overview'; entries: Entry[]; sureness: number; hits: Ranked[] }
  | { kind: 'declined'; why: Refusal; near: Candidate | null; sureness: number; hits: Ranked[] };

/** Share of the question's content a clause must cover to answer it, and to be called near. */
const enough = 0.64;
const near = 0.34;
/** Likeness to a known way of asking from which a further clause need not cover the question. */
const known = 0.85;
/** Least sureness of an answer, and of saying that the handbook leaves it out. */
const sure = 0.35;
const sureOfGap = 0.2;
/** Clauses on a matter up to which the one meant is told, and least sureness that it is. */
const few = 3;
const surelyMeant = 0.6;
/** How far behind the best candidate an answering one, and a sibling of it, may be. */
const behind = 0.45;
const beside = 0.4;
const besideNamed = 1.2;
/** How much more to the point a clause for others must be to keep a general one from answering. */
const aheadForOthers = 0.25;
const farAhead = 0.6;

function missing(wanted: Wanted, candidate: Candidate): boolean {
  if (!wanted.outside || wanted.inherited || wanted.scene) return false;
  return (
    !candidate.entry.all.has(wanted.text) && !wanted.concepts.some((name) => candidate.entry.all.has(conceptTerm(name)))
  );
}

const isMissing = (question: Question, candidate: Candidate) =>
  question.wanted.some((wanted) => missing(wanted, candidate));

/** A candidate that holds the kind of thing asked for, for the values asked about. */
function viable(question: Question, candidate: Candidate): boolean {
  return candidate.best.applies !== 'no' && candidate.best.kind && !isMissing(question, candidate);
}

/** A further clause beside the answering one must speak of the question by itself. */
function answers(question: Question, candidate: Candidate): boolean {
  if (!viable(question, candidate)) return false;
  return candidate.coverage >= enough || candidate.likeness >= known;
}

function refusalOf(question: Question, candidate: Candidate): Refusal {
  if (candidate.coverage < near && candidate.likeness < 0.5) return 'outside';
  if (candidate.coverage < enough || isMissing(question, candidate)) return 'nearby';
  if (candidate.best.applies === 'no') return 'variant';
  const asked = decisiveAsk(question);
  return (asked && asked !== 'who') || question.figures.length > 0 ? 'no-figure' : 'nearby';
}

function valuesOf(passage: Passage): string[] {
  return [...passage.qualifiers, ...[...passage.excluded].map((name) => `not ${name}`)];
}

/** Clauses that say the same of values the first does not speak of, when those were asked for too or none was named. */
function siblings(question: Question, first: Candidate, candidates: Candidate[]): Candidate[] {
  const told = new Set(valuesOf(first.best.sentence));
  if (told.size === 0 || (question.qualifiers.size > 0 && [...question.qualifiers].every((name) => told.has(name))))
    return [];
  return candidates.filter((one) => {
    const values = valuesOf(one.best.sentence);
    const named = values.some((name) => question.qualifiers.has(name) && !told.has(name));
    if (one === first || one.fit < first.fit - (named ? besideNamed : beside) || !answers(question, one)) return false;
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
      one.coverage >= first.coverage &&
      sectionOf(one) === sectionOf(first) &&
      told.every((name) => one.best.sentence.excluded.has(name)),
  );
  return others ? [others] : [];
}

/** Of few clauses on a matter the one that was meant is told, not named; so is what it leaves out. */
function tellsItself(question: Question, several: readonly Entry[], candidates: Candidate[], judge: Judge): boolean {
  const [top] = candidates;
  if (!top || !several.includes(top.entry)) return false;
  const chance = surenessOf(question, top, candidates, judge);
  return top.best.sentence.absent ? chance >= sure : several.length <= few && chance >= surelyMeant;
}

/** A clause for what the first does not speak of, where two things were asked of at once (准确率和完整率). */
function complements(question: Question, first: Candidate, candidates: Candidate[]): Candidate[] {
  const lost = question.wanted.filter(
    (wanted) => !wanted.inherited && wanted.concepts.length > 0 && !covers(first, wanted),
  );
  if (lost.length === 0 || !(/和|跟|与|、|及|还有| and /.test(question.text) || sideBySide(question, lost))) return [];
  const other = candidates.find((one) => one !== first && one.best.kind && lost.every((wanted) => covers(one, wanted)));
  return other && other.best.applies !== 'no' && other.fit >= first.fit - besideNamed ? [other] : [];
}

/** 时间地点: two things in one breath with nothing between them. */
function sideBySide({ text, wanted }: Question, lost: Wanted[]): boolean {
  return lost.some((one) =>
    wanted.some((other) => !lost.includes(other) && (text.includes(one.text + other.text) || text.includes(other.text + one.text))),
  );
}

function covers({ entry }: Candidate, wanted: Wanted): boolean {
  return wanted.concepts.some((name) => entry.all.has(conceptTerm(name)));
}

/** A question of values alone (B类占多少) is read as such; otherwise something must be asked about. */
function asksSomething(question: Question): boolean {
  if (question.wanted.length === 0) return question.qualifiers.size > 0 && decisiveAsk(question) !== undefined;
  return question.wanted.some((wanted) => !wanted.outside);
}

/** Headings above a clause. */
const sectionOf = ({ entry }: Candidate) => entry.clause.path.split(' › ').slice(0, -1).join();

/** The best, unless it only says that the figure is left out and one as much to the point gives it. */
function preferGiven(question: Question, able: Candidate[]): Candidate | undefined {
  const [best] = able;
  if (!best?.best.sentence.absent || decisiveAsk(question) === undefined) return best;
  const given = able.find(
    (one) => !one.best.sentence.absent && one.best.sentence.figures.length > 0 && sectionOf(one) === sectionOf(best),
  );
  const asGood = given && given.coverage >= best.coverage && given.likeness >= best.likeness - 0.05;
  return asGood && given.topical >= best.topical - 0.12 ? given : best;
}

/** Finds the clause that answers, or says why none does. */
export function judgeQuestion(question: Question, entries: Entry[], judge: Judge, language: LanguageWords): Verdict {
  const candidates = findCandidates(question, entries, judge);
  const hits = rankedOf(candidates);
  const [top] = candidates;
  const several = overviewOf(question, entries, judge.roles, language);
  const told = several.length > 0 ? tellsItself(question, several, candidates, judge) : false;
  if (several.length > 0 && !told) return { kind: 'overview', entries: several, sureness: 0.8, hits };
  if (!top || !asksSomething(question)) return { kind: 'declined', why: 'outside', near: null, sureness: 0, hits };
  const able = candidates.filter((one) => one.fit >= top.fit - behind && viable(question, one));
  const answer = preferGiven(question, able);
  const bar = (answer?.topical ?? 0) + (answer?.best.applies === 'named' ? farAhead : aheadForOthers);
  const forOthers = candidates.find((one) => one.best.applies === 'no' && one.topical >= bar);
  if (forOthers) return { kind: 'declined', why: refusalOf(question, forOthers), near: forOthers, sureness: 0.5, hits };
  if (!answer) return { kind: 'declined', why: refusalOf(question, top), near: top, sureness: 0, hits };
  const chance = surenessOf(question, answer, candidates, judge);
  const absent = answer.best.sentence.absent;
  if (chance < (absent ? sureOfGap : sure)) {
    return { kind: 'declined', why: refusalOf(question, top), near: top, sureness: chance, hits };
  }
  if (absent) return { kind: 'declined', why: 'unset', near: answer, sureness: chance, hits };
  const further = [
    ...siblings(question, answer, candidates),
    ...forTheOthers(question, answer, candidates),
    ...complements(question, answer, candidates),
  ];
  const beside = several.filter((entry) => entry !== answer.entry);
  return { kind: 'answered', candidates: [answer, ...further], beside, sureness: chance, hits };
}

function surenessOf(question: Question, answer: Candidate, candidates: Candidate[], judge: Judge): number {
  const next = candidates.find((one) => one !== answer);
  return sureness(signsOf(question, answer, next, judge.index), judge.asked);
}

function rankedOf(candidates: Candidate[]): Ranked[] {
  return candidates.map(({ entry, fit }) => ({
    clause: entry.clause.id,
    score: Math.round(1000 * Math.max(0, 1 + fit)) / 1000,
  }));
}
