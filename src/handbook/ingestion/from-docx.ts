import mammoth from 'mammoth';
import { AppError } from '../../errors.js';
import { type Line, plainLine, tableLine } from './lines.js';

const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'", nbsp: ' ' };
const unescaped = (text: string) =>
  text.replace(/&(amp|lt|gt|quot|#39|nbsp);/g, (_, name: string) => entities[name] ?? '');

/** Walks the HTML mammoth writes (headings, p, ul/ol/li, table/tr/td, always closed) and gathers its lines. */
function linesOfHtml(html: string): Line[] {
  const lines: Line[] = [];
  let text = '';
  let lists = 0;
  let heading: number | null = null;
  let table: string[][] | null = null;
  const flush = () => {
    const line = plainLine(unescaped(text), lines.length + 1, { heading, item: lists > 0 ? lists : null });
    if (line.text && !table) lines.push(line);
    if (!table) text = '';
  };
  const open: Record<string, () => void> = {
    ul: () => {
      flush();
      lists++;
    },
    table: () => {
      flush();
      table ??= [];
    },
    tr: () => table?.push([]),
    td: () => {
      text = '';
    },
    br: () => {
      text += '\n';
    },
  };
  const close: Record<string, () => void> = {
    p: flush,
    li: flush,
    ul: () => {
      flush();
      lists--;
    },
    td: () => {
      table?.at(-1)?.push(plainLine(unescaped(text), 0).text);
      text = '';
    },
    table: () => {
      if (table && table.length > 0) lines.push(tableLine(table, lines.length + 1));
      table = null;
      text = '';
    },
  };
  const same: Record<string, string> = { ol: 'ul', th: 'td' };
  for (const [, slash, name = '', , words] of html.matchAll(/<(\/?)([a-z]+\d?)([^>]*)>|([^<]+)/g)) {
    if (words !== undefined) {
      text += words;
      continue;
    }
    const level = /^h([1-6])$/.exec(name)?.[1];
    if (level && !slash) heading = Number(level);
    if (level && slash) {
      flush();
      heading = null;
    }
    const act = (slash ? close : open)[same[name] ?? name];
    act?.();
  }
  flush();
  return lines;
}

/** Lines of a Word document. Numbers Word puts before paragraphs itself are list depths here. */
export async function linesOfDocx(bytes: Uint8Array): Promise<Line[]> {
  try {
    const { value } = await mammoth.convertToHtml(
      { buffer: Buffer.from(bytes) },
      { convertImage: mammoth.images.imgElement(async () => ({ src: '' })) },
    );
    return linesOfHtml(value);
  } catch (cause) {
    throw new AppError('invalid-input', 'this is no docx that can be read; save it again as .docx', { cause });
  }
}
