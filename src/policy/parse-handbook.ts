import type { Clause } from './types.js';
import { misconfigured, readText } from './yaml-file.js';

interface Heading {
  depth: number;
  title: string;
  /** Text between `{` and `}` after the title, or null. */
  attributes: string | null;
  line: number;
}

const headingLine = /^(#{1,6})\s+(.*?)\s*(?:\{([^{}]*)\})?\s*#*\s*$/;
const knownAttributes = ['source', 'catalogue', 'effective', 'unset'];

/**
 * Clauses of one handbook file, in order. A clause is a heading of depth two or more with `{#id …}` and the text below it
 * up to the next heading. A heading without an id only lends its title to the path; text below it would be lost, so it is refused.
 */
export function parseHandbook(file: string): Clause[] {
  const clauses: Clause[] = [];
  const above: Heading[] = [];
  let current: { heading: Heading; text: string[] } | null = null;
  let fenced = false;

  const finish = () => {
    if (current) addClause(file, current.heading, current.text.join('\n').trim(), above, clauses);
  };
  const lines = withoutComments(readText(file)).split('\n');
  for (const [index, line] of lines.entries()) {
    if (line.startsWith('```')) fenced = !fenced;
    const match = fenced ? null : headingLine.exec(line);
    if (!match) {
      current?.text.push(line);
      continue;
    }
    finish();
    const heading = {
      depth: match[1]?.length ?? 1,
      title: match[2] ?? '',
      attributes: match[3] ?? null,
      line: index + 1,
    };
    while ((above.at(-1)?.depth ?? 0) >= heading.depth) above.pop();
    above.push(heading);
    current = { heading, text: [] };
  }
  finish();
  return clauses;
}

function addClause(file: string, heading: Heading, text: string, above: Heading[], clauses: Clause[]): void {
  if (heading.depth === 1 && heading.attributes === null) return;
  if (heading.attributes === null) {
    if (text)
      throw misconfigured(
        file,
        `:${heading.line}`,
        `text under 「${heading.title}」 has no id; write {#some.id} after the heading`,
      );
    return;
  }
  if (!text)
    throw misconfigured(
      file,
      `:${heading.line}`,
      `clause 「${heading.title}」 is empty; write its text below the heading`,
    );
  const attributes = readAttributes(file, heading);
  const titles = above.map((h) => h.title);
  clauses.push({
    id: attributes.id,
    title: heading.title,
    path: titles.join(' › '),
    ref: refOf(titles),
    text,
    source: attributes.values.get('source') ?? null,
    catalogue: (attributes.values.get('catalogue') ?? '').split(',').filter(Boolean),
    effective: attributes.values.get('effective') ?? null,
    unset: attributes.values.get('unset') === 'true',
    stricterThan: [],
    besides: [],
    file,
    line: heading.line,
  });
}

function readAttributes(file: string, heading: Heading): { id: string; values: Map<string, string> } {
  const [first = '', ...rest] = (heading.attributes ?? '').trim().split(/\s+/);
  const place = `:${heading.line}`;
  if (!/^#[a-z][a-z0-9]*([.-][a-z0-9]+)*$/.test(first)) {
    throw misconfigured(
      file,
      place,
      `"${first}" is no clause id; write {#lower-case.words} first, e.g. {#complaint.answer-limit}`,
    );
  }
  const values = new Map<string, string>();
  for (const pair of rest) {
    const [name = '', value = ''] = pair.split('=', 2);
    if (!knownAttributes.includes(name) || !value) {
      throw misconfigured(
        file,
        place,
        `"${pair}" is not understood; write ${knownAttributes.map((k) => `${k}=…`).join(', ')}`,
      );
    }
    values.set(name, value);
  }
  const effective = values.get('effective');
  if (effective && !/^\d{4}-\d{2}-\d{2}$/.test(effective)) {
    throw misconfigured(file, place, `effective="${effective}" is no day; write YYYY-MM-DD`);
  }
  return { id: first.slice(1), values };
}

/** `四·处理时限`: the part's numeral, or its title where it has none, and the clause's own title. */
function refOf(titles: string[]): string {
  const own = titles.at(-1) ?? '';
  if (titles.length < 2) return own;
  const part = titles[0] ?? '';
  const numeral = /^第?([一二三四五六七八九十\d]+)(?=[\s、..章部篇])/.exec(part)?.[1];
  return `${numeral ?? part}·${own}`;
}

/** Comments vanish, line numbers stay. */
function withoutComments(text: string): string {
  return text.replace(/<!--[\s\S]*?-->/g, (comment) => comment.replace(/[^\n]/g, ''));
}
