import type { ClauseDraft } from './clauses.js';
import type { Ingested } from './ingest.js';

const quoted = (text: string) => JSON.stringify(text.replace(/[\r\n]+/g, ' '));
/** Title and text as Markdown of a handbook: nothing in them is a heading, an attribute or a comment. */
const plain = (text: string) => text.replace(/[{}]/g, '').replaceAll('<!--', '');
const body = (text: string) => plain(text).replace(/^(#|```)/gm, ' $1');

function headingOf({ id, title, depth, source, text, unset }: ClauseDraft, deeper: number): string {
  const marks = '#'.repeat(Math.min(6, depth + deeper));
  const attributes = [`#${id}`, ...(source ? [`source=${source}`] : []), ...(unset ? ['unset=true'] : [])];
  return `${marks} ${plain(title)}${text ? ` {${attributes.join(' ')}}` : ''}`;
}

/** One file a part: its title as heading, text of its own as a clause below it. */
function partFile([first, ...rest]: ClauseDraft[]): string {
  if (!first) return '';
  const number = first.source && first.source !== first.title ? `${first.source} ` : '';
  const own = first.text ? [`${headingOf({ ...first, depth: 2 }, 0)}\n${body(first.text)}`] : [];
  const clauses = rest.map((clause) => `${headingOf(clause, 0)}${clause.text ? `\n${body(clause.text)}` : ''}`);
  return `${[`# ${plain(number + first.title)}`, ...own, ...clauses].join('\n\n')}\n`;
}

/** Files of a pack, by path inside it: `pack.yaml`, one handbook file a part, and a report to go through. */
export function packFiles(id: string, ingested: Ingested): Map<string, string> {
  const parts: ClauseDraft[][] = [];
  for (const clause of ingested.clauses) {
    if (clause.depth === 1 || parts.length === 0) parts.push([]);
    parts.at(-1)?.push(clause);
  }
  const digits = String(parts.length).length;
  const files = parts.map((part, at): [string, string] => [
    `handbook/part-${String(at).padStart(digits, '0')}.md`,
    partFile(part),
  ]);
  return new Map([
    ['pack.yaml', `id: ${id}\nname: ${quoted(ingested.title)}\nversion: "1"\n`],
    ...files,
    ['ingested.md', reportOf(ingested)],
  ]);
}

const sayings: Record<string, string> = {
  number: '编号不连续,看看有没有缺或放错',
  title: '原文没有标题,取了开头几个字,改成好认的',
  missing: '原文提到,但没有内容,补上',
  apart: '文件里的另一篇,没有收',
};

/** What a person should go through, by kind. */
function reportOf({ title, clauses, doubts, dropped, apart }: Ingested): string {
  const place = ({ at, page }: { at: number; page: number | null }) => (page ? `第${page}页第${at}行` : `第${at}行`);
  const kinds = Object.entries(sayings).flatMap(([kind, saying]) => {
    const some = doubts.filter((one) => one.kind === kind).map((one) => `- ${place(one)}:${one.text}`);
    const texts = apart.map((one) => `- 第${one.at}行:${one.title || '无题'}(${one.characters}字)`);
    const lines = kind === 'apart' ? texts : some;
    return lines.length > 0 ? [`\n## ${saying}\n`, ...lines] : [];
  });
  const left =
    dropped.length > 0
      ? [
          `\n## 略去的页眉页脚、网页杂项和重复标题\n`,
          ...dropped.map(({ line }) => `- 第${line.at}行:${line.text.slice(0, 60)}`),
        ]
      : [];
  const held = clauses.filter(({ text }) => text !== '').length;
  return `${[`# ${title}:收进${held}条`, ...kinds, ...left].join('\n')}\n`;
}
