import type { Clause } from '../policy/types.js';
import type { ClauseIndex } from './clause-index.js';
import type { AskKind } from './language.js';
import { type Applies, appliesTo, mentions, type Passage, type Sentence } from './passages.js';
import { type Question, searchTermsOf, signatureOf, type Wanted } from './question.js';
import { bigramsOf, conceptTerm } from './terms.js';
import { isHan } from './text.js';
import { type Features, featuresOf, type TopicModel } from './topic-model.js';

/** One way of asking for a clause. */
export interface Way {
  /** Folded. */
  text: string;
  signature: ReadonlySet<string>;
  features: Features;
}

/** A clause made ready for questions. */
export interface Entry {
  clause: Clause;
  sentences: Sentence[];
  /** Terms of title, path and the ways people ask for it. */
  topic: ReadonlySet<string>;
  /** The ways people ask for it, and its title, as signatures. */
  asked: readonly Way[];
  /** Terms of everything. */
  all: ReadonlySet<string>;
}

/** How well one sentence answers. */
export interface Evidence {
  sentence: Sentence;
  /** Share of what the question wants that the sentence speaks of, 0 … 1. */
  share: number;
  /** Holds the kind of thing that was asked for (a time, a number, a person). */
  kind: boolean;
  applies: Applies;
}

export interface Candidate {
  entry: Entry;
  at: number;
  /** Share of the question's content the clause covers, 0 … 1. */
  coverage: number;
  /** Term-search score against the best hit, 0 … 1. */
  rank: number;
  /** Log-likelihood that the question is about this clause. */
  likelihood: number;
  /** Share of the question no clause has ever seen, 0 … 1. */
  unseen: number;
  /** Likeness to the most alike way of asking, 0 … 1. */
  likeness: number;
  /** Everything together, whomever it holds for. */
  topical: number;
  /** Everything together; comparable between candidates of one question. */
  fit: number;
  best: Evidence;
  /** All sentences of the clause, best first. */
  evidence: Evidence[];
}

/** What candidates are judged with. */
export interface Judge {
  index: ClauseIndex;
  topics: TopicModel;
  roles: ReadonlySet<string>;
}

function holds(terms: ReadonlySet<string>, wanted: Wanted): number {
  if (wanted.concepts.some((name) => terms.has(conceptTerm(name)))) return 1;
  if (!isHan(wanted.text[0] ?? '')) return terms.has(wanted.text) ? 1 : 0;
  const bigrams = bigramsOf(wanted.text);
  if (bigrams.length === 0) return 0;
  return bigrams.filter((bigram) => terms.has(bigram)).length / bigrams.length;
}

/** How much a wanted word weighs: rarer and longer words more, unknown ones as the rarest, inherited ones nothing. */
export function weightOf(wanted: Wanted, index: ClauseIndex): number {
  if (wanted.inherited) return 0;
  if (wanted.outside) return 1.6;
  return (
    (wanted.scene ? 0.5 : 1) *
    (wanted.concepts.length > 0 ? conceptWeight(wanted, index) : unknownWeight(wanted, index))
  );
}

function conceptWeight({ concepts }: Wanted, index: ClauseIndex): number {
  return 0.25 + (0.75 * Math.min(...concepts.map((name) => index.rarity(conceptTerm(name))))) / index.rarity('\0');
}

function unknownWeight({ text }: Wanted, index: ClauseIndex): number {
  if (!isHan(text[0] ?? '')) return 0.8;
  const scale = index.rarity('\0');
  const rarest = Math.max(0, ...bigramsOf(text).map((bigram) => index.rarity(bigram)));
  const base = [0.3, 0.3, 0.75, 0.9, 1][Math.min(4, text.length)] ?? 1;
  return rarest > 0 && rarest < scale ? base * (0.4 + (0.6 * rarest) / scale) : base;
}

function shareOf(question: Question, judge: Judge, held: (wanted: Wanted) => number): number {
  let total = 0;
  let sum = 0;
  for (const wanted of question.wanted) {
    const weight = weightOf(wanted, judge.index);
    total += weight;
    sum += weight * held(wanted);
  }
  return total > 0 ? sum / total : question.wanted.length > 0 ? 1 : 0;
}

const decisive: AskKind[] = ['day-of-month', 'money', 'clock', 'percent', 'how-often', 'how-long', 'how-many', 'who'];

/** Kind of thing asked for that only some sentences hold, or undefined. */
export function decisiveAsk(question: Question): AskKind | undefined {
  return decisive.find((kind) => question.asks.has(kind));
}

