import type { Clause } from '../policy/types.js';
import { type Figure, figuresOf } from './figures.js';
import type { LanguageWords } from './language.js';
import { bigramsOf, conceptTerm, wordTermsOf } from './terms.js';
import { fold } from './text.js';
import type { Token, Vocabulary } from './vocabulary.js';

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

/** Excludes what stands before it in its stretch of the sentence (VIP以外). */
const exception = /以外|之外|除外/;
/** Excludes what follows it: all of a list (除了VIP和重大), or the next word and those joined to it (不是VIP、重大的). */
const exceptList = /(?:除了?|除开|不包括|不含|不算|except(?: for)?|other than|excluding)[^,;]*$/;
const notThis =
  /(?:非|(?<!是)不是|不属于|并非|\bnon-?|\bnot (?:a |an )?)\s*(?:[^,;。]{0,8}(?:、|和|或者?|及|也不是?|也非| or | nor | and )\s*)?$/;

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
  const named = tokens.flatMap((token) =>
    (token.meaning?.qualifiers ?? []).map((name) => ({ name, out: isExcepted(plain, token) })),
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

/** 「VIP以外」, 「除了VIP」, 「不是VIP的」: the value is named to leave it out. */
function isExcepted(text: string, { start, end }: Token): boolean {
  const before = text.slice(0, start);
  const after = /^[^,;。]*/.exec(text.slice(end))?.[0] ?? '';
  return exception.test(after) || exceptList.test(before) || notThis.test(before);
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
