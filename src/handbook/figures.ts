import { chineseDigits } from '../understanding/time/numerals.js';

export type Dimension = 'time' | 'working-days' | 'frequency' | 'percent' | 'ratio' | 'money' | 'clock' | 'count';

/** A number with its unit. `value` is comparable inside a dimension: time in hours, the others as counted. */
export interface Figure {
  dimension: Dimension;
  value: number;
  /** Unit of a `count`, else empty. */
  unit: string;
  /** As it stands in the text, and where. */
  text: string;
  at: number;
  /** Said as a period: 每月, every two months. */
  every: boolean;
}

const english: Record<string, number> = {
  a: 1, an: 1, one: 1, two: 2, three: 3, four: 4, five: 5, six: 6, seven: 7, eight: 8, nine: 9, ten: 10,
  twelv: 12, fifteen: 15, twenty: 20, thirty: 30, forty: 40, ninety: 90, hundr: 100,
  half: 0.5,
}; // biome-ignore format: a table
const hours: Record<string, number> = {
  分钟: 1 / 60, 分: 1 / 60, minut: 1 / 60, min: 1 / 60, 小时: 1, 钟头: 1, 钟: 1, hour: 1, hr: 1, h: 1,
  天: 24, 日: 24, day: 24, 周: 168, 星期: 168, 礼拜: 168, week: 168, 月: 730, month: 730, 季度: 2190, 季: 2190, quarter: 2190, 年: 8760, year: 8760,
}; // biome-ignore format: a table
const counts = '家|篇|张|份|类|种|个|条|名|位|级|步|部分|项|档|方面|句|寸|字|人';
const number = String.raw`(?<![第同哪]|最后|算(?=[一1] ?[次回]))(?:\d+(?:\.\d+)?|[零〇一二两三四五六七八九十百]+|半|(?<![a-z])(?:${Object.keys(english).join('|')})(?= ))`;
const timeUnit = `(?:${Object.keys(hours)
  .filter((unit) => !/^[a-z]/.test(unit))
  .join('|')}|(?: |-)?(?:${Object.keys(hours)
  .filter((unit) => /^[a-z]/.test(unit))
  .join('|')})(?![a-z]))`;

const patterns: Array<[Dimension, RegExp]> = [
  ['ratio', /(\d+(?:\.\d+)?) ?[:比] ?(\d+\.\d+|\d(?!\d))/g],
  ['clock', /(\d{1,2}):\d\d/g],
  ['percent', new RegExp(`百分之(${number})`, 'g')],
  ['percent', /(\d+(?:\.\d+)?) ?(?:%|percent|per cent)/g],
  ['working-days', new RegExp(`(${number}) ?个? ?(?:工作日|work(?: ?day)|busi? ?n?ess? day|business day)`, 'g')],
  ['time', new RegExp(`(每|按(?=月|季|周|年|日)|every |each |per )(?:隔)?(${number})? ?个?(${timeUnit})`, 'g')],
  ['time', new RegExp(`(${number}) ?个?(半)?(${timeUnit})`, 'g')],
  ['frequency', new RegExp(`(${number}) ?(?:次|遍|回|tim(?![a-z]))`, 'g')],
  ['money', new RegExp(`(${number}) ?(?:元|块|万|yuan|rmb)`, 'g')],
  ['count', new RegExp(`(${number}) ?(个(?:${counts})|${counts})`, 'g')],
];

function chineseNumber(text: string): number {
  let total = 0;
  let current = 0;
  for (const char of text) {
    if (char === '百' || char === '十') {
      total += (current || 1) * (char === '百' ? 100 : 10);
      current = 0;
    } else current = chineseDigits[char] ?? 0;
  }
  return total + current;
}

function amountOf(text: string): number {
  if (text === '半') return 0.5;
  return english[text] ?? (/^\d/.test(text) ? Number(text) : chineseNumber(text));
}

function figureOf(dimension: Dimension, match: RegExpMatchArray): Figure {
  const [text, first = '', second = '', third = ''] = match;
  const figure: Figure = { dimension, value: 0, unit: '', text, at: match.index ?? 0, every: false };
  if (dimension === 'time') {
    const every = /^(?:每|按|every|each|per)/.test(first);
    const amount = every ? (second ? amountOf(second) : 1) : amountOf(first) + (second ? 0.5 : 0);
    return { ...figure, value: amount * (hours[third.replace(/^[ -]/, '')] ?? 0), every };
  }
  if (dimension === 'ratio') return { ...figure, value: Number(second) / Number(first) };
  return { ...figure, value: amountOf(first), unit: dimension === 'count' ? second.replace(/^个(?=.)/, '') : '' };
}

/** Figures of a normalised text, in reading order; what one reading has taken no other takes. */
export function figuresOf(text: string): Figure[] {
  const found: Figure[] = [];
  let rest = text;
  for (const [dimension, pattern] of patterns) {
    for (const match of [...rest.matchAll(pattern)]) {
      if (!/^(?:一?个|一[位种条份名项人点下])/.test(match[0]) || dimension !== 'count')
        found.push(figureOf(dimension, match));
      rest = rest.slice(0, match.index) + '\0'.repeat(match[0].length) + rest.slice(match.index + match[0].length);
    }
  }
  return found.sort((a, b) => a.at - b.at);
}

/** Same amount, allowing for rounding (24 小时 is 1 天, 半年 is 6 个月; a working day is not a day). */
export function sameAmount(a: Figure, b: Figure): boolean {
  return (
    a.dimension === b.dimension && a.unit === b.unit && Math.abs(a.value - b.value) <= 0.01 * Math.max(a.value, b.value)
  );
}

const englishUnits: Array<[number, string]> = [
  [8760, 'year'],
  [2190, 'quarter'],
  [730, 'month'],
  [168, 'week'],
  [24, 'day'],
  [1, 'hour'],
];

function englishTime({ value, text, every }: Figure): string {
  const hourly = /小时|钟头|hour/.test(text);
  const [size, unit] = englishUnits.find(([size]) => (hourly ? size === 1 : value >= size && value % size === 0)) ?? [
    1,
    'hour',
  ];
  const amount = value / size;
  if (every) return amount === 1 ? `every ${unit}` : `every ${amount} ${unit}s`;
  return `${amount} ${unit}${amount === 1 ? '' : 's'}`;
}

/** A figure for an English reader; empty where the Chinese counts nothing worth saying. */
export function englishFigure(figure: Figure): string {
  const { dimension, value, text } = figure;
  switch (dimension) {
    case 'time':
      return value === 4380 ? 'half a year' : englishTime(figure);
    case 'working-days':
      return `${value} working day${value === 1 ? '' : 's'}`;
    case 'frequency':
      return value === 1 ? 'once' : `${value} times`;
    case 'percent':
      return `${value}%`;
    case 'ratio':
    case 'clock':
      return text;
    case 'money':
    case 'count':
      return '';
    default:
      return dimension satisfies never;
  }
}
