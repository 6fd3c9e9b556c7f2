import { addMonths, calendarDay, dayNumber, daysInMonth, isRealDay, weekday } from './days.js';
import {
  type DateNode,
  type DayRange,
  type Frame,
  firstOf,
  isSameDay,
  type Parsed,
  type Production,
  singleDay,
  skip,
  span,
  take,
  takeNumber,
} from './grammar.js';
import { nthWeekday } from './lunar.js';
import type { Token } from './tokens.js';
import { ordinalWeekday } from './week-grammar.js';
import { ordinalWorkday, workdayAfter } from './workdays.js';
import { wholeYear, yearNode } from './year-grammar.js';

interface YearMonth {
  year: number;
  month: number;
  assumed: string[];
}

/** A month waiting for a frame; `day`, when known, decides which year is the nearest. */
type MonthNode = (frame: Frame, day?: number) => YearMonth;

/** So many days back a date without a year was more likely meant than that of next year; it is asked about. */
export const recently = 60;

function nearestYear(frame: Frame, month: number, day: number | undefined): YearMonth {
  const now = calendarDay(frame.today);
  if (day !== undefined && !frame.past)
    for (const year of [now.year, now.year - 1]) {
      const back = frame.today - dayNumber(year, month, day);
      if (back > 0 && back <= recently) return { year, month, assumed: ['year'] };
    }
  const here = dayNumber(now.year, month, day ?? 1);
  const reached = day === undefined ? month === now.month || here > frame.today : here >= frame.today;
  const behind = here <= frame.today;
  const year = frame.past ? (behind ? now.year : now.year - 1) : reached ? now.year : now.year + 1;
  return { year, month, assumed: ['year'] };
}

/** 本月, 下个月, 8月, 去年8月, August. */
export const monthNode: Production<MonthNode> = (tokens, at) => {
  const rel = take(tokens, at, 'month-rel');
  if (rel)
    return {
      node: (frame) => {
        const { year, month } = calendarDay(addMonths(frame.today - calendarDay(frame.today).day + 1, rel.value));
        return { year, month, assumed: [] };
      },
      next: at + 1,
    };
  const year = yearNode(tokens, at);
  const start = year ? year.next : at;
  const name = take(tokens, start, 'month-name');
  const number = name ?? takeNumber(tokens, start, 1, 12);
  if (!number || !(name || (take(tokens, start + 1, 'month') && !tokens[start + 1]?.spaced))) return undefined;
  const month = number.value;
  return {
    node: (frame, day) => (year ? { year: year.node(frame), month, assumed: [] } : nearestYear(frame, month, day)),
    next: name ? start + 1 : start + 2,
  };
};

function dayOfMonth(frame: Frame, month: MonthNode, day: number): DayRange | undefined {
  const { year, month: m, assumed } = month(frame, day);
  if (!isRealDay(year, m, day)) return undefined;
  const n = dayNumber(year, m, day);
  const behind = assumed.includes('year') && !frame.past && n < frame.today;
  return singleDay(n, assumed, behind ? ['past'] : []);
}

/** 10月25(号), 下个月3号, Dec 3rd, 2026年12月1日. */
const monthAndDay =
  (text: string): Production<DateNode> =>
  (tokens, at) => {
    const month = monthNode(tokens, at);
    if (!month) return undefined;
    const start = skip(tokens, month.next, 'filler');
    if (isSameDay(tokens, start)) return sameDayOf(month.node, start + 1);
    const day = takeNumber(tokens, start, 1, 31);
    if (!day) return undefined;
    const last = lastListed(text, tokens, start);
    const unit = take(tokens, last + 1, 'date');
    const english = take(tokens, at, 'month-name') ?? take(tokens, month.next - 1, 'month-name');
    if (!unit && !english && !endsDate(tokens, last + 1)) return undefined;
    const node: DateNode = (frame) => oneOf(dayOfMonth(frame, month.node, day.value), last > start);
    const next = unit ? last + 2 : last + 1;
    return english ? withEnglishYear(tokens, next, month.node, day.value, node) : { node, next };
  };

/** 下个月的今天: the same day of another month. */
function sameDayOf(month: MonthNode, next: number): Parsed<DateNode> {
  return { node: (frame) => dayOfMonth(frame, month, calendarDay(frame.today).day), next };
}

function withEnglishYear(
  tokens: readonly Token[],
  at: number,
  month: MonthNode,
  day: number,
  plain: DateNode,
): Parsed<DateNode> {
  const year = takeNumber(tokens, skip(tokens, at, 'comma'), 1900, 2199);
  if (!year) return { node: plain, next: at };
  return {
    node: (frame) => {
      const m = month(frame, day).month;
      return isRealDay(year.value, m, day) ? singleDay(dayNumber(year.value, m, day)) : undefined;
    },
    next: skip(tokens, at, 'comma') + 1,
  };
}

