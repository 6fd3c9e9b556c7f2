import { enumeratorOf } from './enumerator.js';
import type { Line } from './lines.js';

/** Longest title of a section that is not marked as one by the document. */
export const titleLength = 30;

const ends = /[。!?;:…\uff01\uff1f\uff1b\uff1a.][」』”’"))\uff09】]*$/;
/** What no paragraph begins with. */
const goesOn =
  /^(?:[,、。;:!?)\uff0c\uff1b\uff1a\uff09」』”]|的(?!确|士)|了(?!解)|(?:着|呢|吗|吧|和|与|及|或|等)(?!\p{Script=Han}{0,2}[::]))/u;

/** A short stretch without a stop: a title, not a sentence. */
export function isTitle(text: string): boolean {
  return text.length <= titleLength && !/[。;,!?\uff0c\uff1b\uff01\uff1f]/.test(text.replace(/[::\uff1a]$/, ''));
}

function continues(before: Line, line: Line, usual: number): boolean {
  if (!before.mayBreak || !line.mayBreak || before.table || line.table || before.heading || line.heading) return false;
  if (enumeratorOf(line.text)) return false;
  if (goesOn.test(line.text)) return true;
  if (ends.test(before.text)) return false;
  const tail = before.text.split(/(?<=[。;!?\uff01\uff1f\uff1b])/).at(-1) ?? '';
  const own = enumeratorOf(tail)?.rest ?? tail;
  return !isTitle(own) || own.length > 0.75 * usual;
}

/** Puts lines together that were broken in mid-sentence. */
export function paragraphsOf(lines: Line[]): Line[] {
  const lengths = lines
    .filter((line) => line.page !== null)
    .map((line) => line.text.length)
    .sort((a, b) => a - b);
  const usual = lengths[Math.floor(0.8 * lengths.length)] ?? Number.POSITIVE_INFINITY;
  const paragraphs: Line[] = [];
  for (const line of lines) {
    const before = paragraphs.at(-1);
    if (!before || !continues(before, line, usual)) {
      paragraphs.push(line);
      continue;
    }
    const gap = /[A-Za-z0-9]$/.test(before.text) && /^[A-Za-z0-9]/.test(line.text) ? ' ' : '';
    paragraphs[paragraphs.length - 1] = { ...before, text: before.text + gap + line.text };
  }
  return paragraphs;
}
