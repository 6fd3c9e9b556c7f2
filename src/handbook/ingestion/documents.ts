import { enumeratorOf } from './enumerator.js';
import type { Line } from './lines.js';
import { isTitle } from './paragraphs.js';

/** One of the texts a file was put together from. */
export interface DocumentPart {
  title: string;
  lines: Line[];
}

/** A short line that the next one begins with again: the title of another text, as collections of texts have it. */
function begins(line: Line, next: Line | undefined): boolean {
  if (!next || line.table || line.heading || line.item || enumeratorOf(line.text) || !isTitle(line.text)) return false;
  return line.text.length >= 4 && next.text !== line.text && next.text.startsWith(line.text);
}

/** Cuts a file where another text begins. */
export function documentsIn(lines: Line[]): DocumentPart[] {
  const parts: DocumentPart[] = [];
  let current: DocumentPart | undefined;
  lines.forEach((line, at) => {
    const starts = begins(line, lines[at + 1]) && (current?.lines.length ?? 0) > 1;
    if (!current || starts) {
      current = { title: '', lines: [] };
      parts.push(current);
    }
    const first = !current.title && current.lines.length === 0;
    if (first && !enumeratorOf(line.text) && isTitle(line.text)) current.title = line.text;
    else current.lines.push(line);
  });
  return parts;
}
