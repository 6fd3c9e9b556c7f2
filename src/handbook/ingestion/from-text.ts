import { AppError } from '../../errors.js';
import { type Line, plainLine, tableLine } from './lines.js';

/** Text of a file in UTF-8, UTF-16 (with its mark) or GB 18030. */
export function decodeText(bytes: Uint8Array): string {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  for (const encoding of ['utf-8', 'gb18030']) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes);
    } catch {
      // The next encoding may read it.
    }
  }
  throw new AppError('invalid-input', 'this text is neither UTF-8 nor GB 18030; save it as UTF-8');
}

const cellsOf = (row: string) =>
  row
    .replace(/^\s*\||\|\s*$/g, '')
    .split('|')
    .map((cell) => cell.trim());

/** Lines of a plain text; of Markdown with its headings, lists and tables. */
export function linesOfText(text: string, markdown: boolean): Line[] {
  const lines: Line[] = [];
  let rows: string[][] = [];
  const raw = text.split(/\r\n?|\n|\u2028/);
  const endTable = (at: number) => {
    if (rows.length > 0) lines.push(tableLine(rows, at));
    rows = [];
  };
  raw.forEach((one, index) => {
    if (markdown && /^\s*\|.*\|\s*$/.test(one)) {
      if (!/^[\s|:-]+$/.test(one)) rows.push(cellsOf(one));
      return;
    }
    endTable(index);
    const line = markdown ? markdownLine(one, index + 1) : plainLine(one, index + 1, { mayBreak: true });
    if (line.text) lines.push(line);
  });
  endTable(raw.length);
  return lines;
}

function markdownLine(raw: string, at: number): Line {
  const heading = /^(#{1,6})\s+(.*?)\s*(?:\{[^{}]*\})?\s*#*$/.exec(raw);
  if (heading) return plainLine(heading[2] ?? '', at, { heading: heading[1]?.length ?? 1 });
  const item = /^(\s*)[-*+]\s+(.*)$/.exec(raw);
  if (item) return plainLine(item[2] ?? '', at, { item: 1 + Math.floor((item[1]?.length ?? 0) / 2) });
  return plainLine(raw.replace(/\*\*|__/g, ''), at, { mayBreak: true });
}
