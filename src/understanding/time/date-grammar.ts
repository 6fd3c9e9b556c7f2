import { addMonths, calendarDay, type DayNumber, dayNumber, isRealDay, weekday } from './days.js';
import { type Duration, durationAt } from './duration-grammar.js';
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
import { festivalNear, festivals, lunarDay } from './lunar.js';
import { monthDates } from './month-grammar.js';
import type { Token } from './tokens.js';
import { festivalNames } from './vocabulary.js';
import { confirmedWeekday, weekDates } from './week-grammar.js';

/** 今天, 大后天, tomorrow. */
const relativeDay: Production<DateNode> = (tokens, at) => {
  const day = take(tokens, at, 'day');
  return day && { node: (frame) => singleDay(frame.today + day.value), next: at + 1 };
};

/** 2026.12.1, 12/3, and 12.3 where a time follows. */
const figures: Production<DateNode> = (tokens, at) => {
  const token = take(tokens, at, 'ymd', 'month-day', 'dotted');
  if (!token) return undefined;
  const month = Math.floor(token.value / 100) % 100;
  const day = token.value % 100;
  if (token.kind === 'ymd') {
    const n = dayNumber(Math.floor(token.value / 10_000), month, day);
    return { node: () => singleDay(n), next: at + 1 };
  }
  const unit = take(tokens, at + 1, 'date');
  if (token.kind === 'dotted' && !unit && !dateFollows(tokens, at + 1)) return undefined;
  return { node: (frame) => nearestDate(frame, month, day), next: unit ? at + 2 : at + 1 };
};

function dateFollows(tokens: readonly Token[], at: number): boolean {
  return (
    take(tokens, at, 'part', 'clock', 'week', 'open') !== undefined ||
    (take(tokens, at, 'number') !== undefined && take(tokens, at + 1, 'hour') !== undefined)
  );
}

function nearestDate(frame: Frame, month: number, day: number): DayRange | undefined {
  const { year } = calendarDay(frame.today);
  const years = frame.past ? [year, year - 1] : [year, year + 1];
  for (const y of years) {
    if (!isRealDay(y, month, day)) continue;
    const n = dayNumber(y, month, day);
    if (frame.past ? n <= frame.today : n >= frame.today)
      return singleDay(n, ['year'], n - frame.today > 300 ? ['past'] : []);
  }
  return undefined;
}

/** Lunar day in the nearest lunar year. */
function nearestLunar(frame: Frame, year: number | null, month: number, day: number): DayRange | undefined {
  const now = calendarDay(frame.today).year;
  const years = year !== null ? [year] : frame.past ? [now, now - 1] : [now - 1, now, now + 1];
  for (const y of years) {
    const n = lunarDay(y, month, day);
    if (n !== undefined && (year !== null || (frame.past ? n <= frame.today : n >= frame.today)))
      return singleDay(n, year === null ? ['year'] : []);
  }
  return undefined;
}

/** 农历八月十五, 腊月二十三, 正月初五, 大年初三. */
const lunarDate: Production<DateNode> = (tokens, at) => {
  const newYear = take(tokens, at, 'lunar-first');
  const newYearDay = newYear && takeNumber(tokens, at + 1, 1, 15);
  if (newYearDay) return { node: (frame) => nearestLunar(frame, null, 1, newYearDay.value), next: at + 2 };
  const marked = take(tokens, at, 'lunar');
  let next = marked ? skip(tokens, at + 1, 'filler') : at;
  const rel = take(tokens, next, 'year-rel');
  if (rel) next++;
  const named = take(tokens, next, 'lunar-month');
  const number = !named && marked ? takeNumber(tokens, next, 1, 12) : undefined;
  if (!named && !(number && take(tokens, next + 1, 'month'))) return undefined;
  next += named ? 1 : 2;
  if (take(tokens, next, 'month-part')?.value === 1) next++;
  const day = takeNumber(tokens, next, 1, 30);
  if (!day) return undefined;
  const month = named ? named.value : (number?.value ?? 1);
  return {
    node: (frame) => nearestLunar(frame, rel ? calendarDay(frame.today).year + rel.value : null, month, day.value),
    next: take(tokens, next + 1, 'date') ? next + 2 : next + 1,
  };
};

type Shift = (frame: Frame, day: DayNumber) => DayRange;

/** First day off the holiday that begins at `day`, then on to the n-th working day. */
function workdayAfter(frame: Frame, day: DayNumber, nth: number): DayNumber {
  let n = day;
  for (let left = nth, guard = 0; left > 0 && guard < 60; guard++) {
    n++;
    if (frame.isWorkingDay(n)) left--;
  }
  return n;
}

