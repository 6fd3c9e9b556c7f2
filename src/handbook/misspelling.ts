import { soundOf } from '../understanding/pinyin.js';
import { fold, isHan } from './text.js';
import type { Token, WordGroup } from './vocabulary.js';

/** Puts known words where a question has ones that sound the same (回方 → 回访) or differ by a letter. */
export interface Speller {
  /** The text with unknown stretches respelt, or as it was. */
  respell(text: string, tokens: Token[]): string;
}

const longest = 4;

const soundKey = (text: string) => [...text].map(soundOf).join(' ');
const allHan = (text: string) => [...text].every(isHan);

/** Equal but for one letter added, lost, changed or swapped with its neighbour. */
function nearlyEqual(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false;
  let at = 0;
  while (at < a.length && a[at] === b[at]) at++;
  const [restA, restB] = [a.slice(at), b.slice(at)];
  if (restA.slice(1) === restB.slice(1) || restA.slice(1) === restB || restA === restB.slice(1)) return true;
  return restA.slice(2) === restB.slice(2) && restA[0] === restB[1] && restA[1] === restB[0];
}

export function createSpeller(groups: WordGroup[]): Speller {
  const words = groups
    .filter(({ kind }) => kind !== 'filler' && kind !== 'asks')
    .flatMap((group) => group.words.map(fold));
  const known = groups.flatMap((group) => group.words.map(fold));
  const bySound = new Map<string, string>();
  for (const word of words) {
    if (word.length < 2 || word.length > longest || !allHan(word)) continue;
    if (!bySound.has(soundKey(word))) bySound.set(soundKey(word), word);
  }
  const latin = known.filter((word) => /^[a-z]{5,}$/.test(word));

  function hanAround(text: string, { start, end }: Token): { at: number; word: string; length: number } | undefined {
    for (let length = longest; length >= 2; length--) {
      for (let at = Math.max(0, end - length); at <= start && at + length <= text.length; at++) {
        const piece = text.slice(at, at + length);
        const word = allHan(piece) ? bySound.get(soundKey(piece)) : undefined;
        if (word) return { at, word, length };
      }
    }
    return undefined;
  }

  function respellOne(text: string, token: Token): string {
    if (!isHan(token.text[0] ?? '')) {
      const word = token.text.length >= 5 ? latin.find((one) => nearlyEqual(one, token.text)) : undefined;
      return word ? text.slice(0, token.start) + word + text.slice(token.end) : text;
    }
    const found = hanAround(text, token);
    return found ? text.slice(0, found.at) + found.word + text.slice(found.at + found.length) : text;
  }

  return {
    respell(text, tokens) {
      const unknown = tokens.filter((token) => !token.meaning && /[^\d.%]/.test(token.text));
      return unknown.reduceRight(respellOne, text);
    },
  };
}
