import { type Candidate, findCandidates } from './candidates.js';
import { companionsOf, sectionOf } from './companions.js';
import { asksForList, type Entry, type Judge, unmetBy } from './evidence.js';
import { decisiveAsk } from './kinds.js';
import type { LanguageWords } from './language.js';
import { overviewOf } from './overview.js';
import type { Question } from './question.js';
import { missedBy, signsOf, strangeTo, sureness } from './sureness.js';

/** Why nothing is answered: left out by the handbook, given for others only, no such figure, perhaps it, near but not it, foreign. */
export type Refusal = 'unset' | 'variant' | 'no-figure' | 'closest' | 'nearby' | 'outside';

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
/** Likeness to a known way of asking from which a clause for others is the one that was meant. */
const alike = 0.7;
/** Least sureness of an answer (where the pack says how people ask, and where not), and of saying that the handbook leaves it out. */
const sure = { asked: 0.4, bare: 0.25 };
const sureOfGap = 0.15;
/** Least sureness from which an unsure clause is quoted as the closest there is. */
const closeEnough = 0.1;
/** Clauses on a matter up to which the one meant is told, and least sureness that it is. */
const few = 3;
const surelyMeant = 0.6;
/** Least sureness, with a known way of asking, from which one clause of many is told. */
const surelyOne = 0.9;
/** Sureness from which a clause for the value asked about answers before one for others that is more to the point. */
const surelyNamed = 0.75;
/** How far behind the best candidate an answering one may be. */
const behind = 0.45;
/** Difference of fit up to which sureness decides between two. */
const abreast = 0.3;
/** How much more to the point a clause for others must be to keep a general one from answering. */
const aheadForOthers = 0.25;
const farAhead = 0.6;

/** A candidate that holds the kind of thing asked for, for the values asked about. */
function viable(question: Question, candidate: Candidate): boolean {
  return (
    candidate.best.applies !== 'no' &&
    candidate.best.kind &&
    strangeTo(question, candidate).length === 0 &&
    missedBy(question, candidate).length === 0 &&
    unmetBy(question, candidate.entry) === 0
  );
}

/** Not for others only, and with the figure that was asked for unless people ask for the clause in these words. */
function mayAnswer(question: Question, { best, likeness }: Candidate): boolean {
  const asked = decisiveAsk(question);
  return best.applies !== 'no' && (best.kind || asked === undefined || asked === 'who' || likeness >= known);
}

/** A further clause beside the answering one must speak of the question by itself. */
function answers(question: Question, candidate: Candidate): boolean {
  if (!viable(question, candidate)) return false;
  return candidate.coverage >= enough || candidate.likeness >= known;
}

/** Near enough to be quoted although nothing says that it was meant. */
function isClose({ coverage, likeness, votes, votesAgainst }: Candidate): boolean {
  return votes >= votesAgainst && (coverage >= 0.45 || likeness >= 0.5);
}

function refusalOf(question: Question, candidate: Candidate): Refusal {
  if (candidate.coverage < near && candidate.likeness < 0.5) return 'outside';
  if (candidate.coverage < enough || strangeTo(question, candidate).length > 0) return 'nearby';
  if (candidate.best.applies === 'no') return 'variant';
  const asked = decisiveAsk(question);
  return (asked && asked !== 'who') || question.figures.length > 0 ? 'no-figure' : 'nearby';
}

/** A question of values alone (B类占多少), or one people put just so, is read as such; otherwise something must be asked about. */
function asksSomething(question: Question, top: Candidate): boolean {
  if (question.wanted.length > 0) return question.wanted.some((wanted) => !wanted.outside);
  return top.likeness >= known || (question.qualifiers.size > 0 && decisiveAsk(question) !== undefined);
}

const leastOf = ({ asked }: Judge) => (asked ? sure.asked : sure.bare);

/** Several things are named, and one clause speaks of them all. */
const speaksOfAll = ({ wanted }: Question, { coverage }: Candidate) => wanted.length > 1 && coverage >= known;

/** Of few clauses on a matter the one that was meant is told, not named; so is what it leaves out. */
function tellsItself(question: Question, several: readonly Entry[], candidates: Candidate[], judge: Judge): boolean {
  const [top] = candidates;
  if (!top) return false;
  const chance = surenessOf(question, top, candidates, judge);
  if (!several.includes(top.entry)) return speaksOfAll(question, top) && chance >= surelyOne;
  if (top.best.sentence.absent) return chance >= leastOf(judge);
  return several.length <= few
    ? chance >= surelyMeant
    : question.wanted.length > 1 && chance >= surelyOne && top.likeness >= known;
}

