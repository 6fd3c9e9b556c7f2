import type { Clause } from '../policy/types.js';
import type { ClauseIndex } from './clause-index.js';
import { decisiveAsk, hasTime, holdsKind } from './kinds.js';
import type { AskKind } from './language.js';
import type { Way, Ways } from './likeness.js';
import { type Applies, appliesTo, type Sentence } from './passages.js';
import type { Question, Wanted } from './question.js';
import type { Scope } from './scope.js';
import { bigramsOf, conceptTerm } from './terms.js';
import { isHan } from './text.js';
import type { TopicModel } from './topic-model.js';

/** A clause made ready for questions. */
export interface Entry {
  clause: Clause;
  sentences: Sentence[];
  /** Title and text, folded. */
  plain: string;
  /** Terms of title, path and the ways people ask for it. */
  topic: ReadonlySet<string>;
  /** The ways people ask for it, and its title, as signatures. */
  asked: readonly Way[];
  /** Terms of each heading above it and, last, of its title. */
  headings: ReadonlyArray<ReadonlySet<string>>;
  /** Terms of what stands in it and over it, without the ways of asking. */
  own: ReadonlySet<string>;
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
  /** How much better its form suits the form of the question than that of its neighbours. */
  suits: number;
}

/** Says what one may, must or must not. */
const permits = /不得|不能|不许|不可|绝不|必须|才能|可以|同意|请示|严禁/;
/** Counts out what it lists. */
const lists = /分[为成]?[两二三四五六七]|[两二三四五六七八九十][段步类种块项条部点个方]/;
export const asksForList = /哪[几些]|几[步段块类种项个条点]|[怎分]几/;

/** 「向谁报」 wants 向…, 「谁负责」 wants 由… or …负责. */
function namesWhom(asked: string, plain: string): boolean {
  if (/[向给跟找]谁|给哪|报给|交给/.test(asked)) return /[向给]\p{Script=Han}|报|交|请/u.test(plain);
  return /谁/.test(asked) && /由|负责|责成|有责任/.test(plain);
}

/** A sentence that names the value in the asker's own word, permits where that is asked, lists where a list is. */
function suitsForm({ asks, named, text }: Question, sentence: Sentence): number {
  const plain = sentence.text.toLowerCase();
  return (
    (named.some((word) => plain.includes(word)) ? 0.08 : 0) +
    (asks.has('may') && permits.test(plain) ? 0.12 : 0) +
    (asksForList.test(text) && lists.test(plain) ? 0.12 : 0) +
    (asks.has('who') && namesWhom(text, plain) ? 0.12 : 0)
  );
}

/** What candidates are judged with. */
export interface Judge {
  index: ClauseIndex;
  topics: TopicModel;
  scope: Scope;
  /** Ways of asking: a group an entry, and last the questions no clause answers. */
  ways: Ways;
  roles: ReadonlySet<string>;
  /** Terms of the headings over the clauses: what whole sections are about. */
  sections: ReadonlySet<string>;
  /** Whether the pack says how people ask for its clauses. */
  asked: boolean;
}

export function holds(terms: ReadonlySet<string>, wanted: Wanted): number {
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

export function shareOf(question: Question, judge: Judge, held: (wanted: Wanted) => number): number {
  let total = 0;
  let sum = 0;
  for (const wanted of question.wanted) {
    const weight = weightOf(wanted, judge.index);
    total += weight;
    sum += weight * held(wanted);
  }
  return total > 0 ? sum / total : question.wanted.length > 0 ? 1 : 0;
}

export function evidenceOf(question: Question, entry: Entry, judge: Judge, likeness: number): Evidence[] {
  const asksWho = decisiveAsk(question) === 'who' && likeness >= sameWay;
  return entry.sentences.map((sentence) => {
    const share = shareOf(question, judge, (wanted) =>
      Math.max(holds(sentence.terms, wanted), 0.6 * holds(entry.topic, wanted)),
    );
    const kind = asksWho || sentence.absent || holdsKind(question, sentence, judge.roles);
    return {
      sentence,
      share,
      kind,
      applies: appliesTo(sentence, question.qualifiers),
      suits: suitsForm(question, sentence),
    };
  });
}

/** How many of the attributes asked for a clause does not speak of. */
export function unmetBy({ attributes }: Question, { plain }: Entry): number {
  return attributes.filter(({ held }) => !held.some((word) => plain.includes(word))).length;
}

/** Likeness from which a way of asking counts as the same. */
const sameWay = 0.85;

const appliesScore: Record<Applies, number> = { named: 0.5, open: 0.1, no: -0.6 };

export const evidenceScore = (one: Evidence) =>
  one.share + (one.kind ? 0.5 : 0) + one.suits + appliesScore[one.applies] - (one.sentence.absent ? 0.1 : 0);

/** The best sentence; one that says what is left out only where the others speak of something else. */
export function bestGiven(evidence: Evidence[]): Evidence | undefined {
  const [best] = evidence;
  if (!best?.sentence.absent) return best;
  return evidence.find((one) => !one.sentence.absent && one.applies !== 'no' && one.share >= best.share - 0.35) ?? best;
}

/** Words by which a sentence names the kind of figure it leaves out. */
const absentNames: Partial<Record<AskKind, RegExp>> = { clock: /几点|钟点|时段/, money: /多少|上限|金额/ };

/**
 * The sentence that says the answer is left out: where a time was asked for and none is given, or where the clause
 * announces what it does not hold and nothing in it is closer.
 */
export function leftOut(question: Question, { clause }: Entry, evidence: Evidence[]): Evidence | undefined {
  const [best] = evidence;
  const asked = decisiveAsk(question);
  const meant = ({ sentence }: Evidence) => asked === 'clock' || !absentNames.clock?.test(sentence.text);
  const absent = evidence.find((one) => one.sentence.absent && one.applies !== 'no' && meant(one));
  if (!best || !absent) return undefined;
  const timed =
    asked === 'how-long' || asked === 'how-often' || asked === 'day-of-month' || (!asked && question.asks.has('when'));
  const given = evidence.some(
    ({ kind, share, sentence, applies }) =>
      kind &&
      !sentence.absent &&
      (share >= best.share - 0.2 || applies === 'named') &&
      (!timed ||
        hasTime(sentence) ||
        ((sentence.urgent || (!asked && sentence.prompt)) && share >= absent.share - 0.05)),
  );
  if (timed) return !given && absent.share >= best.share - 0.4 ? absent : undefined;
  const said = Math.max(0, ...evidence.filter((one) => !one.sentence.absent).map((one) => one.share));
  if (clause.unset && question.asks.size === 0 && absent.share >= said) return absent;
  if (asked !== undefined && absentNames[asked]?.test(absent.sentence.text) && !given) return absent;
  const number = asked === 'how-many' || asked === 'percent';
  if (number && !given && absent.share >= said - 0.05) return absent;
  return clause.unset && !(asked !== undefined && given) && absent.share > said + 0.02 ? absent : undefined;
}
