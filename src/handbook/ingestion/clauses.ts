import type { Doubt, Section } from './outline.js';

/** A clause as it is written to a pack, to be edited there. */
export interface ClauseDraft {
  /** From the numbers above it (`p3.1.2`), so the same text gives the same ids. */
  id: string;
  title: string;
  /** Depth of its heading, from 1. */
  depth: number;
  source: string | null;
  /** Empty: a heading that only holds others. */
  text: string;
  /** The document announces something here that it does not hold. */
  unset: boolean;
  at: number;
  page: number | null;
}

/** Longest text of sections below that stay one clause. */
const clauseLength = 120;
const deepest = 6;

const isBullet = ({ style }: Section) => style.startsWith('bullet');

function tableText(rows: string[][]): string {
  const [head = [], ...body] = rows;
  const row = (cells: string[]) => `| ${cells.map((cell) => cell.replaceAll('|', '/')).join(' | ')} |`;
  return [row(head), row(head.map(() => '---')), ...body.map(row)].join('\n');
}

/** A section and all below it as lines of text; its own title is left to the heading. */
function linesOf(section: Section): string[] {
  const below = section.children.flatMap((child) => {
    const label = child.mark && !isBullet(child) ? `${child.mark} ` : '• ';
    const [first = '', ...rest] = linesOf(child);
    if (!child.titled) return [label + first, ...rest];
    const empty = first === '' && rest.length === 0;
    return empty ? [`${label}${child.title}。`] : [`${label}${child.title}:${first}`, ...rest];
  });
  return [...section.text, ...section.tables.map(tableText), ...below];
}

/** Bullets that only name what the next ones say become their heads. */
function grouped(children: Section[]): Section[] {
  const bullets = children.filter(isBullet);
  const mixed = bullets.some((one) => !one.titled);
  if (!mixed || !children[0] || !isHead(children[0])) return children;
  const groups: Section[] = [];
  for (const child of children) {
    const head = groups.at(-1);
    if (head && isHead(head) && !isHead(child) && isBullet(child)) head.children.push(child);
    else groups.push({ ...child, children: [...child.children] });
  }
  return groups;
}

const isHead = (section: Section) => isBullet(section) && section.titled;

/** What a title names that ought to follow it. */
const announces = /(?:表|要求|指南|技巧|标准|时限|规定|流程|[界介]定|说明|细则|如下|附件|附录)$/;
const announcing = /[::\uff1a]\s*$|(?:如下|见下表|见附[表件]|下表所示)[。.]?$/;

/** The words of the document that announce a table or guide which does not follow, or null. */
export function announcedBy({ title, titled, text, tables, children, style }: Section): string | null {
  if (tables.length > 0 || children.length > 0) return null;
  const last = text.at(-1);
  if (last === undefined) return titled && !style.startsWith('bullet') && announces.test(title) ? title : null;
  return announcing.test(last) ? last : null;
}

const lost = '原文在这里提到的表格或说明,文件里缺失,须由管理员补上。';

interface Place {
  id: string;
  marks: string[];
  depth: number;
}

/** The clauses of an outline in order, and what its author left out. */
export function clausesOf(root: Section): { clauses: ClauseDraft[]; doubts: Doubt[] } {
  const clauses: ClauseDraft[] = [];
  const doubts: Doubt[] = [];
  const taken = new Set<string>();
  const unique = (id: string): string => {
    let own = id;
    for (let twin = 2; taken.has(own); twin++) own = `${id}-${twin}`;
    taken.add(own);
    return own;
  };

  function draft(section: Section, place: Place, lines: string[], unset: boolean): void {
    const { title, at, page } = section;
    const source = place.marks.join('/') || null;
    const text = [...lines, ...(unset ? [lost] : [])].filter(Boolean).join('\n');
    clauses.push({ id: unique(place.id), title, depth: place.depth, source, text, unset, at, page });
  }

  function visit(section: Section, place: Place): void {
    const children = grouped(section.children);
    const announced = announcedBy(section);
    if (announced) doubts.push({ at: section.at, page: section.page, kind: 'missing', text: announced });
    if (!section.titled) doubts.push({ at: section.at, page: section.page, kind: 'title', text: section.title });
    const whole = linesOf({ ...section, children });
    const short = whole.join('').length <= clauseLength && !children.some((child) => announcedBy(child));
    const small = short || children.every((child) => isBullet(child) && !isHead(child));
    if (children.length === 0 || place.depth >= deepest || (small && place.depth > 1)) {
      draft(section, place, whole.length > 0 ? whole : [`${section.title}。`], announced !== null);
      return;
    }
    draft(section, place, [...section.text, ...section.tables.map(tableText)], false);
    children.forEach((child, index) => {
      const number = child.style.startsWith('letter')
        ? child.mark.replace(/[()]/g, '').toLowerCase()
        : child.ordinal || index + 1;
      const marks = child.mark ? [...place.marks, child.mark] : place.marks;
      visit(child, { id: `${place.id}.${number}`, marks, depth: place.depth + 1 });
    });
  }

  const before = [...root.text, ...root.tables.map(tableText)];
  if (before.length > 0) draft({ ...root, title: '前言' }, { id: 'p0', marks: ['前言'], depth: 1 }, before, false);
  root.children.forEach((part, index) => {
    visit(part, { id: `p${part.ordinal || index + 1}`, marks: part.mark ? [part.mark] : [], depth: 1 });
  });
  return { clauses, doubts };
}
