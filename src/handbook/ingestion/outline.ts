import { type Enumerator, enumeratorOf } from './enumerator.js';
import type { Line } from './lines.js';
import { isTitle, titleLength } from './paragraphs.js';

/** A numbered section or item with what stands under it. */
export interface Section {
  style: string;
  ordinal: number;
  /** As numbered in the document; empty for bullets and headings without a number. */
  mark: string;
  title: string;
  /** Whether the title stands by itself, not taken from the beginning of the text. */
  titled: boolean;
  text: string[];
  tables: string[][][];
  children: Section[];
  at: number;
  page: number | null;
}

/** Something a person should look at. */
export interface Doubt {
  at: number;
  page: number | null;
  kind: 'number' | 'title' | 'missing' | 'apart';
  text: string;
}

export interface Outline {
  root: Section;
  doubts: Doubt[];
}

function sectionOf(line: Line, { style, ordinal, mark, rest }: Enumerator): Section {
  const { title, titled, body } = titleOf(rest);
  return {
    style,
    ordinal,
    mark,
    title,
    titled,
    text: body ? [body] : [],
    tables: [],
    children: [],
    at: line.at,
    page: line.page,
  };
}

/** `标题:正文`, a title alone, or a text whose beginning serves as title. */
function titleOf(text: string): { title: string; titled: boolean; body: string } {
  const named =
    /^([^::\uff1a。;,\uff0c\uff1b]{2,16})[::\uff1a]\s*(\S.*)$/.exec(text) ??
    /^([^。;,\uff0c\uff1b]{2,10})。(\S.*)$/.exec(text);
  if (named) return { title: named[1] ?? '', titled: true, body: named[2] ?? '' };
  if (isTitle(text) || (text.length <= 16 && isTitle(text.replace(/。$/, ''))))
    return { title: text.replace(/[::\uff1a。]$/, ''), titled: true, body: '' };
  const [first = text] = text.split(/[。;,::\uff0c\uff1b\uff1a]/);
  return {
    title: first.length > titleLength ? `${first.slice(0, titleLength - 2)}…` : first,
    titled: false,
    body: text,
  };
}

interface Builder {
  open: Section[];
  doubts: Doubt[];
}

const top = ({ open }: Builder): Section => {
  const last = open.at(-1);
  if (!last) throw new Error('an outline always has its root open');
  return last;
};

const sameStyle = (builder: Builder, style: string) => builder.open.findLastIndex((section) => section.style === style);

/** Whether a number goes on from one of the open rows, or from the one that stands before it in the line. */
function follows(builder: Builder, { style, ordinal }: Enumerator, before: Enumerator | null): boolean {
  const open = builder.open[sameStyle(builder, style)]?.ordinal;
  return ordinal - 1 === (before?.style === style ? before.ordinal : open);
}

/** Asides – `(a)` and bullets – end where a number of another kind begins. */
function leaveAsides(builder: Builder, style: string): void {
  const aside = (one: string) => one.startsWith('letter') || one.startsWith('bullet');
  if (aside(style) || sameStyle(builder, style) >= 0) return;
  while (aside(top(builder).style)) builder.open.pop();
}

/** Opens a section: beside the last of its style, or under what was said last. */
function place(builder: Builder, section: Section): void {
  leaveAsides(builder, section.style);
  const at = sameStyle(builder, section.style);
  const last = builder.open[at];
  const restarts = section.ordinal === 1 && last !== undefined && top(builder) !== last && section.style !== 'bullet';
  if (last && !restarts) {
    if (section.style !== 'bullet' && section.ordinal !== last.ordinal + 1)
      builder.doubts.push(doubt(section, 'number', `${section.mark} ${section.title} (after ${last.mark})`));
    builder.open.length = at;
  } else if (section.ordinal > 1) {
    builder.doubts.push(doubt(section, 'number', `${section.mark} ${section.title} (the first of its row)`));
  }
  top(builder).children.push(section);
  builder.open.push(section);
}

function doubt({ at, page }: Pick<Section, 'at' | 'page'>, kind: Doubt['kind'], text: string): Doubt {
  return { at, page, kind, text: text.length > 80 ? `${text.slice(0, 79)}…` : text };
}

/** Numbers in mid-line that go on from an open row (…。(2)要求) begin a paragraph of their own. */
function* piecesOf(builder: Builder, text: string): Generator<string> {
  let rest = text;
  for (const match of text.matchAll(
    /(?<=[。;!?」”\uff1b\uff01\uff1f])\s*(?=[((\uff08]?[\d一二三四五六七八九十①-⑳])/g,
  )) {
    const at = match.index - (text.length - rest.length);
    if (at <= 0) continue;
    const found = enumeratorOf(rest.slice(at).trim());
    const alone = found && sameStyle(builder, found.style) >= 0 && isTitle(found.rest) && found.rest.length > 1;
    if (!found || !(alone || follows(builder, found, enumeratorOf(rest)))) continue;
    yield rest.slice(0, at);
    rest = rest.slice(at).trim();
  }
  yield rest;
}

function headingSection(builder: Builder, line: Line, level: number): Section {
  const style = `heading-${level}`;
  const own = enumeratorOf(line.text);
  while (builder.open.length > 1 && !(/^heading-(\d)$/.test(top(builder).style) && top(builder).style < style))
    builder.open.pop();
  const ordinal = top(builder).children.length + 1;
  const title = own && own.style !== 'bullet' ? own.rest : line.text;
  return { ...sectionOf(line, { style, ordinal, mark: own?.mark ?? '', rest: '' }), title, titled: true, text: [] };
}

function add(builder: Builder, line: Line): void {
  if (line.table) {
    top(builder).tables.push(line.table);
    return;
  }
  if (line.heading !== null) {
    const section = headingSection(builder, line, line.heading);
    top(builder).children.push(section);
    builder.open.push(section);
    return;
  }
  for (const text of piecesOf(builder, line.text)) {
    const found = enumeratorOf(text) ?? (line.item === null ? null : bulletOf(text, line.item));
    if (found?.rest) place(builder, sectionOf(line, found));
    else if (text) top(builder).text.push(text);
  }
}

const bulletOf = (rest: string, depth: number): Enumerator => ({
  style: depth > 1 ? `bullet-${depth}` : 'bullet',
  ordinal: 0,
  mark: '',
  rest,
});

/** Builds the tree of sections from paragraphs. The root holds what stands before the first number. */
export function outlineOf(title: string, lines: Line[]): Outline {
  const root: Section = {
    style: 'root',
    ordinal: 0,
    mark: '',
    title,
    titled: true,
    text: [],
    tables: [],
    children: [],
    at: lines[0]?.at ?? 1,
    page: lines[0]?.page ?? null,
  };
  const builder: Builder = { open: [root], doubts: [] };
  for (const line of lines) add(builder, line);
  return { root, doubts: builder.doubts };
}
