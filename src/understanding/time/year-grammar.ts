import { addMonths, calendarDay, dayNumber } from './days.js';
import {
  type DateNode,
  type DayRange,
  type Frame,
  isSameDay,
  type Parsed,
  type Production,
  singleDay,
  skip,
  span,
  take,
  takeNumber,
} from './grammar.js';
import type { Token } from './tokens.js';

type YearNode = (frame: Frame) => number;

/** 今年, 2026年, 26年. */
export const yearNode: Production<YearNode> = (tokens, at) => {
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

/** 今年, 2026年, 年底, 四季度. */
export const wholeYear: Production<DateNode> = (tokens, at) => {
  const bare = take(tokens, at, 'year') && take(tokens, at + 1, 'month-part')?.from === tokens[at]?.to;
  const year: Parsed<YearNode> | undefined = bare
    ? { node: (frame) => calendarDay(frame.today).year, next: at + 1 }
    : yearNode(tokens, at);
  const half = take(tokens, year ? skip(tokens, year.next, 'filler') : at, 'half-year');
  if (half) return halfYear(half.value, year ? skip(tokens, year.next, 'filler') : at, year?.node);
  const quarter = quarterOf(tokens, year ? skip(tokens, year.next, 'filler') : at);
  if (quarter) return { node: (frame) => quarter.node(frame, year?.node), next: quarter.next };
  if (!year) return undefined;
  const same = skip(tokens, year.next, 'filler');
  if (isSameDay(tokens, same))
    return {
      node: (frame) => singleDay(addMonths(frame.today, 12 * (year.node(frame) - calendarDay(frame.today).year))),
      next: same + 1,
    };
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

function halfYear(half: number, at: number, year: YearNode | undefined): Parsed<DateNode> {
  const node: DateNode = (frame) => {
    const y = year ? year(frame) : calendarDay(frame.today).year;
    return half === 1
      ? span(dayNumber(y, 1, 1), dayNumber(y, 7, 1), 'month')
      : span(dayNumber(y, 7, 1), dayNumber(y + 1, 1, 1), 'month');
  };
  return { node, next: at + 1 };
}

function quarterOf(
  tokens: readonly Token[],
  at: number,
): Parsed<(frame: Frame, year?: YearNode) => DayRange> | undefined {
  const rel = take(tokens, at, 'rel');
  const start = rel ? skip(tokens, at + 1, 'ge') : skip(tokens, at, 'ordinal');
  const number = rel ? undefined : takeNumber(tokens, start, 1, 4);
  if (!rel && !number) return undefined;
  // 两个季度 is a length, 第二个季度 is none.
  const behind = number && start > at ? skip(tokens, start + 1, 'ge') : number ? start + 1 : start;
  const unit = take(tokens, behind, 'quarter-of-year');
  // 四季青: 季 counts only behind 第 or 本.
  if (!unit || (unit.to - unit.from === 1 && start === at)) return undefined;
  // 一季度末
  const third = take(tokens, behind + 1, 'month-part');
  return {
    node: (frame, year) => {
      const now = calendarDay(frame.today);
      const index = number ? number.value - 1 : Math.floor((now.month - 1) / 3) + (rel?.value ?? 0);
      const here = addMonths(dayNumber(year ? year(frame) : now.year, 1, 1), index * 3);
      // 一季度 said in December is that of next year.
      const open = number && !year;
      const step =
        open && !frame.past && addMonths(here, 3) <= frame.today
          ? 12
          : open && frame.past && here > frame.today
            ? -12
            : 0;
      const from = addMonths(here, step);
      if (!third) return span(from, addMonths(from, 3), 'month');
      return span(addMonths(from, third.value - 1), addMonths(from, third.value), 'month');
    },
    next: third ? behind + 2 : behind + 1,
  };
}
