import type { Language } from '../understanding/types.js';
import type { Candidate } from './candidates.js';
import { type Extract, extract, wholeClause } from './compose.js';
import { checkFigures } from './confirm.js';
import type { Entry } from './evidence.js';
import { englishFigure, type Figure, figuresOf, sameAmount } from './figures.js';
import type { RetrievalLexicon } from './lexicon.js';
import type { Question } from './question.js';
import { normalize } from './text.js';
import type { Citation, PolicyAnswer } from './types.js';
import type { Refusal, Verdict } from './verdict.js';
import type { Say } from './wording.js';

/** One of the questions of a message with what was found. */
export interface Part {
  question: Question;
  verdict: Verdict;
}

export interface Context {
  say: Say;
  language: Language;
  lexicon: RetrievalLexicon;
  detail: boolean;
}

type Reply = Omit<PolicyAnswer, 'question' | 'version'>;

const short = 120;
const long = 300;
/** Least room worth a further clause. */
const shortest = 24;

interface Said {
  text: string;
  citations: Citation[];
}

/** What one clause says, with what was taken from it. */
interface Quoted {
  text: string;
  extracted: Extract;
}

/** Kinds of figures that English words must give as the clause does. */
const told = new Set<Figure['dimension']>(['time', 'working-days', 'percent', 'ratio']);

/** Whether words written for a clause still fit it: an administrator may have set another figure. */
function stillFits(words: string, extracted: Extract): boolean {
  const said = figuresOf(normalize(words));
  const given = extracted.passages.flatMap((passage) => passage.figures).filter(({ dimension }) => told.has(dimension));
  return given.every((figure) => said.some((one) => sameAmount(one, figure)));
}

/** In English: what the clause says or leaves out; without such words its figures and the clause as it stands. */
function inEnglish(extracted: Extract, { lexicon }: Context, leftOut: boolean): string {
  const words = lexicon.english.get(extracted.candidate.entry.clause.id);
  const said = leftOut ? words?.leavesOut : words?.says;
  if (said && (leftOut || stillFits(said, extracted))) return said;
  const figures = extracted.passages.flatMap((passage) => passage.figures.map(englishFigure)).filter(Boolean);
  return figures.length > 0 ? `${[...new Set(figures)].join(', ')} – ${extracted.text}` : extracted.text;
}

/** Words of one clause with its mark, at most `budget` characters. */
function sayClause(question: Question, candidate: Candidate, context: Context, budget: number, brief: boolean): Quoted {
  const { say, language } = context;
  const { clause } = candidate.entry;
  const room = budget - clause.ref.length - 2;
  const extracted = context.detail ? wholeClause(candidate, room) : extract(question, candidate, room, brief);
  const plain = language === 'en' ? inEnglish(extracted, context, candidate.best.sentence.absent) : extracted.text;
  return { text: say('cite', language, { text: plain, ref: clause.ref }), extracted };
}

/** Two things asked of in one question (卡类和实物类分别几小时). */
const asksOfTwo = /和|与|、|及|还有|分别|各| and /;

function sayAnswer(question: Question, candidates: Candidate[], context: Context, budget: number): Said[] {
  const said: Quoted[] = [];
  const several = candidates.length > 1 && asksOfTwo.test(question.text);
  let room = (several ? Math.max(budget, long) : budget) - (question.asks.has('confirm') ? 10 : 0);
  for (const candidate of candidates) {
    if (said.length > 0 && room < shortest + candidate.entry.clause.ref.length) break;
    const one = sayClause(question, candidate, context, room, candidates.length > 1);
    said.push(one);
    room -= one.text.length;
  }
  return checked(question, said, context).map(({ text, extracted }) => ({ text, citations: [citationOf(extracted)] }));
}

/** Puts 对 or 不是 before the answer to a number that was put to be confirmed. */
function checked(question: Question, said: Quoted[], { say, language }: Context): Quoted[] {
  const [first, ...rest] = said;
  const check = first ? checkFigures(question, first.extracted.passages) : null;
  if (!first || !check) return said;
  const text = say(check.agrees ? 'agrees' : 'differs', language, { said: check.said.text, text: first.text });
  return [{ ...first, text }, ...rest];
}

/** What the handbook leaves out, or what comes closest, in the clause's words. */
function quote(question: Question, near: Candidate, why: 'unset' | 'closest', context: Context, budget: number): Said {
  const { say, language } = context;
  const { ref } = near.entry.clause;
  const extracted = extract(question, near, budget - say(why, language, { text: '', ref }).length, true);
  const text = language === 'en' ? inEnglish(extracted, context, why === 'unset') : extracted.text;
  return { text: say(why, language, { text, ref }), citations: [citationOf(extracted)] };
}

function sayRefusal(question: Question, near: Candidate | null, why: Refusal, context: Context, budget: number): Said {
  const { say, language } = context;
  if (!near || why === 'outside') return { text: say('outside', language), citations: [] };
  const quoted = why === 'unset' || why === 'closest' ? quote(question, near, why, context, budget) : null;
  if (quoted && (why === 'unset' || quoted.text.length <= budget)) return quoted;
  const known = [...near.best.sentence.qualifiers]
    .map((name) => context.lexicon.qualifierName.get(name) ?? name)
    .join('、');
  return { text: say(why === 'closest' ? 'nearby' : why, language, { near: nameOf(near), known }), citations: [] };
}

