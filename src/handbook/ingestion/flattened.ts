import { enumeratorOf } from './enumerator.js';
import { type Line, plainLine } from './lines.js';

/** From this length on a line holds a text whose line ends a converter has lost. */
const flattenedLength = 1200;

/** Page marks a converter has left in mid-line. */
const furniture = /\s*(?:Page ?\d{1,4}|第 ?\d{1,4} ?页)(?:\s+\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4})?\s*/g;
/** Where a sentence has ended and something else begins. */
const borders = /(?<=[。;:!?;:!?」”)\uff09])\s+/;
/** Spaces a converter has left within a sentence. */
const gaps = /(?<=[\p{Script=Han}\p{P}/]) +(?=[\p{Script=Han}\p{P}/])/gu;
/** What no title begins with. */
const noTitle = /^(?:[每由对将其在并如从为即凡但而且若因]|另外|同时|其中|以及|例如|通过)/;

/** A stretch that begins with a title of its own (…。 保密制度 客户经理应…): the title, and the rest. */
function titled(piece: string): [string, string] | null {
  const match = /^(\p{Script=Han}{4,14}) +(?=\p{Script=Han})/u.exec(piece);
  const [all = '', title = ''] = match ?? [];
  const isTitle =
    match &&
    !noTitle.test(title) &&
    (title.length > 4 || /(?:制度|管理|要求|职责|流程|规范|标准|办法|原则|目标)$/.test(title));
  return isTitle ? [title, piece.slice(all.length)] : null;
}

function broken(line: Line): Line[] {
  const text = line.text.replace(furniture, (mark, at: number, all: string) =>
    /[。;!?]$/.test(all.slice(0, at)) || /\s$/.test(mark) === false ? ' ' : '',
  );
  const lines: Line[] = [];
  let open = '';
  const close = () => {
    if (open) lines.push({ ...plainLine(open.replace(gaps, ''), line.at), page: line.page });
    open = '';
  };
  for (const piece of text.split(borders)) {
    const title = titled(piece);
    if (title) {
      close();
      lines.push({ ...plainLine(title[0], line.at), page: line.page, heading: 2 });
      open = title[1];
    } else if (enumeratorOf(piece)) {
      close();
      open = piece;
    } else open = open ? `${open} ${piece}` : piece;
  }
  close();
  return lines;
}

/** Puts line ends back where a converter has made one line of a whole text. */
export function withLineEnds(lines: Line[]): Line[] {
  return lines.flatMap((line) =>
    line.text.length >= flattenedLength && !line.table && line.heading === null ? broken(line) : [line],
  );
}
