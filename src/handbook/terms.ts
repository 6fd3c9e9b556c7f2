import { isHan } from './text.js';
import type { Token, Vocabulary } from './vocabulary.js';

/** Two neighbouring Han characters, over all of a normalised text. */
export function bigramsOf(text: string): string[] {
  const found: string[] = [];
  for (let at = 0; at + 1 < text.length; at++) {
    if (isHan(text[at] ?? '') && isHan(text[at + 1] ?? '')) found.push(text.slice(at, at + 2));
  }
  return found;
}

export const conceptTerm = (name: string): string => `c:${name}`;
export const qualifierTerm = (name: string): string => `q:${name}`;

/** Terms of words: concepts, qualifiers, and Latin words the vocabulary does not know. */
export function wordTermsOf(tokens: Token[]): string[] {
  return tokens.flatMap((token) => {
    if (!token.meaning) return isHan(token.text[0] ?? '') ? [] : [token.text];
    const outside = token.meaning.outside ? [token.text] : [];
    return [...outside, ...token.meaning.concepts.map(conceptTerm), ...token.meaning.qualifiers.map(qualifierTerm)];
  });
}

/** Characters and words fused: everything a text can be found by. */
export function termsOf(text: string, vocabulary: Vocabulary): string[] {
  return [...bigramsOf(text), ...wordTermsOf(vocabulary.segment(text))];
}
