import { underTwoNames } from './apposition.js';
import { calendarDay, dayNumber, isRealDay } from './days.js';
import { englishDates } from './english-dates.js';
import { afterHoliday, aroundNewYear, bareLunarDay, festivalDate, lunarDate } from './festival-grammar.js';
import {
  type DateNode,
  type DayRange,
  type Frame,
  firstOf,
  type Production,
  singleDay,
  span,
  take,
} from './grammar.js';
import { monthDates, monthDays, nearestDay, recently } from './month-grammar.js';
import { countedSpan, movedDate, withinDate } from './moved-grammar.js';
import { withPart } from './span-parts.js';
import type { Token } from './tokens.js';
import { weekDates } from './week-grammar.js';
import { ordinalWorkday, workdayAfter } from './workdays.js';

/** 今天, 大后天, tomorrow. */
const relativeDay: Production<DateNode> = (tokens, at) => {
  const day = take(tokens, at, 'day');
  return day && { node: (frame) => singleDay(frame.today + day.value), next: at + 1 };
};

/** 2026.12.1, 12/3, and 12.3 where a time follows. */
const figures: Production<DateNode> = (tokens, at) => {
  const token = take(tokens, at, 'ymd', 'month-day', 'dotted', 'dashed');
  if (!token) return undefined;
  const month = Math.floor(token.value / 100) % 100;
  const day = token.value % 100;
  if (token.kind === 'ymd') {
    const n = dayNumber(Math.floor(token.value / 10_000), month, day);
    return { node: () => singleDay(n), next: at + 1 };
  }
  const unit = take(tokens, at + 1, 'date');
  if (token.kind === 'dotted' && !unit && !dateFollows(tokens, at + 1) && !dottedRange(tokens, at)) return undefined;
  const node: DateNode = (frame) =>
    token.kind === 'dashed' && unit && isOfDays(frame, month, day)
      ? firstToLast(frame, month, day)
      : nearestDate(frame, month, day);
  return { node, next: unit ? at + 2 : at + 1 };
};

/** 8-10号 is from the eighth to the tenth rather than the tenth of August, unless it is August or those days are far apart. */
const isOfDays = (frame: Frame, first: number, last: number): boolean =>
  first < last && last - first <= 7 && first !== calendarDay(frame.today).month;

function firstToLast(frame: Frame, first: number, last: number): DayRange | undefined {
  const from = nearestDay(frame, first)?.from;
  return from === undefined ? undefined : span(from, from + last - first + 1, 'day', ['month']);
}

function dateFollows(tokens: readonly Token[], at: number): boolean {
  return (
    take(tokens, at, 'part', 'clock', 'week', 'open') !== undefined ||
    (take(tokens, at, 'number') !== undefined && take(tokens, at + 1, 'hour') !== undefined)
  );
}

/** 11.28到11.30: two such figures, and nothing counted behind. */
function dottedRange(tokens: readonly Token[], at: number): boolean {
  const first = take(tokens, at - 1, 'to') ? at - 2 : at;
  if (!take(tokens, first, 'dotted') || !take(tokens, first + 1, 'to') || !take(tokens, first + 2, 'dotted'))
    return false;
  const behind = tokens[first + 3];
  return !behind || behind.spaced || ['part', 'clock', 'week', 'open', 'comma', 'filler'].includes(behind.kind);
}

function nearestDate(frame: Frame, month: number, day: number): DayRange | undefined {
  const { year } = calendarDay(frame.today);
  const years = frame.past ? [year, year - 1] : [year - 1, year, year + 1];
  for (const y of years) {
    if (!isRealDay(y, month, day)) continue;
    const n = dayNumber(y, month, day);
    if (frame.past ? n <= frame.today : n >= frame.today - recently)
      return singleDay(n, ['year'], !frame.past && n < frame.today ? ['past'] : []);
  }
  return undefined;
}

/** 下个工作日, 第一个工作日. */
const nextWorkday: Production<DateNode> = (tokens, at) => {
  const rel = take(tokens, at, 'rel');
  if (!(rel ? rel.value === 1 : take(tokens, at, 'ordinal'))) return undefined;
  const found = ordinalWorkday(tokens, rel ? at + 1 : at);
  if (!found) return undefined;
  return { node: (frame) => singleDay(workdayAfter(frame, frame.today, found.nth)), next: found.next };
};

/** 明后天, 今明两天: a person would ask which. */
const dayPair: Production<DateNode> = (tokens, at) => {
  const pair = take(tokens, at, 'day-pair');
  return pair && { node: (frame) => span(frame.today + pair.value, frame.today + pair.value + 2, 'day'), next: at + 1 };
};

/** Any date expression at a place; `text` is the folded text the tokens came from. */
export function dateGrammar(text: string): Production<DateNode> {
  const plain = firstOf(
    lunarDate,
    bareLunarDay,
    withPart(text, festivalDate),
    relativeDay,
    figures,
    englishDates(text),
    withPart(text, monthDates(text)),
    withPart(text, firstOf(...weekDates)),
  );
  const named = underTwoNames(plain, firstOf(figures, monthDays(text), festivalDate));
  return firstOf(
    withinDate,
    movedDate(text, plain),
    countedSpan(text),
    dayPair,
    aroundNewYear,
    afterHoliday,
    nextWorkday,
    named,
  );
}
