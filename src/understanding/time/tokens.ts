import { partsOfDay } from './day-words.js';
import { isRealDay } from './days.js';
import { isNumeralUnit, numeralAt } from './numerals.js';
import type { TokenKind } from './token-kinds.js';
import { vocabulary } from './vocabulary.js';

export interface Token {
  kind: TokenKind;
  value: number;
  /** Clock: the half of the day is known (24-hour or am/pm). Number: written in digits. */
  fixed: boolean;
  from: number;
  to: number;
  /** A space stands before it. */
  spaced: boolean;
}

const letter = /[a-z]/;
const digit = /[0-9]/;

interface Pattern {
  pattern: RegExp;
  read(m: RegExpExecArray): { kind: TokenKind; value: number; fixed: boolean } | undefined;
}

/** Q3. */
const englishQuarter = /q[1-4](?![a-z\d])/y;

/** Two figures: 1961 to 2060. */
const fullYear = (said: string): number =>
  said.length === 2 ? (Number(said) > 60 ? 1900 : 2000) + Number(said) : Number(said);

function clock(m: RegExpExecArray): { kind: TokenKind; value: number; fixed: boolean } | undefined {
  const hour = Number(m[1]);
  const minute = Number(m[2] ?? 0);
  const half = m[3]?.charAt(0);
  if (hour > 24 || minute > 59 || (half && (hour > 12 || hour === 0))) return undefined;
  const turned = half ? (hour % 12) + (half === 'p' ? 12 : 0) : hour;
  const fixed = half !== undefined || hour > 12 || hour === 0 || m[1]?.charAt(0) === '0';
  return { kind: 'clock', value: turned * 60 + minute, fixed };
}

/** 26/11 can only be the day before the month. */
const monthFirst = (a: number, b: number): [number, number] => (a > 12 && b <= 12 ? [b, a] : [a, b]);

function monthDay(kind: 'month-day' | 'dotted' | 'dashed') {
  return (m: RegExpExecArray): { kind: TokenKind; value: number; fixed: boolean } | undefined => {
    const [month, day] = monthFirst(Number(m[1]), Number(m[2]));
    return isRealDay(2024, month, day) ? { kind, value: month * 100 + day, fixed: true } : undefined;
  };
}

