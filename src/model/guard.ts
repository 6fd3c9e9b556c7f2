import { type Figure, figuresOf, sameAmount } from '../handbook/figures.js';
import type { LanguageWords } from '../handbook/language.js';
import { type Sentence, sentencesOf } from '../handbook/passages.js';
import { normalize } from '../handbook/text.js';
import { createVocabulary, type WordGroup } from '../handbook/vocabulary.js';
import type { Clause } from '../policy/types.js';
import type { Language } from '../understanding/types.js';

/** A worded answer with what it may rest on. Names are put back, texts as written. */
export interface Worded {
  answer: string;
  citations: readonly string[];
}

export interface GuardContext {
  question: string;
  language: Language;
  /** Most characters. */
  length: number;
  /** Clauses that were found for the question, by id: only they may be cited. */
  found: ReadonlyMap<string, Clause>;
  /** The handbook's own answer, whose words count as grounded. */
  own: string;
  /** False for words the handbook forbids before a customer: promises above all. */
  mayBeSaid(text: string): boolean;
}

export interface AnswerGuard {
  /** What is wrong with a worded answer; null: it may be given. */
  fault(worded: Worded, context: GuardContext): string | null;
  /** What is lost of the handbook's own words: a figure, or, where nobody was named in the question, whom it holds for. */
  loss(answer: string, own: string, question: string): string | null;
}

/** Holds words of a model against the clauses they cite: nothing may be said that does not stand there. */
export function createGuard(words: readonly WordGroup[], language: LanguageWords): AnswerGuard {
  const vocabulary = createVocabulary([...words]);
  const qualifiers = qualifierFinder(words);
  const fault: AnswerGuard['fault'] = ({ answer, citations }, context) => {
    const cited = citations.flatMap((id) => context.found.get(id) ?? []);
    if (cited.length === 0 || cited.length < citations.length) return 'cites what was not found';
    if (answer.trim() === '' || answer.length > context.length) return 'length';
    if (/https?:|www\.|[@<>{}[\]〔〕|]|\*\*/.test(answer)) return 'marks';
    if (/\p{Script=Han}/u.test(answer) === (context.language === 'en')) return 'language';
    if (!context.mayBeSaid(answer)) return 'promise';
    const sentences = cited.flatMap((clause) => sentencesOf(clause, vocabulary, language));
    const said = normalize(answer);
    return (
      figureFault(said, cited, sentences) ??
      everybodyFault(said, cited) ??
      scopeFault(answer, context.question, sentences, qualifiers) ??
      (context.language === 'en' ? null : turnedRound(said, sentences)) ??
      groundFault(said, context, cited)
    );
  };
  const loss: AnswerGuard['loss'] = (answer, own, question) => {
    const kept = figuresOf(normalize(answer));
    const figure = figuresOf(normalize(own)).find((one) => !kept.some((other) => sameAmount(one, other)));
    if (figure) return figure.text;
    const named = qualifiers(answer);
    return qualifiers(question).length > 0 ? null : (qualifiers(own).find((value) => !named.includes(value)) ?? null);
  };
  return { fault, loss };
}

/** Values named anywhere in a text, also inside longer words (VIP in VIP投诉). */
function qualifierFinder(groups: readonly WordGroup[]): (text: string) => string[] {
  const known = groups
    .filter(({ kind }) => kind === 'qualifiers')
    .flatMap(({ name, words }) => words.map((word) => ({ name, word: normalize(word) })));
  return (text) => {
    const folded = normalize(text);
    const named = known.filter(({ word }) => {
      const at = word === '' ? -1 : folded.indexOf(word);
      const cut = (a: number, b: number) => /[a-z0-9]{2}/.test(folded.charAt(a) + folded.charAt(b));
      return at >= 0 && !cut(at - 1, at) && !cut(at + word.length - 1, at + word.length);
    });
    return [...new Set(named.map(({ name }) => name))];
  };
}

/** Every figure stands in a cited clause, with no other bound than there; bare numbers too. */
function figureFault(said: string, cited: readonly Clause[], sentences: readonly Sentence[]): string | null {
  const text = normalize(cited.map((clause) => `${clause.title} ${clause.text}`).join('\n'));
  const held = figuresOf(text);
  const figures = figuresOf(said);
  for (const figure of figures) {
    const same = held.filter((one) => sameAmount(one, figure));
    if (same.length === 0) return `figure ${figure.text}`;
    const bounds = sentences.flatMap((sentence) => boundsOf(normalize(sentence.text), figure));
    const bound = boundAt(said, figure);
    if (bound !== null && bounds.length > 0 && !bounds.includes(bound) && bounds.some((one) => one !== null))
      return `bound of ${figure.text}`;
  }
  let bare = said;
  for (const figure of figures) bare = bare.replace(figure.text, ' ');
  const stray = (bare.match(/\d+(?:\.\d+)?/g) ?? []).find(
    (number) => !new RegExp(`(?<!\\d)${number.replace('.', '\\.')}(?!\\d)`).test(text),
  );
  return stray === undefined ? null : `number ${stray}`;
}

type Bound = 'most' | 'least' | null;

