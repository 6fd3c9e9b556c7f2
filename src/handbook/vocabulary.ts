import { createSpeller } from './misspelling.js';
import { fold, isHan } from './text.js';

/** What a word of a question does. One surface may do several things. */
export interface Meaning {
  /** Concepts it stands for: what the clause must be about. */
  concepts: string[];
  /** Kinds of question it opens: `how-long`, `who` … */
  asks: string[];
  /** Values it restricts to, e.g. `class:A`. */
  qualifiers: string[];
  /** Carries no content. */
  filler: boolean;
  /** Names a matter the handbook is known not to treat. */
  outside: boolean;
}

export interface Token {
  text: string;
  start: number;
  end: number;
  /** Undefined: not in the vocabulary. */
  meaning?: Meaning;
}

export interface Vocabulary {
  /** Cuts a normalised text into known words and the runs between them, without spaces and punctuation. */
  segment(text: string): Token[];
  /** A normalised text with misspelt words put right. */
  respell(text: string): string;
}

export type WordKind = 'concepts' | 'asks' | 'qualifiers' | 'filler' | 'outside';

export interface WordGroup {
  kind: WordKind;
  /** Name of the concept, question kind or qualifier; unused for fillers and outside words. */
  name: string;
  words: string[];
}

const isWordChar = (char: string | undefined) => char !== undefined && /[a-z0-9]/.test(char);
const isContent = (char: string) => isHan(char) || isWordChar(char) || char === '%';

function entriesOf(groups: WordGroup[]): Map<string, Meaning> {
  const entries = new Map<string, Meaning>();
  for (const { kind, name, words } of groups) {
    for (const word of words.map(fold).filter(Boolean)) {
      const meaning = entries.get(word) ?? { concepts: [], asks: [], qualifiers: [], filler: false, outside: false };
      if (kind === 'filler' || kind === 'outside') meaning[kind] = true;
      else if (!meaning[kind].includes(name)) meaning[kind].push(name);
      entries.set(word, meaning);
    }
  }
  for (const [word, meaning] of entries) if (meaning.concepts.length > 0) addAskedWithin(word, meaning, entries);
  return entries;
}

/** Kinds of question that a word of content still asks when it holds their word (缓几天停机). */
const askedWithin = ['how-long', 'how-often', 'clock', 'who'];
/** Words that ask, not words that name a measure (周期, 时限). */
const interrogative = /[几多谁哪啥何]/;

function addAskedWithin(word: string, meaning: Meaning, entries: ReadonlyMap<string, Meaning>): void {
  if (!isHan(word[0] ?? '') || meaning.asks.length > 0) return;
  for (let from = 0; from < word.length; from++) {
    for (let to = word.length; to > from; to--) {
      const part = word.slice(from, to);
      if (to - from === word.length || !interrogative.test(part)) continue;
      const asks = (entries.get(part)?.asks ?? []).filter((kind) => askedWithin.includes(kind));
      for (const kind of asks) if (!meaning.asks.includes(kind)) meaning.asks.push(kind);
    }
  }
}

/** Words of Latin letters match whole words only. */
function standsAlone(text: string, start: number, end: number): boolean {
  const opens = isWordChar(text[start]) && isWordChar(text[start - 1]);
  const closes = isWordChar(text[end - 1]) && isWordChar(text[end]) && !/\d/.test(text[start - 1] ?? '');
  return !opens && !closes;
}

/** Fewest unknown characters, then fewest words: the cut a reader would make. */
export function createVocabulary(groups: WordGroup[]): Vocabulary {
  const entries = entriesOf(groups);
  const longest = Math.max(1, ...[...entries.keys()].map((word) => word.length));
  const lengths = lengthsByFirst(entries.keys());

  function cheapestCuts(text: string): number[] {
    const cost = new Float64Array(text.length + 1);
    const step = new Array<number>(text.length).fill(1);
    for (let start = text.length - 1; start >= 0; start--) {
      cost[start] = (cost[start + 1] ?? 0) + (isContent(text[start] ?? '') ? 3 : 0);
      for (const length of lengths.get(text[start] ?? '') ?? []) {
        const end = start + length;
        if (length > longest || end > text.length) continue;
        const through = 1 + (cost[end] ?? 0);
        if (through >= (cost[start] ?? 0)) continue;
        if (!entries.has(text.slice(start, end)) || !standsAlone(text, start, end)) continue;
        cost[start] = through;
        step[start] = length;
      }
    }
    return step;
  }

  const speller = createSpeller(groups);

  function segment(text: string): Token[] {
    const step = cheapestCuts(text);
    const tokens: Token[] = [];
    for (let at = 0; at < text.length; at += step[at] ?? 1) {
      const end = at + (step[at] ?? 1);
      const word = text.slice(at, end);
      const meaning = entries.get(word);
      const known = meaning && standsAlone(text, at, end);
      if (known) tokens.push({ text: word, start: at, end, meaning });
      else if (isContent(word)) extendUnknown(tokens, word, at);
    }
    return tokens;
  }

  return { segment, respell: (text) => speller.respell(text, segment(text)) };
}

function lengthsByFirst(words: Iterable<string>): Map<string, number[]> {
  const lengths = new Map<string, Set<number>>();
  for (const word of words) {
    const first = word[0] ?? '';
    lengths.set(first, (lengths.get(first) ?? new Set()).add(word.length));
  }
  return new Map([...lengths].map(([first, set]) => [first, [...set].sort((a, b) => b - a)]));
}

/** Joins an unknown character to the unknown run before it; Han and Latin stay apart. */
function extendUnknown(tokens: Token[], char: string, at: number): void {
  const last = tokens.at(-1);
  const joins = last && !last.meaning && last.end === at && isHan(last.text.at(-1) ?? '') === isHan(char);
  if (joins) {
    last.text += char;
    last.end = at + 1;
  } else tokens.push({ text: char, start: at, end: at + 1 });
}
