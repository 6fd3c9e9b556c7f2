import { type DayNumber, mondayOf, weekday } from './days.js';
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

function weekdayIn(frame: Frame, wanted: number, week: number): DayRange {
  const day = mondayOf(frame.today) + week * 7 + wanted - 1;
  const ambiguous: string[] = [];
  if (week > 0 && weekday(frame.today) === 7) ambiguous.push('week-said-on-sunday');
  return singleDay(day, [], ambiguous);
}

/** 周X without 下: the coming one; looking back, the last one. Said on that very weekday a person would ask. */
function nearestWeekday(frame: Frame, wanted: number): DayRange {
  const today = weekday(frame.today);
  if (frame.past) return singleDay(frame.today - ((today - wanted + 7) % 7), ['past-week']);
  const ahead = (wanted - today + 7) % 7;
  return ahead === 0
    ? singleDay(frame.today + 7, ['coming-week'], ['same-weekday'])
    : singleDay(frame.today + ahead, ['coming-week']);
}

const weekdayNode =
  (wanted: number, week: number | null): DateNode =>
  (frame) =>
    week === null ? nearestWeekday(frame, wanted) : weekdayIn(frame, wanted, week);

function weekend(frame: Frame, week: number | null): DayRange {
  const monday = mondayOf(frame.today) + (week ?? 0) * 7;
  const saturday: DayNumber = week === null && frame.past && weekday(frame.today) < 6 ? monday - 2 : monday + 5;
  return span(saturday, saturday + 2, 'day');
}

/** 周三, 星期天, 周日, or an English weekday; `next` behind it. */
export function weekdayName(tokens: readonly Token[], at: number): { value: number; next: number } | undefined {
  const english = take(tokens, at, 'weekday');
  if (english) return { value: english.value, next: at + 1 };
  const week = take(tokens, at, 'week');
  const name = tokens[at + 1];
  if (!week || !name || name.spaced) return undefined;
  if (name.kind === 'number' && name.value >= 1 && name.value <= 7) return { value: name.value, next: at + 2 };
  if (name.kind === 'date' || (name.kind === 'days' && name.to - name.from === 1)) return { value: 7, next: at + 2 };
  return undefined;
}

/** 下周三, 这个礼拜天, 下下周一, 周五, next Friday. */
const weekdayDate: Production<DateNode> = (tokens, at) => {
  const rel = take(tokens, at, 'rel');
  const start = rel ? skip(tokens, at + 1, 'ge') : at;
  const twice = rel && take(tokens, start, 'week') && take(tokens, start + 1, 'week') ? start + 1 : start;
  const day = weekdayName(tokens, twice);
  if (!day) return undefined;
  return { node: weekdayNode(day.value, rel ? rel.value : null), next: day.next };
};

/** 周末, 下周末, this weekend. */
const weekendDate: Production<DateNode> = (tokens, at) => {
  const rel = take(tokens, at, 'rel');
  const start = rel ? skip(tokens, at + 1, 'ge') : at;
  let next = take(tokens, start, 'weekend') ? start + 1 : undefined;
  if (next === undefined && take(tokens, start, 'week') && take(tokens, start + 1, 'month-part')?.value === 3)
    next = start + 2;
  if (next === undefined) return undefined;
  return { node: (frame) => weekend(frame, rel ? rel.value : null), next };
};

/** 下周, 本周, next week; 下周内. With 初/末 still the week. */
const wholeWeek: Production<DateNode> = (tokens, at) => {
  const rel = take(tokens, at, 'rel');
  if (!rel) return undefined;
  const week = take(tokens, skip(tokens, at + 1, 'ge'), 'week');
  if (!week) return undefined;
  const next = skip(tokens, at + 1, 'ge') + 1;
  if (tokens[next]?.kind === 'number' && tokens[next]?.from === week.to && (tokens[next]?.value ?? 9) < 8)
    return undefined;
  return {
    node: (frame) => {
      const monday = mondayOf(frame.today) + rel.value * 7;
      return span(monday, monday + 7, 'week');
    },
    next,
  };
};