function workdayBefore(frame: Frame, day: DayNumber, nth: number): DayNumber {
  let n = day;
  for (let left = nth, guard = 0; left > 0 && guard < 60; guard++) {
    n--;
    if (frame.isWorkingDay(n)) left--;
  }
  return n;
}

/** 第一个工作日, 头一天上班; `next` behind. */
function ordinalWorkday(tokens: readonly Token[], at: number): { nth: number; next: number } | undefined {
  const start = skip(tokens, at, 'filler');
  const ordinal = take(tokens, start, 'ordinal', 'last');
  const number = ordinal && takeNumber(tokens, start + 1, 1, 9);
  const next = ordinal ? skip(tokens, number ? start + 2 : start + 1, 'ge') : skip(tokens, start, 'ge');
  if (take(tokens, next, 'workday')) {
    // 上班第一天
    const behind = skip(tokens, next + 1, 'filler');
    if (
      !number &&
      take(tokens, behind, 'ordinal') &&
      take(tokens, behind + 1, 'number') &&
      take(tokens, behind + 2, 'days')
    )
      return { nth: 1, next: behind + 3 };
    return { nth: number ? number.value : 1, next: next + 1 };
  }
  if (number && take(tokens, next, 'days') && take(tokens, next + 1, 'workday'))
    return { nth: number.value, next: next + 2 };
  return undefined;
}

/** What may stand behind a festival: 后第一个工作日, 前一天, 前, 后, 期间. */
function festivalShift(tokens: readonly Token[], at: number): Parsed<Shift> | undefined {
  const start = skip(tokens, at, 'filler');
  const side = take(tokens, start, 'before', 'after', 'past-hour');
  if (!side) return undefined;
  const forward = side.kind !== 'before';
  const workday = ordinalWorkday(tokens, start + 1);
  if (workday)
    return {
      node: (frame, day) =>
        singleDay(forward ? workdayAfter(frame, day, workday.nth) : workdayBefore(frame, day, workday.nth)),
      next: workday.next,
    };
  const ordinal = skip(tokens, start + 1, 'ordinal');
  const number = takeNumber(tokens, ordinal, 1, 15);
  if (number && take(tokens, ordinal + 1, 'days'))
    return { node: (_, day) => singleDay(day + (forward ? number.value : -number.value)), next: ordinal + 2 };
  return undefined;
}

/** 中秋节, 明年春节, 国庆节后第一个工作日, 端午前一天. */
const festivalDate: Production<DateNode> = (tokens, at) => {
  const year = take(tokens, at, 'year-rel') ?? (take(tokens, at + 1, 'year') && takeNumber(tokens, at, 1900, 2199));
  const start = year ? skip(tokens, at + (year.kind === 'number' ? 2 : 1), 'filler') : at;
  const festival = take(tokens, start, 'festival');
  if (!festival) return undefined;
  const name = festivalNames[festival.value] ?? '';
  const shift = festivalShift(tokens, start + 1);
  const node: DateNode = (frame) => {
    const now = calendarDay(frame.today).year;
    const wanted = year && (year.kind === 'number' ? year.value : now + year.value);
    const day = wanted === undefined ? festivalNear(name, frame.today, frame.past) : festivals.get(name)?.(wanted);
    if (day === undefined) return undefined;
    return shift ? shift.node(frame, day) : singleDay(day, wanted === undefined ? ['year'] : []);
  };
  return { node, next: shift ? shift.next : start + 1 };
};

/** The last day of the next run of days off that holds a weekday, as the calendar knows it. */
function endOfNextHoliday(frame: Frame): DayNumber | undefined {
  for (let n = frame.today + 1; n < frame.today + 250; n++) {
    if (weekday(n) > 5 || frame.isWorkingDay(n)) continue;
    while (!frame.isWorkingDay(n + 1)) n++;
    return n;
  }
  return undefined;
}

/** 节后第一个工作日, 节后: after the next holiday, whichever it is. */
const afterHoliday: Production<DateNode> = (tokens, at) => {
  if (!take(tokens, at, 'holiday') || !take(tokens, at + 1, 'after', 'past-hour')) return undefined;
  const workday = ordinalWorkday(tokens, at + 2);
  const node: DateNode = (frame) => {
    const end = endOfNextHoliday(frame);
    if (end === undefined) return undefined;
    return workday
      ? singleDay(workdayAfter(frame, end, workday.nth), ['holiday'])
      : span(end + 1, end + 8, 'week', ['holiday']);
  };
  return { node, next: workday ? workday.next : at + 2 };
};