/** Title of a clause, or of its section where the title gives a figure away. */
function nameOf({ entry: { clause } }: Candidate): string {
  const section = clause.path.split(' › ').at(-2)?.replace(/^\S+ /, '');
  return figuresOf(normalize(clause.title)).length > 0 && section ? section : clause.title;
}

/** Citation of a clause that is only named. */
function titled({ clause: { id, title, path, effective } }: Entry): Citation {
  return { clause: id, title, path, quote: title, effectiveFrom: effective };
}

/** Titles of the clauses on a matter, as many as there is room for; each is cited. */
function sayOverview(entries: Entry[], { say, language }: Context, budget: number): Said {
  const room = budget - say('overview', language, { titles: '…' }).length;
  const told: Entry[] = [];
  for (const entry of entries) {
    const length = [...told, entry].reduce((sum, { clause }) => sum + clause.title.length + 1, 0);
    if (told.length > 0 && length > room) break;
    told.push(entry);
  }
  return {
    text: say('overview', language, {
      titles: told.map(({ clause }) => clause.title).join(';') + (told.length < entries.length ? '…' : ''),
    }),
    citations: told.map(titled),
  };
}

/** Titles of further clauses on the matter, where there is room for all. */
function sayBeside(entries: Entry[], said: Said[], { say, language }: Context, budget: number): Said[] {
  if (entries.length === 0) return [];
  const text = say('beside', language, { titles: entries.map(({ clause }) => clause.title).join('、') });
  const length = said.reduce((sum, one) => sum + one.text.length, text.length);
  return length <= budget ? [{ text, citations: entries.map(titled) }] : [];
}

function sayPart({ question, verdict }: Part, context: Context, budget: number): Said[] {
  if (verdict.kind === 'overview') return [sayOverview(verdict.entries, context, budget)];
  if (verdict.kind === 'answered') {
    const said = sayAnswer(question, verdict.candidates, context, budget);
    return [...said, ...sayBeside(verdict.beside, said, context, budget)];
  }
  return [sayRefusal(question, verdict.near, verdict.why, context, budget)];
}

function citationOf({ candidate, text }: Extract): Citation {
  const { id, title, path, effective } = candidate.entry.clause;
  return { clause: id, title, path, quote: text, effectiveFrom: effective };
}

function hitsOf(parts: Part[]): PolicyAnswer['hits'] {
  const best = new Map<string, number>();
  for (const { clause, score } of parts.flatMap(({ verdict }) => verdict.hits)) {
    best.set(clause, Math.max(score, best.get(clause) ?? 0));
  }
  return [...best].map(([clause, score]) => ({ clause, score })).sort((a, b) => b.score - a.score);
}

/** Chance that an answer is right, or that a refusal is. */
function confidenceOf({ verdict }: Part): number {
  const certain = verdict.kind !== 'declined' || verdict.why === 'unset' ? verdict.sureness : 1 - verdict.sureness;
  return Math.round(100 * certain) / 100;
}

/** Parts that rest on the same clause are said once. */
function distinctParts(parts: Part[]): Part[] {
  const keyOf = ({ verdict, question }: Part) => {
    if (verdict.kind === 'declined') return verdict.why;
    if (verdict.kind === 'overview') return verdict.entries.map(({ clause }) => clause.id).join();
    return `${verdict.candidates[0].at} ${[...question.qualifiers].sort()}`;
  };
  return [...new Map(parts.map((part) => [keyOf(part), part])).values()];
}

/** Where nothing is answered, what the handbook leaves out is said, or one refusal. */
function worthSaying(parts: Part[]): Part[] {
  if (parts.some(({ verdict }) => verdict.kind !== 'declined')) return parts;
  const gaps = parts.filter(({ verdict }) => verdict.kind === 'declined' && verdict.why === 'unset');
  return gaps.length > 0 ? gaps : parts.slice(0, 1);
}

function sayParts(parts: Part[], context: Context): Said[] {
  const budget = parts.length > 1 ? Math.floor(long / parts.length) : context.detail ? long : short;
  const someAnswered = parts.some(({ verdict }) => verdict.kind !== 'declined');
  return parts.flatMap((part) => {
    const lost = part.verdict.kind === 'declined' && part.verdict.why !== 'unset';
    if (lost && someAnswered) return [{ text: context.say('second-missing', context.language), citations: [] }];
    return sayPart(part, context, budget);
  });
}

/** Words, citations and confidence for what was found. */
export function answerFrom(asked: Part[], context: Context): Reply {
  const parts = worthSaying(distinctParts(asked));
  const said = sayParts(parts, context);
  return {
    answer: said.map(({ text }) => text).join(context.language === 'en' ? ' ' : ''),
    declined: parts.every(({ verdict }) => verdict.kind === 'declined'),
    confidence: Math.min(...parts.map(confidenceOf)),
    citations: said.flatMap(({ citations }) => citations),
    hits: hitsOf(parts),
    subject: subjectOf(asked.at(-1)?.question),
  };
}

/** The question in words that can be read again: what a follow-up keeps. */
function subjectOf(question: Question | undefined): string {
  return question ? question.words.join(' ') : '';
}