/** 下半周, 这周后半段, 下周上半周: from Monday to Wednesday, from Thursday on. 下周初, 下周中: its first two days, those in its middle. */
const partOfWeek: Production<DateNode> = (tokens, at) => {
  const rel = take(tokens, at, 'rel');
  const start = rel ? skip(tokens, at + 1, 'ge') : at;
  const part = take(tokens, start, 'week-part') ?? take(tokens, start + 1, rel ? 'week-part' : 'week', 'month-part');
  const behindWeek = part?.kind === 'month-part' ? part.value : 0;
  if (part?.kind === 'week' || behindWeek > 2 || (part && part !== tokens[start] && !take(tokens, start, 'week')))
    return undefined;
  if (!part || (behindWeek > 0 && (!rel || part.from !== tokens[start]?.to))) return undefined;
  const [from, to] = behindWeek === 1 ? [0, 2] : behindWeek === 2 ? [1, 4] : part.value === 1 ? [0, 3] : [3, 7];
  const next = part === tokens[start] ? start + 1 : start + 2;
  return {
    node: (frame) => {
      const monday = mondayOf(frame.today) + (rel?.value ?? 0) * 7;
      return span(monday + from, monday + to, 'week');
    },
    next,
  };
};

/** 下周今天, 下周同一天: the same day of another week. */
const sameWeekday: Production<DateNode> = (tokens, at) => {
  const rel = take(tokens, at, 'rel');
  const week = rel && skip(tokens, at + 1, 'ge');
  if (!rel || week === undefined || !take(tokens, week, 'week')) return undefined;
  const next = skip(tokens, week + 1, 'filler');
  return isSameDay(tokens, next)
    ? { node: (frame) => singleDay(frame.today + rel.value * 7), next: next + 1 }
    : undefined;
};

/** "Wednesday next week": the day before the week, as English has it. */
const weekdayThenWeek: Production<DateNode> = (tokens, at) => {
  const day = take(tokens, at, 'weekday');
  if (!day) return undefined;
  const start = skip(tokens, at + 1, 'filler');
  const rel = take(tokens, start, 'rel');
  if (!rel || !take(tokens, start + 1, 'week')) return undefined;
  return { node: weekdayNode(day.value, rel.value), next: start + 2 };
};

/** the week after next. */
const weekAfterNext: Production<DateNode> = (tokens, at) => {
  const fits = take(tokens, at, 'week') && take(tokens, at + 1, 'after') && take(tokens, at + 2, 'rel')?.value === 1;
  if (!fits) return undefined;
  return {
    node: (frame) => span(mondayOf(frame.today) + 14, mondayOf(frame.today) + 21, 'week'),
    next: at + 3,
  };
};

export const weekDates: Array<Production<DateNode>> = [
  weekAfterNext,
  weekdayThenWeek,
  weekdayDate,
  weekendDate,
  partOfWeek,
  sameWeekday,
  wholeWeek,
];

/** A weekday said again behind a date, bare or in brackets: 12月2日(周三). */
export function confirmedWeekday(tokens: readonly Token[], at: number): Parsed<number> | undefined {
  const bracket = take(tokens, at, 'open', 'comma');
  const day = weekdayName(tokens, bracket ? at + 1 : at);
  if (!day) return undefined;
  const close = take(tokens, day.next, 'close');
  if (bracket?.kind === 'open' && !close) return undefined;
  return { node: day.value, next: bracket?.kind === 'open' ? day.next + 1 : day.next };
}

/** 第一个周三 (of a month); used by the month grammar. */
export function ordinalWeekday(
  tokens: readonly Token[],
  at: number,
): Parsed<{ nth: number; weekday: number }> | undefined {
  const last = take(tokens, at, 'last');
  const nth = last ? undefined : take(tokens, at, 'ordinal') && takeNumber(tokens, at + 1, 1, 5);
  if (!last && !nth) return undefined;
  const start = skip(tokens, last ? at + 1 : at + 2, 'ge', 'number');
  const day = weekdayName(tokens, skip(tokens, start, 'ge'));
  return day ? { node: { nth: nth ? nth.value : -1, weekday: day.value }, next: day.next } : undefined;
}
