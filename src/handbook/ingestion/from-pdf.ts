import { getDocumentProxy } from 'unpdf';
import { AppError } from '../../errors.js';
import { type Line, plainLine } from './lines.js';

interface Placed {
  text: string;
  x: number;
  y: number;
  width: number;
  size: number;
}

/** Pieces of one row, left to right; a gap as wide as a character is a blank. */
function joined(row: Placed[]): string {
  let end = Number.NEGATIVE_INFINITY;
  return [...row]
    .sort((a, b) => a.x - b.x)
    .map(({ text, x, width, size }) => {
      const gap = x - end > 0.6 * size && Number.isFinite(end) ? ' ' : '';
      end = x + width;
      return gap + text;
    })
    .join('');
}

/** Rows of a page, top down: pieces whose base lines differ by less than half a character. */
function rowsOf(pieces: Placed[]): string[] {
  const rows: Placed[][] = [];
  for (const piece of [...pieces].sort((a, b) => b.y - a.y)) {
    const row = rows.at(-1);
    if (row?.[0] && Math.abs(row[0].y - piece.y) < 0.5 * piece.size) row.push(piece);
    else rows.push([piece]);
  }
  return rows.map(joined);
}

/** First and last rows that stand on most pages (but for a number) are heads and feet. */
function withoutRunning(pages: string[][]): string[][] {
  const shape = (row: string) => row.replace(/\d+/g, '#').replace(/\s/g, '');
  const edges = new Map<string, number>();
  for (const rows of pages) {
    for (const row of new Set([rows[0], rows.at(-1)].flatMap((one) => (one ? [shape(one)] : []))))
      edges.set(row, (edges.get(row) ?? 0) + 1);
  }
  const running = (row: string | undefined) =>
    row !== undefined && pages.length > 2 && (edges.get(shape(row)) ?? 0) > pages.length / 2;
  return pages.map((rows) => rows.slice(running(rows[0]) ? 1 : 0, running(rows.at(-1)) ? -1 : undefined));
}

/** Lines of the pages of a PDF, without heads and feet. */
export async function linesOfPdf(bytes: Uint8Array): Promise<Line[]> {
  try {
    const pdf = await getDocumentProxy(new Uint8Array(bytes), { verbosity: 0 });
    const pages: string[][] = [];
    for (let number = 1; number <= pdf.numPages; number++) {
      const { items } = await (await pdf.getPage(number)).getTextContent();
      const placed = items.flatMap((item): Placed[] => {
        if (!('str' in item) || !item.str.trim()) return [];
        const [, , , size = 10, x = 0, y = 0] = item.transform.map(Number);
        return [{ text: item.str, x, y, width: item.width, size: Math.abs(size) || 10 }];
      });
      pages.push(rowsOf(placed).filter((row) => row.trim()));
    }
    return withoutRunning(pages).flatMap((rows, page) =>
      rows.map((row, at) => plainLine(row, at + 1, { page: page + 1, mayBreak: true })),
    );
  } catch (cause) {
    throw new AppError('invalid-input', 'this is no PDF whose text can be read; scanned pages need text first', {
      cause,
    });
  }
}
