import { addMonths, calendarDay, type DayNumber, dayNumber, daysInMonth, isRealDay, weekday } from './days.js';
import {
  type DateNode,
  type DayRange,
  type Frame,
  firstOf,
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

interface YearMonth {
  year: number;
  month: number;
  assumed: string[];
}

/** A month waiting for a frame; `day`, when known, decides which year is the nearest. */
type MonthNode = (frame: Frame, day?: number) => YearMonth;
type YearNode = (frame: Frame) => number;

function nearestYear(frame: Frame, month: number, day: number | undefined): YearMonth {
  const now = calendarDay(frame.today);
  const here = dayNumber(now.year, month, day ?? 1);
  const reached = day === undefined ? month === now.month || here > frame.today : here >= frame.today;
  const behind = here <= frame.today;
  const year = frame.past ? (behind ? now.year : now.year - 1) : reached ? now.year : now.year + 1;
  return { year, month, assumed: ['year'] };
}

const yearNode: Production<YearNode> = (tokens, at) => {
  const rel = take(tokens, at, 'year-rel');
  if (rel) return { node: (frame) => calendarDay(frame.today).year + rel.value, next: at + 1 };
  const number = take(tokens, at, 'number');
  if (!number || !take(tokens, at + 1, 'year')) return undefined;
  const value = number.value;
  if (!Number.isInteger(value) || !((value >= 1900 && value <= 2199) || (value < 100 && number.to - number.from === 2)))
    return undefined;
  const full = value < 100 ? (value > 60 ? 1900 : 2000) + value : value;
  return { node: () => full, next: skip(tokens, at + 2, 'filler', 'comma') };
};

/** 本月, 下个月, 8月, 去年8月, August. */
const monthNode: Production<MonthNode> = (tokens, at) => {
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
  // A date of the last two months, rolled into next year, was more likely meant as past.
  const rolled = assumed.includes('year') && !frame.past && n - frame.today > 300;
  return singleDay(n, assumed, rolled ? ['past'] : []);
}

/** 10月25(号), 下个月3号, Dec 3rd, 2026年12月1日. */
const monthAndDay: Production<DateNode> = (tokens, at) => {
  const month = monthNode(tokens, at);
  if (!month) return undefined;
  const start = skip(tokens, month.next, 'filler');
  const day = takeNumber(tokens, start, 1, 31);
  if (!day) return undefined;
  const unit = take(tokens, start + 1, 'date');
  const english = take(tokens, at, 'month-name') ?? take(tokens, month.next - 1, 'month-name');
  if (!unit && !english && !endsDate(tokens, start + 1)) return undefined;
  const node: DateNode = (frame) => dayOfMonth(frame, month.node, day.value);
  return english
    ? withEnglishYear(tokens, unit ? start + 2 : start + 1, month.node, day.value, node)
    : { node, next: unit ? start + 2 : start + 1 };
};

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
  const day = takeNumber(tokens, at, 1, 31);
  const start = skip(tokens, at + 1, 'date', 'filler');
  const name = day && take(tokens, start, 'month-name');
  if (!name) return undefined;
  const month: MonthNode = (frame, d) => nearestYear(frame, name.value, d);
  return withEnglishYear(tokens, start + 1, month, day.value, (frame) => dayOfMonth(frame, month, day.value));
};

/** What no day number stands before: 3号楼, 10号线, 12号人. */
const notADay =
  /^(?:楼|线|门|机|厅|馆|院|会议室|车间|厂|库|窗|柜|卡|基站|路|桌|人|码|店|仓|地块|段|房|台|机房|铺|栋|座|位|工|文|令|员工|技师|公告|电)/;

/** 3号, 25日: the nearest such day. */
const bareDay =
  (text: string): Production<DateNode> =>
  (tokens, at) => {
    const day = takeNumber(tokens, at, 1, 31);
    const unit = day && take(tokens, at + 1, 'date');
    if (!unit || unit.spaced || notADay.test(text.slice(unit.to, unit.to + 4))) return undefined;
    const before = tokens[at - 1];
    if (before && before.to === day.from && ['ordinal', 'dotted'].includes(before.kind)) return undefined;
    return { node: (frame) => nearestDay(frame, day.value), next: at + 2 };
  };