/** 「C类能试用吗」: whom a thing is for says as well whom it is not for. */
function whomItIsFor(question: Question, { best, likeness }: Candidate): boolean {
  const whether = question.asks.has('may') && decisiveAsk(question) === undefined && question.figures.length === 0;
  return whether && best.kind && !best.sentence.absent && best.sentence.qualifiers.size > 1 && likeness >= alike;
}

/** The best, unless it only says that the figure is left out and one as much to the point gives it. */
function preferGiven(question: Question, able: Candidate[]): Candidate | undefined {
  const [best] = able;
  const whether = ['may', 'must', 'confirm'] as const;
  const wantsGiven =
    decisiveAsk(question) !== undefined ||
    whether.some((kind) => question.asks.has(kind)) ||
    asksForList.test(question.text);
  if (!best?.best.sentence.absent || !wantsGiven) return best;
  const given = able.find(
    (one) =>
      !one.best.sentence.absent &&
      (decisiveAsk(question) === undefined || one.best.sentence.figures.length > 0) &&
      sectionOf(one) === sectionOf(best),
  );
  const figured = decisiveAsk(question) !== undefined;
  const asGood = given && given.coverage >= best.coverage && given.likeness >= best.likeness - (figured ? 0.05 : 0.12);
  const lag = figured ? 0.12 : behind;
  return asGood && given.topical >= best.topical - lag ? given : best;
}

/** Finds the clause that answers, or says why none does. */
export function judgeQuestion(question: Question, entries: Entry[], judge: Judge, language: LanguageWords): Verdict {
  const candidates = findCandidates(question, entries, judge);
  const hits = rankedOf(candidates);
  const several = overviewOf(question, entries, judge.roles, language);
  if (several.length > 0 && !tellsItself(question, several, candidates, judge))
    return { kind: 'overview', entries: several, sureness: 0.8, hits };
  const [top] = candidates;
  if (!top || !asksSomething(question, top)) return { kind: 'declined', why: 'outside', near: null, sureness: 0, hits };
  const declined = (why: Refusal, near: Candidate, sureness: number): Verdict => ({
    kind: 'declined',
    why,
    near,
    sureness,
    hits,
  });
  const { answer, forOthers } = choose(question, top, candidates, judge);
  if (forOthers && !whomItIsFor(question, forOthers)) return declined(refusalOf(question, forOthers), forOthers, 0.5);
  const told = forOthers ?? answer;
  if (!told) return declined(refusalOf(question, top), top, 0);
  const chance = surenessOf(question, told, candidates, judge);
  const { absent } = told.best.sentence;
  if (chance < (absent ? sureOfGap : leastOf(judge))) {
    if (!absent && chance >= closeEnough && isClose(told)) return declined('closest', told, chance);
    return declined(refusalOf(question, top), top, chance);
  }
  if (absent) return declined('unset', told, chance);
  const further = companionsOf(question, told, candidates, (one) => answers(question, one));
  const beside = several.filter((entry) => entry !== told.entry);
  return { kind: 'answered', candidates: [told, ...further], beside, sureness: chance, hits };
}

/** Of clauses about as much to the point the surest. */
function surestFirst(question: Question, able: Candidate[], candidates: Candidate[], judge: Judge): Candidate[] {
  const [top] = able;
  if (!top) return able;
  const level = able.filter((one) => one.fit >= top.fit - abreast);
  const worth = new Map(level.map((one) => [one, one.fit + 0.6 * surenessOf(question, one, candidates, judge)]));
  level.sort((a, b) => (worth.get(b) ?? 0) - (worth.get(a) ?? 0));
  return [...level, ...able.filter((one) => !worth.has(one))];
}

/** The candidate that may answer, and the one for others only that is so much more to the point that it stands in its way. */
function choose(question: Question, top: Candidate, candidates: Candidate[], judge: Judge) {
  const isMeant = (one: Candidate) =>
    one.best.applies === 'named' && surenessOf(question, one, candidates, judge) >= surelyNamed;
  const able = candidates.filter((one) => mayAnswer(question, one) && (one.fit >= top.fit - behind || isMeant(one)));
  const answer = preferGiven(question, surestFirst(question, able, candidates, judge));
  if (answer && isMeant(answer)) return { answer };
  const bar = (answer?.topical ?? 0) + (answer?.best.applies === 'named' ? farAhead : aheadForOthers);
  return { answer, forOthers: candidates.find((one) => one.best.applies === 'no' && one.topical >= bar) };
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
