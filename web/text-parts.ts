import type { Citation } from './activity.js';

export type TextPart = { kind: 'text' | 'quote'; text: string } | { kind: 'mark'; text: string; citation: number };

/**
 * Cuts a message into what is shown as words, as a quoted block to copy, and as a mark that opens its citation. A line
 * to copy that the text does not hold follows at the end; brackets without a citation stay words.
 */
export function partsOf(text: string, copy: string | undefined, citations: readonly Citation[]): TextPart[] {
  const words = (piece: string): TextPart[] => markParts(piece, citations);
  if (copy === undefined) return words(text);
  const at = text.indexOf(copy);
  if (at < 0) return [...words(text), { kind: 'quote', text: copy }];
  const before = text.slice(0, at).replace(/[「“"]\s*$/, '');
  const after = text.slice(at + copy.length).replace(/^\s*[」”"]/, '');
  return [...words(before.trimEnd()), { kind: 'quote', text: copy }, ...words(after.trimStart())];
}

function markParts(text: string, citations: readonly Citation[]): TextPart[] {
  if (text === '') return [];
  const found = [...text.matchAll(/〔([^〔〕]+)〕|\[(\d{1,2})\]/g)];
  const inOrder = found.length === citations.length;
  const parts: TextPart[] = [];
  let from = 0;
  for (const [place, match] of found.entries()) {
    const citation = citationOf(match[1], match[2], inOrder ? place : -1, citations);
    if (citation < 0) continue;
    parts.push({ kind: 'text', text: text.slice(from, match.index) });
    parts.push({ kind: 'mark', text: match[1] ?? citations[citation]?.title ?? '', citation });
    from = match.index + match[0].length;
  }
  parts.push({ kind: 'text', text: text.slice(from) });
  return parts.filter((part) => part.text !== '');
}

/** By title first, by its number, else by its place where there are as many marks as citations. */
function citationOf(
  title: string | undefined,
  number: string | undefined,
  place: number,
  citations: readonly Citation[],
): number {
  if (number !== undefined) return Number(number) <= citations.length ? Number(number) - 1 : -1;
  const named = citations.findIndex((citation) => citation.title === title);
  if (named >= 0) return named;
  const near = citations.findIndex((c) => title !== undefined && (c.title.includes(title) || title.includes(c.title)));
  return near >= 0 ? near : place;
}