/** Figures with separators; each pattern is short, so the scan stays linear. */
const patterns: Pattern[] = [
  {
    pattern: /(\d{4})\s?[-./年]\s?(\d{1,2})\s?[-./月]\s?(\d{1,2})(?:日|号|t(?=\d)|(?![\d.]))/y,
    read: (m) => {
      const [y, mo, d] = [Number(m[1]), Number(m[2]), Number(m[3])];
      return y >= 1900 && y <= 2199 && isRealDay(y, mo, d)
        ? { kind: 'ymd', value: y * 10_000 + mo * 100 + d, fixed: true }
        : undefined;
    },
  },
  {
    pattern: /(20\d\d) ?(\d\d) ?(\d\d)(?!\d)/y,
    read: (m) => {
      const [y, mo, d] = [Number(m[1]), Number(m[2]), Number(m[3])];
      return isRealDay(y, mo, d) ? { kind: 'ymd', value: y * 10_000 + mo * 100 + d, fixed: true } : undefined;
    },
  },
  {
    pattern: /(\d{2})-(\d{1,2})-(\d{1,2})(?!\d)/y,
    read: (m) => {
      const [y, mo, d] = [fullYear(m[1] ?? ''), Number(m[2]), Number(m[3])];
      return isRealDay(y, mo, d) ? { kind: 'ymd', value: y * 10_000 + mo * 100 + d, fixed: true } : undefined;
    },
  },
  {
    pattern: /(\d{1,2})(?:-(?=\d{1,2}-)|\/(?=\d{1,2}\/))(\d{1,2})[-/](\d{4}|\d{2})(?!\d)/y,
    read: (m) => {
      const [mo, d] = monthFirst(Number(m[1]), Number(m[2]));
      const y = fullYear(m[3] ?? '');
      return isRealDay(y, mo, d) ? { kind: 'ymd', value: y * 10_000 + mo * 100 + d, fixed: true } : undefined;
    },
  },
  { pattern: /(\d{1,2}):(\d\d)(?::\d\d)?\s?(am|pm|a\.m\.?|p\.m\.?|a|p)?(?![a-z\d])/y, read: clock },
  { pattern: /(\d{1,2})()\s?(am|pm|a\.m\.|p\.m\.|p)(?![a-z\d])/y, read: clock },
  { pattern: /(\d{1,2})\.(\d\d)\s?(am|pm|a\.m\.|p\.m\.)(?![a-z\d])/y, read: clock },
  { pattern: /(?!24\/7)(\d{1,2})\/(\d{1,2})(?![\d/])/y, read: monthDay('month-day') },
  {
    pattern: /(\d{1,2})-(\d{1,2})(?=[日号上下早中晚周(]|星期| \d{1,2}[:点时])/y,
    read: monthDay('dashed'),
  },
  {
    pattern: /((?:0?[1-9]|1[0-2]))\.(\d{1,2})(?![\d.]|\s?(?:个?小时|个?钟|hours?|hrs?|h\b|天|年|个?月|周))/y,
    read: monthDay('dotted'),
  },
];

type Scanned = { kind: TokenKind; value: number; fixed: boolean; to: number };

/** 明天1430, 周四0900到: four figures behind a day, with nothing counted behind them. */
const fourFigures =
  /(0[6-9]|1\d|2[0-3])([0-5][05])(?=\s?(?:$|[,。;!?~-]|[到去在见来约碰]|上门|拜访|过去|出发|开会|开始|左右|准时|之?[前后]))/y;
const beforeFourFigures: readonly TokenKind[] = [
  'date',
  'day',
  'weekday',
  'bare-part',
  'part',
  'month-day',
  'ymd',
  'close',
];

function scanFourFigures(text: string, at: number, tokens: readonly Token[]): Scanned | undefined {
  const [before, last] = [tokens.at(-2), tokens.at(-1)];
  const behindDay = last && (beforeFourFigures.includes(last.kind) || before?.kind === 'week');
  // 1630 in 1530-1630
  const second = last?.kind === 'to' && before?.kind === 'clock' && before.to - before.from === 4;
  if (!behindDay && !second) return undefined;
  fourFigures.lastIndex = at;
  const m = fourFigures.exec(text);
  return m ? { kind: 'clock', value: Number(m[1]) * 60 + Number(m[2]), fixed: true, to: at + 4 } : undefined;
}

function scanDigits(text: string, at: number): Scanned | undefined {
  for (const { pattern, read } of patterns) {
    pattern.lastIndex = at;
    const m = pattern.exec(text);
    const token = m && read(m);
    if (m && token) return { ...token, to: at + m[0].length };
  }
  let to = at;
  while (to < text.length && digit.test(text.charAt(to))) to++;
  if (to - at > 4 || (text.charAt(to) === '.' && digit.test(text.charAt(to + 1)) && !/[:：]/.test(text.charAt(to + 2))))
    return scanDecimal(text, at, to);
  return { kind: 'number', value: Number(text.slice(at, to)), fixed: true, to };
}

/** 1.5小时 is a figure; 13800138001 and 3.14159 are not times. */
function scanDecimal(text: string, at: number, to: number): Scanned | undefined {
  if (to - at > 4) return { kind: 'other', value: 0, fixed: false, to };
  let end = to + 1;
  while (end < text.length && digit.test(text.charAt(end))) end++;
  return { kind: end - to > 3 ? 'other' : 'number', value: Number(text.slice(at, end)), fixed: true, to: end };
}

/** Dates people name by their number (五一, 十一) only where the words around say so. */
const numberFestival =
  /(?:五一|十一|六一|七一|八一|三八|双十一|双十二)(?=(?:劳动|儿童|国庆|妇女|建党|建军)?(?:节|黄金周|长假|小长假|假期|放假|期间|假|之?[前后]|当天|那天|[上下中]午|早上|晚上))/y;

/** 光明日化, 明日之星, 今日头条: names that hold a day. */
const namedSo = /(?:(?<=光)明日|明日(?=[化之])|今日(?=头条)|今朝(?=有酒))/y;

function scanWord(text: string, at: number): Scanned | undefined {
  englishQuarter.lastIndex = at;
  if (englishQuarter.test(text) && !/[a-z\d]/.test(text.charAt(at - 1)))
    return { kind: 'year-quarter', value: Number(text.charAt(at + 1)), fixed: false, to: at + 2 };
  const found = vocabulary.longestAt(text, at);
  if (!found) return undefined;
  namedSo.lastIndex = at;
  if (namedSo.test(text)) return undefined;
  if (letter.test(text.charAt(at))) {
    const split = found.value.kind === 'date' || /\d/.test(text.charAt(at - 1));
    if ((letter.test(text.charAt(at - 1)) && !split) || letter.test(text.charAt(found.to))) return undefined;
  }
  return { kind: found.value.kind, value: found.value.value, fixed: false, to: found.to };
}

function scanNumeral(text: string, at: number, previous: Token | undefined): Scanned | undefined {
  if (!isNumeralUnit(text.charAt(at))) return undefined;
  numberFestival.lastIndex = at;
  if (numberFestival.test(text) && previous?.kind !== 'month') {
    const word = scanWord(text, at);
    if (word?.kind === 'festival') return word;
  }
  // 周三三点: a weekday takes one numeral only.
  if (previous?.kind === 'week' && previous.to === at && /[一二三四五六]/.test(text.charAt(at))) {
    const value = numeralAt(text.charAt(at), 0)?.value ?? 0;
    return { kind: 'number', value, fixed: false, to: at + 1 };
  }
  const numeral = numeralAt(text, at);
  return numeral ? { kind: 'number', value: numeral.value, fixed: false, to: numeral.to } : undefined;
}

/** 晚七点, 周五晚, 28号早: the part of a day in one character, before an hour or right behind a day. */
const shortBeforeHour = /(?<![最提趁尽很太再多])[早晚](?=\s?(?:\d{1,2}|[一二两三四五六七八九十]{1,3})(?:点|时|:|半))/y;
const shortBehindDay = /[早晚](?![点上间饭餐会安期报已晨先就了高低年秋])/y;
const dayEnds: readonly TokenKind[] = ['date', 'day', 'weekday'];

function scanShortPart(text: string, at: number, last: Token | undefined, weekday: boolean): Scanned | undefined {
  const behindDay = last?.to === at && (dayEnds.includes(last.kind) || weekday);
  const pattern = behindDay ? shortBehindDay : shortBeforeHour;
  pattern.lastIndex = at;
  if (!pattern.test(text)) return undefined;
  const name = text.charAt(at) === '早' ? '早上' : '晚上';
  return { kind: 'part', value: partsOfDay.findIndex((p) => p.name === name), fixed: false, to: at + 1 };
}

/** Splits folded text into what a time can be made of; the rest becomes `other`, one token a run. */
export function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  let spaced = false;
  for (let at = 0; at < text.length; ) {
    const unit = text.charAt(at);
    if (unit === ' ') {
      spaced = true;
      at++;
      continue;
    }
    const last = tokens.at(-1);
    const weekday = tokens.at(-2)?.kind === 'week';
    const scanned =
      (digit.test(unit)
        ? (scanFourFigures(text, at, tokens) ?? scanDigits(text, at))
        : (scanChinese(text, at, last) ?? scanShortPart(text, at, last, weekday) ?? scanWord(text, at))) ?? otherAt(at);
    if (scanned.kind === 'other' && last?.kind === 'other' && !spaced) last.to = scanned.to;
    else tokens.push({ ...scanned, from: at, spaced });
    spaced = false;
    at = scanned.to;
  }
  return tokens;
}

const otherAt = (at: number): Scanned => ({ kind: 'other', value: 0, fixed: false, to: at + 1 });

/** 约一下周五: behind a verb 一下 makes it short and counts nothing; 周一下午 and 一下午 are no such case. */
const shortly = /(?<=\p{Script=Han})(?<![周週期拜十月第])一下(?!午)/uy;

function scanShortly(text: string, at: number): Scanned | undefined {
  shortly.lastIndex = at;
  return shortly.test(text) ? { kind: 'other', value: 0, fixed: false, to: at + 2 } : undefined;
}

/** Numerals, unless a longer word (一早, 一上班, 三更半夜) begins there. */
function scanChinese(text: string, at: number, last: Token | undefined): Scanned | undefined {
  const numeral = scanNumeral(text, at, last);
  if (!numeral) return undefined;
  const filler = scanShortly(text, at);
  if (filler) return filler;
  const word = last?.kind === 'week' && last.to === at ? undefined : scanWord(text, at);
  // 五一, 十一 are mostly numbers, 七夕 is none.
  const kept = word && (word.kind !== 'festival' || /[夕节]/.test(text.slice(at, word.to)));
  return kept && word.to > numeral.to ? word : numeral;
}
