import { chineseDigits } from '../../understanding/time/numerals.js';

/** A number or sign a paragraph begins with. */
export interface Enumerator {
  /** Paragraphs of one style count on from each other: `一、`, `(1)`, `①` … */
  style: string;
  /** Place in its row, from 1; of a bullet 0. */
  ordinal: number;
  /** As written, without spaces: `(一)`, `1`. Empty for bullets. */
  mark: string;
  rest: string;
}

const han = '[一二三四五六七八九十百]{1,4}';
const after = String.raw`[、.:\s]*`;
const forms: Array<[string, RegExp]> = [
  ['part', new RegExp(String.raw`^第 ?(${han}|\d{1,3}) ?(?:部分|章|篇|编)${after}`)],
  ['section', new RegExp(String.raw`^第 ?(${han}|\d{1,3}) ?节${after}`)],
  ['article', new RegExp(String.raw`^第 ?(${han}|\d{1,3}) ?条${after}`)],
  ['han', new RegExp(`^(${han}) ?[、.] *`)],
  ['han-paren', new RegExp(`^[(〔] ?(${han}) ?[)〕]${after}`)],
  ['decimal-3', /^(\d{1,2}\.\d{1,2}\.\d{1,2})[、.]? *(?=\D)/],
  ['decimal-2', /^(\d{1,2}\.\d{1,2})[、.]? +(?=\D)/],
  ['arabic', /^(\d{1,2}) ?[、.](?!\d) */],
  ['arabic-paren', new RegExp(String.raw`^\( ?(\d{1,2}) ?\)${after}`)],
  ['arabic-half', new RegExp(String.raw`^(\d{1,2}) ?\)${after}`)],
  ['circled', new RegExp(`^([①-⑳])${after}`)],
  ['letter-paren', new RegExp(String.raw`^\( ?([a-zA-Z]) ?\)${after}`)],
  ['letter', /^([a-zA-Z]) ?[).、] *(?=\p{Script=Han})/u],
  ['bullet', /^()(?:[•·●■◆▪◇○*➢>√]|\?(?=\p{Script=Han})|[-–—](?=\s|\p{Script=Han})) */u],
];

const half: Record<string, string> = {
  '\uff08': '(',
  '\uff09': ')',
  '\uff0e': '.',
  '\uff1a': ':',
  '\uff1f': '?',
};
/** The same length: marks at the beginning in half width. */
const halfWidth = (text: string) =>
  text.slice(0, 16).replace(/[\uff08\uff09\uff0e\uff1a\uff1f]/g, (mark) => half[mark] ?? mark) + text.slice(16);

function hanNumber(text: string): number {
  const [tens, ones] = text.includes('十') ? text.split('十') : ['', text];
  const digit = (one: string | undefined) => chineseDigits[one ?? ''] ?? 0;
  return text.includes('十') ? 10 * (digit(tens) || 1) + digit(ones) : digit(ones);
}

function ordinalOf(style: string, text: string): number {
  if (style === 'bullet') return 0;
  if (style === 'circled') return (text.codePointAt(0) ?? 0) - 0x2460 + 1;
  if (style.startsWith('letter')) return text.toLowerCase().charCodeAt(0) - 96;
  const last = text.split('.').at(-1) ?? '';
  return /\d/.test(last) ? Number(last) : hanNumber(last);
}

/** The number a paragraph begins with, or null. */
export function enumeratorOf(text: string): Enumerator | null {
  const start = halfWidth(text);
  for (const [style, form] of forms) {
    const match = form.exec(start);
    if (!match) continue;
    const [all, number = ''] = match;
    const mark = style.endsWith('paren') ? `(${number})` : style === 'bullet' ? '' : number;
    return { style, ordinal: ordinalOf(style, number), mark, rest: text.slice(all.length).trim() };
  }
  return null;
}
