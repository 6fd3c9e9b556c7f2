import { Converter } from 'opencc-js/t2cn';
import { toTraditional } from '../understanding/script.js';
import type { Language } from '../understanding/types.js';

const toSimplified = Converter({ from: 't', to: 'cn' });
/** Script in which a simplified sentence is shown to its reader. */
export function inScript(text: string, language: Language): string {
  return language === 'zh-Hant' ? toTraditional(text) : text;
}

/** Language a text is written in: Latin letters without Han are English, letters only traditional script has are `zh-Hant`. */
export function languageOf(text: string): Language {
  const han = text.match(/\p{Script=Han}/gu)?.length ?? 0;
  const words = text.match(/[A-Za-z]{2,}/g)?.length ?? 0;
  if (words > 0 && han < words) return 'en';
  const simple = [...toSimplified(text)];
  const differing = [...text].filter((char, at) => char !== simple[at]).length;
  return differing > 0 ? 'zh-Hant' : 'zh-Hans';
}

/** Crude English stem, the same for questions, clauses and lexicon; only equality matters. */
function stem(word: string): string {
  if (word.length < 4 || /\d/.test(word)) return word;
  const bare = word.replace(/'s$/, '');
  if (/ies$/.test(bare) && bare.length > 4) return `${bare.slice(0, -3)}y`;
  const cut = bare.replace(/(?:ing|ed|es|s)$/, '');
  return (cut.length < 3 ? bare : cut).replace(/e$/, '');
}

/**
 * One form for comparing texts that are in simplified script already, as those of packs are:
 * half-width, lower case, English words stemmed, one space at most. Never shown to anybody.
 */
export function fold(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[‘’]/g, "'")
    .replace(/(?<=[a-z])[-‐–](?=[a-z])/g, ' ')
    .replace(/[a-z][a-z']*/g, stem)
    .replace(/[^\S\n]+/g, ' ')
    .trim();
}

/** `fold` of a text in either script. */
export function normalize(text: string): string {
  return fold(toSimplified(text.normalize('NFKC')));
}

export function isHan(char: string): boolean {
  return /\p{Script=Han}/u.test(char);
}