function nearestDay(frame: Frame, day: number): DayRange | undefined {
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
const monthPart: Production<DateNode> = (tokens, at) => {
  const month = monthNode(tokens, at) ?? bareMonth(tokens, at);
  if (!month) return undefined;
  const start = skip(tokens, month.next, 'filler', 'month');
  const part = take(tokens, start, 'month-part');
  const lastOne = part && lastDayOf(tokens, skip(tokens, start + 1, 'filler'), month.node);
  if (lastOne) return lastOne;
  if (part) {
    const [first, last] = thirds[part.value] ?? [1, 31];
    return {
      node: (frame) => {
        const { year, month: m, assumed } = month.node(frame, frame.past ? first : last === 31 ? 28 : last);
        return span(
          dayNumber(year, m, first),
          dayNumber(year, m, Math.min(last, daysInMonth(year, m))) + 1,
          'week',
          assumed,
        );
      },
      next: start + 1,
    };
  }
  return lastDayOf(tokens, start, month.node) ?? weekdayOfMonth(tokens, start, month.node);
};

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

function lastDayOf(tokens: readonly Token[], at: number, month: MonthNode): Parsed<DateNode> | undefined {
  if (!take(tokens, at, 'last') || takeNumber(tokens, at + 1, 1, 1) === undefined) return undefined;
  const unit = take(tokens, skip(tokens, at + 2, 'ge'), 'days', 'workday');
  if (!unit) return undefined;
  const node: DateNode = (frame) => {
    const { year, month: m } = month(frame);
    let day: DayNumber = dayNumber(year, m, daysInMonth(year, m));
    while (unit.kind === 'workday' && !frame.isWorkingDay(day)) day--;
    return singleDay(day);
  };
  return { node, next: skip(tokens, at + 2, 'ge') + 1 };
}

function weekdayOfMonth(tokens: readonly Token[], at: number, month: MonthNode): Parsed<DateNode> | undefined {
  const ordinal = ordinalWeekday(tokens, at);
  if (!ordinal) return undefined;
  const { nth, weekday: wanted } = ordinal.node;
  const node: DateNode = (frame) => {
    const { year, month: m, assumed } = month(frame);
    const end = dayNumber(year, m, daysInMonth(year, m));
    return singleDay(nth > 0 ? nthWeekday(year, m, wanted, nth) : end - ((weekday(end) - wanted + 7) % 7), assumed);
  };
  return { node, next: ordinal.next };
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

/** 今年, 2026年, 年底, 四季度. */
const wholeYear: Production<DateNode> = (tokens, at) => {
  const bare = take(tokens, at, 'year') && take(tokens, at + 1, 'month-part')?.from === tokens[at]?.to;
  const year: Parsed<YearNode> | undefined = bare
    ? { node: (frame) => calendarDay(frame.today).year, next: at + 1 }
    : yearNode(tokens, at);
  const quarter = quarterOf(tokens, year ? skip(tokens, year.next, 'filler') : at);
  if (quarter) return { node: (frame) => quarter.node(frame, year?.node), next: quarter.next };
  if (!year) return undefined;
  const start = skip(tokens, year.next, 'year');
  const part = take(tokens, start, 'month-part');
  return {
    node: (frame) => {
      const y = year.node(frame);
      if (!part) return span(dayNumber(y, 1, 1), dayNumber(y + 1, 1, 1), 'year');
      const [from, to] = part.value === 1 ? [1, 3] : part.value === 2 ? [6, 8] : [12, 13];
      return span(dayNumber(y, from, 1), dayNumber(y, to, 1), 'month');
    },
    next: part ? start + 1 : year.next,
  };
};

function quarterOf(
  tokens: readonly Token[],
  at: number,
): Parsed<(frame: Frame, year?: YearNode) => DayRange> | undefined {
  const rel = take(tokens, at, 'rel');
  const start = rel ? skip(tokens, at + 1, 'ge') : skip(tokens, at, 'ordinal');
  const number = rel ? undefined : takeNumber(tokens, start, 1, 4);
  if (!rel && !number) return undefined;
  const unit = take(tokens, number ? skip(tokens, start + 1, 'ge') : start, 'quarter-of-year');
  if (!unit) return undefined;
  return {
    node: (frame, year) => {
      const now = calendarDay(frame.today);
      const index = number ? number.value - 1 : Math.floor((now.month - 1) / 3) + (rel?.value ?? 0);
      const from = addMonths(dayNumber(year ? year(frame) : now.year, 1, 1), index * 3);
      return span(from, addMonths(from, 3), 'month');
    },
    next: (number ? skip(tokens, start + 1, 'ge') : start) + 1,
  };
}

export function monthDates(text: string): Production<DateNode> {
  return firstOf(monthAndDay, dayThenMonth, monthPart, wholeMonth, bareDay(text), wholeYear);
}
