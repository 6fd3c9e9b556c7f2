import type { SeveritySignal } from '../policy/types.js';
import { fold } from './fold.js';
import { WordFinder } from './word-finder.js';
import { builtInWords } from './words/built-in.js';

/** A word of some list found in a message. */
export interface Hit {
  /** `category`, `trouble`, `reason`, `emotion`, `signal` … */
  list: string;
  /** What it stands for in that list. */
  code: string;
  from: number;
  to: number;
}

interface Entry {
  list: string;
  code: string;
}

export interface Lexicon {
  find(folded: string): Hit[];
  signals: ReadonlyMap<string, SeveritySignal>;
}

const latin = /[a-z0-9]/;

/** A Latin word or a figure only counts whole; Chinese has no such borders. */
function standsAlone(folded: string, from: number, to: number): boolean {
  const first = folded.charAt(from);
  const last = folded.charAt(to - 1);
  if (/[a-z]/.test(first) && latin.test(folded.charAt(from - 1))) return false;
  if (/[0-9]/.test(first) && /[0-9]/.test(folded.charAt(from - 1))) return false;
  if (/[0-9]/.test(last) && /[0-9]/.test(folded.charAt(to))) return false;
  return !(/[a-z]/.test(last) && latin.test(folded.charAt(to)));
}

/**
 * Words of understanding: the built-in ones of the language, those of the pack (lists `message-*`, first word of a row is
 * its code), and the pack's severity signals.
 */
export function buildLexicon(pack: Readonly<Record<string, string[][]>>, signals: readonly SeveritySignal[]): Lexicon {
  const finder = new WordFinder<Entry>();
  for (const [list, code, words] of builtInWords) for (const word of words) finder.add(fold(word), { list, code });
  for (const [name, rows] of Object.entries(pack)) {
    if (!name.startsWith('message-')) continue;
    const list = name.slice('message-'.length);
    for (const [code = '', ...words] of rows) for (const word of words) finder.add(fold(word), { list, code });
  }
  for (const signal of signals)
    for (const word of signal.words) finder.add(fold(word), { list: 'signal', code: signal.id });
  return {
    signals: new Map(signals.map((s) => [s.id, s])),
    find: (folded) =>
      finder
        .all(folded)
        .filter((f) => standsAlone(folded, f.from, f.to))
        .map((f) => ({ ...f.value, from: f.from, to: f.to })),
  };
}

/** Of hits of one list, those not inside a longer hit of the same list. */
export function longest(hits: readonly Hit[]): Hit[] {
  const kept: Hit[] = [];
  for (const hit of hits) {
    const last = kept.at(-1);
    if (last && hit.to <= last.to) continue;
    if (last && last.from === hit.from) kept.pop();
    kept.push(hit);
  }
  return kept;
}