const unitDimension: Record<string, string> = {
  场: 'frequency',
  回: 'frequency',
  趟: 'frequency',
  次: 'frequency',
  遍: 'frequency',
  钱: 'money',
  元: 'money',
  块: 'money',
  点: 'clock',
};
const hasTime = (passage: Passage) =>
  passage.figures.some(({ dimension }) => dimension === 'time' || dimension === 'working-days');

/** Whether a passage holds the kind of thing that was asked for. */
export function holdsKind(question: Question, passage: Passage, roles: ReadonlySet<string>): boolean {
  const ask = decisiveAsk(question);
  const has = (...dimensions: string[]) => passage.figures.some((figure) => dimensions.includes(figure.dimension));
  switch (ask) {
    case undefined:
      return confirms(question, passage);
    case 'day-of-month':
      return /\d+(?:日|号)(?!常)/.test(passage.text);
    case 'money':
      return has('money');
    case 'clock':
      return has('clock');
    case 'percent':
      return has('percent', 'ratio');
    case 'how-often':
      return has('frequency') || passage.figures.some(({ every }) => every) || /定期|每半年/.test(passage.text);
    case 'how-long':
      return hasTime(passage) || has('clock') || passage.prompt;
    case 'how-many':
      return holdsCount(question.unit, passage);
    case 'who':
      return mentions(passage, roles) || /[的高中]人|层|部门|中心|领导/.test(passage.text);
    default:
      return true;
  }
}

/** Units a number of which a list answers as well as a figure. */
const listed = /类|种|步|部分|方面|级|档|块|项|样|点|阶|段/;
/** Units taken for one another when something is counted. */
const pieces = /^[个家份篇张条本]?$/;

function holdsCount(unit: string | null, passage: Passage): boolean {
  if (unit === null) return passage.figures.some(({ every }) => !every);
  const dimension = unitDimension[unit];
  if (dimension) return passage.figures.some((figure) => figure.dimension === dimension);
  if (/小时|钟|天|日|周|星期|月|季|年|分钟/.test(unit)) return hasTime(passage) || passage.prompt;
  if (listed.test(unit)) return true;
  if (pieces.test(unit) && passage.figures.some((figure) => figure.dimension === 'count' && pieces.test(figure.unit)))
    return true;
  return new RegExp(`[\\d一二两三四五六七八九十百]个?${unit}`).test(passage.text);
}

/** A number put to be confirmed needs a number of its kind to be held against. */
function confirms(question: Question, passage: Passage): boolean {
  const said = question.figures.filter(({ dimension }) => dimension !== 'count' && dimension !== 'money');
  if (said.length === 0 || !question.asks.has('confirm')) return true;
  return said.some((one) => passage.figures.some((figure) => figure.dimension === one.dimension)) || passage.prompt;
}

function evidenceOf(question: Question, entry: Entry, judge: Judge, likeness: number): Evidence[] {
  const asksWho = decisiveAsk(question) === 'who' && likeness >= sameWay;
  return entry.sentences.map((sentence) => {
    const share = shareOf(question, judge, (wanted) =>
      Math.max(holds(sentence.terms, wanted), 0.6 * holds(entry.topic, wanted)),
    );
    const kind = asksWho || sentence.absent || holdsKind(question, sentence, judge.roles);
    return { sentence, share, kind, applies: appliesTo(sentence, question.qualifiers) };
  });
}

/** Dice's measure with rare terms weighing more: twice what is shared, by what both have. */
function alike(a: ReadonlySet<string>, b: ReadonlySet<string>, weigh: (term: string) => number): number {
  let shared = 0;
  let total = 0;
  for (const term of a) {
    const weight = weigh(term);
    total += weight;
    if (b.has(term)) shared += weight;
  }
  for (const term of b) total += weigh(term);
  return total > 0 ? (2 * shared) / total : 0;
}

/** Kinds of question weigh little, concepts and unknown words by rarity. */
const termWeight = (index: ClauseIndex) => (term: string) =>
  /^[af]:/.test(term) ? (decisiveTerms.has(term) ? 0.5 : 0.2) : 0.2 + index.rarity(term) / index.rarity('\0');

const decisiveTerms = new Set(decisive.map((kind) => `a:${kind}`));

/** Likeness from which a way of asking counts as the same. */
const sameWay = 0.85;
const appliesScore: Record<Applies, number> = { named: 0.5, open: 0.1, no: -0.6 };
export const evidenceScore = (one: Evidence) =>
  one.share + (one.kind ? 0.5 : 0) + appliesScore[one.applies] - (one.sentence.absent ? 0.1 : 0);

/**
 * The sentence that says the answer is left out: where a time was asked for and none is given, or where the clause
 * announces what it does not hold and nothing in it is closer.
 */
