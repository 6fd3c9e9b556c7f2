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
import { monthDates, monthDays } from './month-grammar.js';
import type { Token } from './tokens.js';
import { festivalNames } from './vocabulary.js';
import { confirmedWeekday, weekDates, weekdayName } from './week-grammar.js';
import { ordinalWorkday, withLastDay, workdayAfter, workdayBefore } from './workdays.js';

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
  if (token.kind === 'dotted' && !unit && !dateFollows(tokens, at + 1) && !dottedRange(tokens, at)) return undefined;
  return { node: (frame) => nearestDate(frame, month, day), next: unit ? at + 2 : at + 1 };
};

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
  // 节后第二天: a word of its own for the day after.
  if (take(tokens, start + 1, 'day')?.value === 1)
    return { node: (_, day) => singleDay(day + (forward ? 2 : -2)), next: start + 2 };
  const ordinal = skip(tokens, start + 1, 'ordinal', 'month-part');
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
  const sameDay = take(tokens, start + 1, 'day')?.value === 0 ? start + 2 : start + 1;
  return { node, next: shift ? shift.next : sameDay };
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

/** 超过三天, 已经过三天: the verb is no "in". */
const passed = /[超经通没不错难好早度]$/;

/** 三天后, 两周前, 过三天, 3 days ago, in two weeks: by days and longer. Shorter ones move the clock (see expression). */
function movedDate(text: string): Production<DateNode> {
  return (tokens, at) => {
    const lead = take(tokens, at, 'in', 'past-hour');
    const ahead = lead && !passed.test(text.slice(0, lead.from).slice(-1)) ? lead : undefined;
    const start = ahead ? at + 1 : at;
    const duration = durationAt(tokens, start) ?? saidDays(text, tokens, start);
    if (!duration || duration.node.minutes) return undefined;
    const behind = take(tokens, duration.next, 'after', 'before', 'ago');
    if (!ahead && !behind) return fromNow(text, tokens, duration);
    const sign = behind && behind.kind !== 'after' ? -1 : 1;
    return {
      node: (frame) => singleDay(moved(frame, duration.node, sign)),
      next: behind ? duration.next + 1 : duration.next,
    };
  };
}

/** 两日前, 三日后, in Chinese numerals; 3日前 is before the third. */
function saidDays(text: string, tokens: readonly Token[], at: number): Parsed<Duration> | undefined {
  const number = tokens[at];
  const behind = take(tokens, at + 2, 'after', 'before');
  return number && behind && /^[一两二三四五六七八九十几]+$/.test(text.slice(number.from, number.to))
    ? daysWithin(tokens, at)
    : undefined;
}

/** a week from now, two days from today. */
function fromNow(text: string, tokens: readonly Token[], duration: Parsed<Duration>): Parsed<DateNode> | undefined {
  const lead = take(tokens, duration.next, 'filler');
  if (!lead || text.slice(lead.from, lead.to) !== 'from') return undefined;
  const day = take(tokens, duration.next + 1, 'now', 'day');
  if (!day) return undefined;
  const offset = day.kind === 'day' ? day.value : 0;
  return { node: (frame) => singleDay(moved(frame, duration.node, 1) + offset), next: duration.next + 2 };
}

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

/** 年前, 年后, 年前最后一个工作日: around the Spring Festival. */
const aroundNewYear: Production<DateNode> = (tokens, at) => {
  const year = take(tokens, at, 'year');
  const side = year && take(tokens, at + 1, 'before', 'after');
  if (!side || side.from !== year.to || tokens[at - 1]?.to === year.from) return undefined;
  const before = side.kind === 'before';
  const workday = ordinalWorkday(tokens, at + 2);
  const node: DateNode = (frame) => {
    const day = festivalNear(before ? '除夕' : '春节', frame.today, frame.past);
    if (day === undefined) return undefined;
    if (!workday) return singleDay(day, ['year']);
    return singleDay((before ? workdayBefore : workdayAfter)(frame, day, workday.nth), ['year']);
  };
  return { node, next: workday ? workday.next : at + 1 };
};

/** 初五 alone: the fifth of the first lunar month around the Spring Festival, else of the coming lunar month. */
const bareLunarDay: Production<DateNode> = (tokens, at) => {
  const first = take(tokens, at, 'month-part');
  const day = first?.value === 1 ? takeNumber(tokens, at + 1, 1, 10) : undefined;
  if (!first || !day || day.fixed || first.to - first.from !== 1 || day.from !== first.to) return undefined;
  const before = tokens[at - 1];
  if (before && before.to === first.from && before.kind !== 'other') return undefined;
  const node: DateNode = (frame) => {
    const { year } = calendarDay(frame.today);
    const days = [year - 1, year, year + 1].flatMap((y) =>
      Array.from({ length: 12 }, (_, m) => ({ month: m + 1, day: lunarDay(y, m + 1, day.value) })),
    );
    const known = days.flatMap((d) => (d.day === undefined ? [] : [{ ...d, day: d.day }]));
    const near = known.find((d) => d.month === 1 && Math.abs(d.day - frame.today) <= 60);
    const next = frame.past ? known.findLast((d) => d.day <= frame.today) : known.find((d) => d.day >= frame.today);
    const found = near ?? next;
    return found && singleDay(found.day, ['lunar-month']);
  };
  return { node, next: at + 2 };
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

/** 周四,12月3日: a weekday before its date; of the nearest years the one in which they agree. */
function weekdayFirst(base: Production<DateNode>): Production<DateNode> {
  return (tokens, at) => {
    const wanted = weekdayName(tokens, at);
    const date = wanted && base(tokens, skip(tokens, wanted.next, 'comma'));
    if (!wanted || !date) return undefined;
    const agrees = (range: DayRange | undefined): boolean =>
      range !== undefined && weekday(range.from) === wanted.value;
    const node: DateNode = (frame) => {
      const range = date.node(frame);
      const other = date.node({ ...frame, past: !frame.past });
      if (!range || range.to - range.from !== 1 || agrees(range)) return range;
      return agrees(other) ? other : { ...range, ambiguous: [...range.ambiguous, 'weekday-mismatch'] };
    };
    return { node, next: date.next };
  };
}

/** Any date expression at a place; `text` is the folded text the tokens came from. */
export function dateGrammar(text: string): Production<DateNode> {
  return firstOf(
    withinDate,
    movedDate(text),
    pastSpan,
    dayPair,
    aroundNewYear,
    afterHoliday,
    nextWorkday,
    lunarDate,
    bareLunarDay,
    festivalDate,
    weekdayFirst(firstOf(figures, monthDays(text))),
    confirmed(firstOf(relativeDay, figures)),
    confirmed(withLastDay(monthDates(text))),
    withLastDay(firstOf(...weekDates)),
  );
}