/** After a day without 号 something must follow that no counted thing begins with. */
function endsDate(tokens: readonly Token[], at: number): boolean {
  const token = tokens[at];
  return (
    !token ||
    token.spaced ||
    ['part', 'clock', 'week', 'comma', 'to', 'open', 'off-work', 'before', 'after', 'filler', 'other'].includes(
      token.kind,
    )
  );
}

/** 3rd of December, 3 Dec. */
const dayThenMonth: Production<DateNode> = (tokens, at) => {
  const day = takeNumber(tokens, at, 1, 31) ?? take(tokens, at, 'nth');
  if (!day) return undefined;
  const start = skip(tokens, at + 1, 'date', 'filler');
  const name = take(tokens, start, 'month-name');
  if (!name) return undefined;
  const month: MonthNode = (frame, d) => nearestYear(frame, name.value, d);
  return withEnglishYear(tokens, start + 1, month, day.value, (frame) => dayOfMonth(frame, month, day.value));
};

/** What no day number stands before: 3号楼, 10号线, 12号人. */
const notADay =
  /^(?:楼|线|门|机|厅|馆|院|会议室|车间|厂|库|窗|柜|卡|基站|路|桌|人|码|店|仓|地块|段|房|台|机房|铺|栋|座|位|工|文|令|员工|技师|公告|电|公馆|公寓|别墅|食堂|宿舍|会所|井|矿|泵|炉|塔|缸|船)/;

/** 3号, 25日: the nearest such day. 28、29号: one of them. */
const bareDay =
  (text: string): Production<DateNode> =>
  (tokens, at) => {
    const day = takeNumber(tokens, at, 1, 31);
    const last = day && lastListed(text, tokens, at);
    const unit = last !== undefined && take(tokens, last + 1, 'date');
    if (!day || !unit || unit.spaced || notADay.test(text.slice(unit.to, unit.to + 4))) return undefined;
    const before = tokens[at - 1];
    if (before && before.to === day.from && ['ordinal', 'dotted'].includes(before.kind)) return undefined;
    return { node: (frame) => oneOf(nearestDay(frame, day.value), last > at), next: last + 2 };
  };

/** Where the last of days told in a row stands: 28、29, 3或4; the place itself where there is but one. */
function lastListed(text: string, tokens: readonly Token[], at: number): number {
  const link = take(tokens, at + 1, 'filler', 'or', 'and');
  const next =
    link && /^(?:、|或者?|还是|和)$/.test(text.slice(link.from, link.to)) && takeNumber(tokens, at + 2, 1, 31);
  return next && next.value > (tokens[at]?.value ?? 0) ? lastListed(text, tokens, at + 2) : at;
}

const oneOf = (range: DayRange | undefined, several: boolean): DayRange | undefined =>
  range && several ? { ...range, ambiguous: [...range.ambiguous, 'several-days'] } : range;

export function nearestDay(frame: Frame, day: number): DayRange | undefined {
  const now = calendarDay(frame.today);
  const step = frame.past ? -1 : 1;
  const passed = frame.past ? day > now.day : day < now.day;
  for (let i = passed ? 1 : 0; i < 4; i++) {
    const { year, month } = calendarDay(addMonths(dayNumber(now.year, now.month, 1), i * step));
    if (isRealDay(year, month, day))
      return singleDay(dayNumber(year, month, day), i === 0 ? ['month'] : ['month', 'next-month']);
  }
  return undefined;
}

const thirds: Record<number, [number, number]> = { 1: [1, 10], 2: [11, 20], 3: [21, 31] };

/** 月初, 下月底, 8月中旬, 本月最后一天. */
const monthPart =
  (text: string): Production<DateNode> =>
  (tokens, at) => {
    const month = monthNode(tokens, at) ?? bareMonth(tokens, at);
    if (!month) return undefined;
    const start = skip(tokens, month.next, 'filler', 'month');
    const workday = workdayOfMonth(tokens, start, month.node);
    if (workday) return workday;
    const part = take(tokens, start, 'month-part');
    if (part) return partOfMonth(text, tokens, start, month.node, part.value);
    return (
      halfOf(tokens, start, month.node) ??
      weekdayOfMonth(tokens, start, month.node) ??
      weekOfMonth(tokens, start, month.node)
    );
  };

/** 月底; 月底那天 is its last day. */
function partOfMonth(
  text: string,
  tokens: readonly Token[],
  at: number,
  month: MonthNode,
  third: number,
): Parsed<DateNode> {
  const node = thirdOf(month, third);
  const day = third === 3 ? take(tokens, at + 1, 'filler') : undefined;
  if (!day || !/^(?:那|这|当)天$/.test(text.slice(day.from, day.to))) return { node, next: at + 1 };
  const last: DateNode = (frame) => {
    const range = node(frame);
    return range && singleDay(range.to - 1, range.assumed);
  };
  return { node: last, next: at + 2 };
}