function leftOut(question: Question, { clause }: Entry, evidence: Evidence[]): Evidence | undefined {
  const [best] = evidence;
  const absent = evidence.find((one) => one.sentence.absent && one.applies !== 'no');
  if (!best || !absent) return undefined;
  const asked = decisiveAsk(question);
  const timed = asked === 'how-long' || asked === 'how-often' || asked === 'day-of-month';
  const given = evidence.some(
    ({ kind, share, sentence }) =>
      kind && !sentence.absent && share >= best.share - 0.3 && (!timed || hasTime(sentence) || sentence.urgent),
  );
  if (timed) return !given && absent.share >= best.share - 0.4 ? absent : undefined;
  const said = Math.max(0, ...evidence.filter((one) => !one.sentence.absent).map((one) => one.share));
  const number = asked === 'how-many' || asked === 'percent';
  if (number && !given && absent.share >= said - 0.05) return absent;
  return clause.unset && !(asked !== undefined && given) && absent.share > said + 0.02 ? absent : undefined;
}

/** How far down each of the two searches candidates are taken from. */
const byTopic = 10;
const byTerms = 6;

interface Found {
  at: number;
  /** Log-likelihood of the topic. */
  likelihood: number;
  /** Score of the term search against its best, 0 … 1. */
  rank: number;
}

/** Best clauses by topic, and those that share most terms. */
function search(question: Question, judge: Judge): { found: Found[]; unseen: number } {
  const { ofTopic, unseen } = judge.topics.likelihood(featuresOf(question.text, signatureOf(question)));
  const hits = judge.index.search(searchTermsOf(question), 20);
  const ranks = new Map(hits.map(({ at, score }) => [at, score / (hits[0]?.score || 1)]));
  const bar = ofTopic.toSorted().at(-byTopic) ?? Number.NEGATIVE_INFINITY;
  const likely = [...ofTopic.keys()].filter((at) => (ofTopic[at] ?? bar) >= bar).slice(0, byTopic);
  const chosen = new Set([...likely, ...hits.slice(0, byTerms).map(({ at }) => at)]);
  return { unseen, found: [...chosen].map((at) => ({ at, likelihood: ofTopic[at] ?? 0, rank: ranks.get(at) ?? 0 })) };
}

/** How many ways of asking a blind judgement leaves out. */
const hidden = 2;

/** The ways of asking most like the question, with their likeness. */
function mostAlike(
  asked: readonly Way[],
  signature: ReadonlySet<string>,
  weigh: (term: string) => number,
): Array<{ way: Way; likeness: number }> {
  const all = asked.map((way) => ({ way, likeness: alike(signature, way.signature, weigh) }));
  return all.sort((a, b) => b.likeness - a.likeness).slice(0, hidden + 1);
}

/**
 * Candidates for a question, best fit first. `blind` leaves out of account the ways of asking most like it, as if
 * nobody had written them down: so questions that were can be used to measure and to fit.
 */
export function findCandidates(question: Question, entries: Entry[], judge: Judge, blind = false): Candidate[] {
  const { found, unseen } = search(question, judge);
  const signature = signatureOf(question);
  const features = featuresOf(question.text, signature);
  const weigh = termWeight(judge.index);
  const near = found.map((one) => ({ ...one, alike: mostAlike(entries[one.at]?.asked ?? [], signature, weigh) }));
  if (blind) {
    for (const one of near) {
      const texts = one.alike.splice(0, hidden).map(({ way }) => way.features);
      one.likelihood = judge.topics.likelihood(features, { of: one.at, texts }).ofTopic[one.at] ?? 0;
    }
  }
  const most = Math.max(...near.map(({ likelihood }) => likelihood));
  const candidates = near.flatMap(({ at, likelihood, rank, alike: [closest] }): Candidate[] => {
    const entry = entries[at];
    if (!entry) return [];
    const likeness = closest?.likeness ?? 0;
    const evidence = evidenceOf(question, entry, judge, likeness).sort((a, b) => evidenceScore(b) - evidenceScore(a));
    const best = leftOut(question, entry, evidence) ?? evidence[0];
    if (!best) return [];
    const coverage = shareOf(question, judge, (wanted) => holds(entry.all, wanted));
    const words = 0.3 * rank + 0.25 * coverage + 0.12 * best.share + 0.33 * likeness;
    const topical = (likelihood - most) / 3 + 0.5 * words + (best.kind ? 0.3 : 0);
    const fit = topical + 0.3 * appliesScore[best.applies];
    return [{ entry, at, coverage, rank, likelihood, unseen, likeness, topical, fit, best, evidence }];
  });
  return candidates.sort((a, b) => b.fit - a.fit);
}