/** 下个工作日, 第一个工作日. */
const nextWorkday: Production<DateNode> = (tokens, at) => {
  const rel = take(tokens, at, 'rel');
  const found = ordinalWorkday(tokens, rel ? at + 1 : at);
  if (!found || !(rel ? rel.value === 1 : take(tokens, at, 'ordinal'))) return undefined;
  return { node: (frame) => singleDay(workdayAfter(frame, frame.today, found.nth)), next: found.next };
};

function moved(frame: Frame, d: Duration, sign: 1 | -1): DayNumber {
  const day = addMonths(frame.today, sign * d.months) + sign * d.days;
  if (!d.workdays) return day;
  return sign > 0 ? workdayAfter(frame, day, d.workdays) : workdayBefore(frame, day, d.workdays);
}

/** 三天后, 两周前, 3 days ago, in two weeks: by days and longer. Shorter ones move the clock (see expression). */
const movedDate: Production<DateNode> = (tokens, at) => {
  const ahead = take(tokens, at, 'in');
  const duration = durationAt(tokens, ahead ? at + 1 : at);
  if (!duration || duration.node.minutes) return undefined;
  const behind = take(tokens, duration.next, 'after', 'before', 'ago');
  if (!ahead && !behind) return undefined;
  const sign = behind && behind.kind !== 'after' ? -1 : 1;
  return {
    node: (frame) => singleDay(moved(frame, duration.node, sign)),
    next: behind ? duration.next + 1 : duration.next,
  };
};

/** 五日 in 五日内. */
function daysWithin(tokens: readonly Token[], at: number): Parsed<Duration> | undefined {
  const number = takeNumber(tokens, at, 1, 365);
  if (!number || !take(tokens, at + 1, 'date')) return undefined;
  return { node: { months: 0, days: number.value, minutes: 0, workdays: 0, unit: 'days' }, next: at + 2 };
}

/** 明后天, 今明两天: a person would ask which. */
const dayPair: Production<DateNode> = (tokens, at) => {
  const pair = take(tokens, at, 'day-pair');
  return pair && { node: (frame) => span(frame.today + pair.value, frame.today + pair.value + 2, 'day'), next: at + 1 };
};

/** 年前, 年后: around the Spring Festival. */
const aroundNewYear: Production<DateNode> = (tokens, at) => {
  const year = take(tokens, at, 'year');
  const side = year && take(tokens, at + 1, 'before', 'after');
  if (!side || side.from !== year.to || tokens[at - 1]?.to === year.from) return undefined;
  const node: DateNode = (frame) => {
    const day = festivalNear(side.kind === 'before' ? '除夕' : '春节', frame.today, frame.past);
    return day === undefined ? undefined : singleDay(day, ['year']);
  };
  return { node, next: at + 1 };
};

/** 两天内, 三个工作日之内: the last day of the span; the expression marks it `before`. */
const withinDate: Production<DateNode> = (tokens, at) => {
  const before = take(tokens, at, 'within');
  const duration = durationAt(tokens, before ? at + 1 : at) ?? daysWithin(tokens, before ? at + 1 : at);
  if (!duration || duration.node.minutes) return undefined;
  if (!before && !take(tokens, duration.next, 'within')) return undefined;
  return { node: (frame) => singleDay(moved(frame, duration.node, 1)), next: before ? duration.next : duration.next };
};

/** 过去三天, 最近两周, last 3 days: up to today. */
const pastSpan: Production<DateNode> = (tokens, at) => {
  if (!take(tokens, at, 'past-rel') && take(tokens, at, 'rel')?.value !== -1) return undefined;
  const duration = durationAt(tokens, skip(tokens, at + 1, 'filler'));
  if (!duration || duration.node.minutes || duration.node.workdays) return undefined;
  return { node: (frame) => span(moved(frame, duration.node, -1), frame.today, 'week'), next: duration.next };
};

/** A weekday said behind a date must agree; if not, a person would ask. */
function confirmed(base: Production<DateNode>): Production<DateNode> {
  return (tokens, at) => {
    const date = base(tokens, at);
    const check = date && confirmedWeekday(tokens, date.next);
    if (!date || !check) return date;
    const node: DateNode = (frame) => {
      const range = date.node(frame);
      if (!range || range.to - range.from !== 1 || weekday(range.from) === check.node) return range;
      return { ...range, ambiguous: [...range.ambiguous, 'weekday-mismatch'] };
    };
    return { node, next: check.next };
  };
}

/** Any date expression at a place; `text` is the folded text the tokens came from. */
export function dateGrammar(text: string): Production<DateNode> {
  return firstOf(
    withinDate,
    movedDate,
    pastSpan,
    dayPair,
    aroundNewYear,
    afterHoliday,
    nextWorkday,
    lunarDate,
    festivalDate,
    confirmed(firstOf(relativeDay, figures)),
    confirmed(monthDates(text)),
    ...weekDates,
  );
}
