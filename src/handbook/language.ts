import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { z } from 'zod';
import { projectRoot } from '../project-root.js';
import { fold } from './text.js';
import type { WordGroup } from './vocabulary.js';

export const askKinds = [
  'how-long', 'when', 'day-of-month', 'how-often', 'how-many', 'percent', 'money', 'clock',
  'who', 'may', 'must', 'how', 'what', 'where', 'why', 'confirm',
] as const; // biome-ignore format: one row of figures, one of the rest
export type AskKind = (typeof askKinds)[number];

/** A line of a word list: words between commas. */
const words = z
  .array(z.string())
  .transform((lines) => lines.flatMap((line) => line.split(/[,,]/).map((word) => word.trim())));

const folded = z.array(z.string()).transform((some) => some.map(fold));

const schema = z.strictObject({
  asks: z.record(z.enum(askKinds), words),
  interrogative: words,
  'interrogative-first': words,
  filler: words,
  attributes: z.array(z.strictObject({ asked: folded, held: folded })),
  'follow-up': z.strictObject({ opens: words, closes: words }),
  more: words,
  joins: words,
  broad: words,
  absent: words,
  prompt: words,
  urgent: words,
});

/** What may be asked of any matter; a clause that answers it holds one of its words. */
export interface Attribute {
  asked: RegExp;
  held: readonly string[];
}

/** Any of the words; one of Latin letters where a word begins. */
function anyOf(words: readonly string[]): RegExp {
  return new RegExp(words.map((word) => (/^[a-z]/.test(word) ? `\\b${word}\\b` : word)).join('|'));
}

/** Words of Chinese and English as such: how one asks, leans on what went before, and says nothing. */
export interface LanguageWords {
  groups: WordGroup[];
  /** Whether a normalised stretch of text asks. */
  isInterrogative(text: string): boolean;
  attributes: readonly Attribute[];
  opens: string[];
  closes: string[];
  more: string[];
  joins: string[];
  broad: string[];
  absent: string[];
  prompt: string[];
  urgent: string[];
}

function interrogativeTest(anywhere: string[], first: string[]): (text: string) => boolean {
  const latin = new Set(anywhere.map(fold).filter((word) => /^[a-z]/.test(word)));
  const han = anywhere.map(fold).filter((word) => !/^[a-z]/.test(word));
  const opening = new Set(first.map(fold));
  return (whole) => {
    const text = whole.replace(/几[十百千万]|[的这那好壁]几|还有几/g, '');
    const words = text.match(/[a-z']+/g) ?? [];
    return (
      opening.has(words[0] ?? '') || words.some((word) => latin.has(word)) || han.some((word) => text.includes(word))
    );
  };
}

export function loadLanguage(): LanguageWords {
  const read = schema.parse(load(readFileSync(join(projectRoot, 'src/handbook/language.yaml'), 'utf8')));
  const asks = askKinds.map((name): WordGroup => ({ kind: 'asks', name, words: read.asks[name] ?? [] }));
  return {
    groups: [...asks, { kind: 'filler', name: '', words: read.filler }],
    isInterrogative: interrogativeTest(read.interrogative, read['interrogative-first']),
    attributes: read.attributes.map(({ asked, held }) => ({ asked: anyOf(asked), held })),
    opens: read['follow-up'].opens.map(fold),
    closes: read['follow-up'].closes.map(fold),
    more: read.more.map(fold),
    joins: read.joins.map(fold),
    broad: read.broad.map(fold),
    absent: read.absent.map(fold),
    prompt: [...read.prompt, ...read.urgent].map(fold),
    urgent: read.urgent.map(fold),
  };
}