/** The first ten days of a month, the next ten, the rest. */
export function thirdOf(month: MonthNode, third: number): DateNode {
  const [first, last] = thirds[third] ?? [1, 31];
  return (frame) => {
    const { year, month: m, assumed } = month(frame, frame.past ? first : last === 31 ? 28 : last);
    const end = dayNumber(year, m, Math.min(last, daysInMonth(year, m)));
    return span(dayNumber(year, m, first), end + 1, 'week', assumed);
  };
}

/** 12月上半月; 上半月 alone is this month's. */
function halfOf(tokens: readonly Token[], at: number, month: MonthNode): Parsed<DateNode> | undefined {
  const half = take(tokens, at, 'half-month');
  if (!half) return undefined;
  const node: DateNode = (frame) => {
    const { year, month: m, assumed } = month(frame, half.value === 1 ? 15 : 28);
    const from = dayNumber(year, m, half.value === 1 ? 1 : 16);
    return span(from, half.value === 1 ? from + 15 : dayNumber(year, m, daysInMonth(year, m)) + 1, 'week', assumed);
  };
  return { node, next: at + 1 };
}

export const thisMonth: MonthNode = (frame) => ({ ...calendarDay(frame.today), assumed: ['month'] });

/** 下月第一个工作日. */
function workdayOfMonth(tokens: readonly Token[], at: number, month: MonthNode): Parsed<DateNode> | undefined {
  const found = take(tokens, at, 'ordinal', 'month-part') && ordinalWorkday(tokens, at);
  if (!found) return undefined;
  const node: DateNode = (frame) => {
    const { year, month: m, assumed } = month(frame);
    return singleDay(workdayAfter(frame, dayNumber(year, m, 1) - 1, found.nth), assumed);
  };
  return { node, next: found.next };
}

/** 12月第二周: the first week is that of the month's first Monday. */
function weekOfMonth(tokens: readonly Token[], at: number, month: MonthNode): Parsed<DateNode> | undefined {
  const nth = take(tokens, at, 'ordinal') && takeNumber(tokens, at + 1, 1, 5);
  const unit = nth && take(tokens, skip(tokens, at + 2, 'ge'), 'week');
  if (!nth || !unit) return undefined;
  const node: DateNode = (frame) => {
    const { year, month: m, assumed } = month(frame, 28);
    const from = nthWeekday(year, m, 1, nth.value);
    return span(from, from + 7, 'week', assumed);
  };
  return { node, next: skip(tokens, at + 2, 'ge') + 1 };
}

/** 月初 and 月底 alone: this month's (the coming one's once it is over). */
function bareMonth(tokens: readonly Token[], at: number): Parsed<MonthNode> | undefined {
  const month = take(tokens, at, 'month');
  const part = take(tokens, at + 1, 'month-part');
  if (!month || !part || month.to - month.from !== 1 || part.from !== month.to) return undefined;
  const last = thirds[part.value]?.[1] ?? 31;
  return {
    node: (frame) => {
      const now = calendarDay(frame.today);
      const over = !frame.past && now.day > last;
      const { year, month: m } = calendarDay(addMonths(dayNumber(now.year, now.month, 1), over ? 1 : 0));
      return { year, month: m, assumed: ['month'] };
    },
    next: at + 1,
  };
}

function weekdayOfMonth(tokens: readonly Token[], at: number, month: MonthNode): Parsed<DateNode> | undefined {
  const ordinal = ordinalWeekday(tokens, at);
  if (!ordinal) return undefined;
  return { node: weekdayIn(month, ordinal.node.nth, ordinal.node.weekday), next: ordinal.next };
}

/** The n-th such weekday of a month; -1 the last one. */
export function weekdayIn(month: MonthNode, nth: number, wanted: number): DateNode {
  return (frame) => {
    const { year, month: m, assumed } = month(frame);
    const end = dayNumber(year, m, daysInMonth(year, m));
    return singleDay(nth > 0 ? nthWeekday(year, m, wanted, nth) : end - ((weekday(end) - wanted + 7) % 7), assumed);
  };
}

/** 8月, 上个月, 今年10月份. */
const wholeMonth: Production<DateNode> = (tokens, at) => {
  const month = monthNode(tokens, at);
  if (!month) return undefined;
  // "may" is mostly a verb.
  if (take(tokens, at, 'month-name')?.value === 5) return undefined;
  return {
    node: (frame) => {
      const { year, month: m, assumed } = month.node(frame);
      const from = dayNumber(year, m, 1);
      return span(from, from + daysInMonth(year, m), 'month', assumed);
    },
    next: month.next,
  };
};

/** 上半月 alone. */
const bareHalf: Production<DateNode> = (tokens, at) => halfOf(tokens, at, thisMonth);

/** Single days of a month: 12月3日, 3 Dec. */
export function monthDays(text: string): Production<DateNode> {
  return firstOf(monthAndDay(text), dayThenMonth, bareDay(text));
}

export function monthDates(text: string): Production<DateNode> {
  return firstOf(monthAndDay(text), dayThenMonth, monthPart(text), bareHalf, wholeMonth, bareDay(text), wholeYear);
}