function boundsOf(text: string, figure: Figure): Bound[] {
  return figuresOf(text)
    .filter((one) => sameAmount(one, figure))
    .map((one) => boundAt(text, one));
}

function boundAt(text: string, { at, text: words }: Figure): Bound {
  const before = text.slice(Math.max(0, at - 8), at);
  const after = text.slice(at + words.length, at + words.length + 4);
  if (
    /(?:不超过|不得超过|最多|至多|不多于|不晚于|以内|之内|within|at most|no more than|up to)[^,。;]{0,3}$/.test(before)
  )
    return 'most';
  if (/^(?:以内|之内|内|以下|之前|前)/.test(after)) return 'most';
  if (/(?:至少|不少于|不低于|高于|超过|大于|多于|at least|more than|above|over)[^,。;]{0,3}$/.test(before))
    return 'least';
  return /^(?:以上|及以上|起)/.test(after) ? 'least' : null;
}

/** 所有 and its like are the clause's to say. */
function everybodyFault(said: string, cited: readonly Clause[]): string | null {
  const text = normalize(cited.map((clause) => clause.text).join('\n'));
  const word = everybody.exec(said)?.[0];
  return word === undefined || text.includes(word) ? null : `for ${word}`;
}

/** A figure that holds for some only is said of them: by name, or because they were asked about. */
function scopeFault(
  answer: string,
  question: string,
  sentences: readonly Sentence[],
  qualifiers: (text: string) => string[],
): string | null {
  const asked = qualifiers(question);
  for (const part of answer.split(/[。!?！？\n]/)) {
    const named = qualifiers(part);
    const meant = named.length > 0 ? named : everybody.test(part) ? [] : asked;
    const holds = ({ qualifiers: own, excluded }: Sentence): boolean => {
      if (meant.some((name) => excluded.has(name))) return false;
      return own.size === 0 || (meant.length > 0 && meant.every((name) => own.has(name)));
    };
    for (const figure of figuresOf(normalize(part))) {
      const sources = sentences.filter((one) => one.figures.some((other) => sameAmount(other, figure)));
      if (sources.length > 0 && !sources.some(holds)) return `scope of ${figure.text}`;
    }
  }
  return null;
}

const everybody = /所有|全部|任何|一律|不管|每[个位家]客户|\b(?:all|any|every(?:body|one)?)\b/i;

const negative = /不得|不能|不可|不许|不要|不必|不用|无须|无需|不|没有?|未|禁止|严禁|勿|别|非|免/g;
const scopeOfNo = 5;

interface Polarity {
  yes: Set<string>;
  no: Set<string>;
}

/** Pairs of characters said, and said not to be. */
function polarityOf(texts: readonly string[]): Polarity {
  const polarity: Polarity = { yes: new Set(), no: new Set() };
  for (const part of texts.flatMap((text) => text.split(/[,，。;；:：、!?\n]/))) {
    const ends = [...part.matchAll(negative)].map((m) => m.index + m[0].length);
    for (let at = 0; at + 2 <= part.length; at++) {
      const pair = part.slice(at, at + 2);
      if (!/^\p{Script=Han}{2}$/u.test(pair)) continue;
      const denied = ends.some((end) => at >= end && at < end + scopeOfNo);
      (denied ? polarity.no : polarity.yes).add(pair);
    }
  }
  return polarity;
}

/** 可以承诺 of a clause that says 不要承诺, 不用报 of one that says 要报. */
function turnedRound(said: string, sentences: readonly Sentence[]): string | null {
  const clause = polarityOf(sentences.map(({ text }) => normalize(text)));
  const answer = polarityOf([said]);
  const allowed = [...answer.yes].find((pair) => clause.no.has(pair) && !clause.yes.has(pair));
  const denied = [...answer.no].find((pair) => clause.yes.has(pair) && !clause.no.has(pair) && !answer.yes.has(pair));
  return (allowed ?? denied) === undefined ? null : `turned round: ${allowed ?? denied}`;
}

/** Each sentence in words of the clauses, the question or the handbook's own answer. */
function groundFault(said: string, { question, own, language }: GuardContext, cited: readonly Clause[]): string | null {
  const basis = normalize([question, own, ...cited.flatMap(({ title, path, text }) => [title, path, text])].join('\n'));
  const known = new Set(unitsOf(basis, language));
  for (const sentence of said.split(/[。!?;；\n]/)) {
    const units = unitsOf(sentence, language);
    const held = units.filter((unit) => known.has(unit)).length;
    if (units.length >= 3 && held / units.length < 0.5) return 'not from the clauses';
  }
  if (language === 'en') return null;
  const foreign = (said.match(/[a-z]{3,}/g) ?? []).find((word) => !basis.includes(word));
  return foreign === undefined ? null : `foreign ${foreign}`;
}

function unitsOf(text: string, language: Language): string[] {
  if (language === 'en') return text.match(/[a-z]{4,}/g) ?? [];
  const units: string[] = [];
  for (let at = 0; at + 2 <= text.length; at++) {
    const pair = text.slice(at, at + 2);
    if (/^\p{Script=Han}{2}$/u.test(pair)) units.push(pair);
  }
  return units;
}
