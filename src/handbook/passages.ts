import type { Clause } from '../policy/types.js';
import { type Figure, figuresOf } from './figures.js';
import type { LanguageWords } from './language.js';
import { bigramsOf, conceptTerm, wordTermsOf } from './terms.js';
import { fold } from './text.js';
import type { Vocabulary } from './vocabulary.js';

/** A stretch of a clause that can be said by itself. */
export interface Passage {
  text: string;
  terms: ReadonlySet<string>;
  figures: Figure[];
  /** Values it is restricted to; empty: holds for everybody. */
  qualifiers: ReadonlySet<string>;
  /** Values it is *not* for (「…以外」). */
  excluded: ReadonlySet<string>;
  /** Says that the handbook leaves something out. */
  absent: boolean;
  /** Holds a duty of time without a figure (立即, 当月). */
  prompt: boolean;
  /** Says at once (立即, 当场), which is a time. */
  urgent: boolean;
}

export interface Sentence extends Passage {
  /** The sentence cut at commas and semicolons, each with the punctuation that ends it. */
  parts: Passage[];
}

const exception = /以外|之外|除外|除了|except|other than/;

/** Reads a clause into sentences; values a sentence does not name itself it takes from the title or the sentence before. */
export function sentencesOf(clause: Clause, vocabulary: Vocabulary, language: LanguageWords): Sentence[] {
  const title = qualifiersOf(fold(clause.title), vocabulary);
  const passage = (text: string) => passageOf(text, vocabulary, language, title);
  const sentences = cut(clause.text, /[^。!?!?\n]+[。!?!?]*[」』”]?/g)
    .flatMap((text) => (passage(text).absent ? cut(text, /[^;;]+[;;]?/g) : [text]))
    .map((text) => ({
      ...passage(text),
      parts: cut(text, /[^;;,,]+[;;,,]?/g).map((part) => passageOf(part, vocabulary, language, [])),
    }));
  return carryOn(sentences);
}

/** A sentence that names no value speaks of those of the sentence before. */
function carryOn(sentences: Sentence[]): Sentence[] {
  const carried: Sentence[] = [];
  for (const sentence of sentences) {
    const before = carried.at(-1);
    const silent = sentence.qualifiers.size + sentence.excluded.size === 0;
    carried.push(
      before && silent ? { ...sentence, qualifiers: before.qualifiers, excluded: before.excluded } : sentence,
    );
  }
  return carried;
}

function cut(text: string, pattern: RegExp): string[] {
  const pieces = text.match(pattern) ?? [];
  return pieces.map((piece) => piece.replace(/^[\s•·*-]+/, '').trimEnd()).filter(Boolean);
}

function qualifiersOf(text: string, vocabulary: Vocabulary): string[] {
  return vocabulary.segment(text).flatMap((token) => token.meaning?.qualifiers ?? []);
}

function passageOf(text: string, vocabulary: Vocabulary, language: LanguageWords, inherited: string[]): Passage {
  const plain = fold(text);
  const tokens = vocabulary.segment(plain);
  const except = exception.exec(plain);
  const before = (end: number) =>
    except !== null && end <= except.index && !/[,;]/.test(plain.slice(end, except.index));
  const named = tokens.flatMap((token) =>
    (token.meaning?.qualifiers ?? []).map((name) => ({ name, out: before(token.end) })),
  );
  const own = named.filter((one) => !one.out).map((one) => one.name);
  const excluded = named.filter((one) => one.out).map((one) => one.name);
  return {
    text,
    terms: new Set([...bigramsOf(plain), ...wordTermsOf(tokens)]),
    figures: figuresOf(plain),
    qualifiers: new Set(own.length || excluded.length ? own : inherited),
    excluded: new Set(excluded),
    absent: language.absent.some((word) => plain.includes(word)),
    prompt: language.prompt.some((word) => plain.includes(word)),
    urgent: language.urgent.some((word) => plain.includes(word)),
  };
}

export type Applies = 'named' | 'open' | 'no';

/** Whether a passage speaks of the values a question names. */
export function appliesTo(passage: Passage, asked: ReadonlySet<string>): Applies {
  if (asked.size === 0) return 'open';
  const named = [...asked];
  if (passage.excluded.size > 0) return named.some((name) => passage.excluded.has(name)) ? 'no' : 'named';
  if (passage.qualifiers.size === 0) return 'open';
  return named.some((name) => passage.qualifiers.has(name)) ? 'named' : 'no';
}

export function mentions(passage: Passage, concepts: ReadonlySet<string>): boolean {
  return [...concepts].some((name) => passage.terms.has(conceptTerm(name)));
}
