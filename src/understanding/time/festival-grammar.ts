import { calendarDay, type DayNumber, weekday } from './days.js';
import {
  type DateNode,
  type DayRange,
  type Frame,
  type Parsed,
  type Production,
  singleDay,
  skip,
  span,
  take,
  takeNumber,
} from './grammar.js';
import { festivalNear, festivals, lunarDay } from './lunar.js';
import type { Token } from './tokens.js';
import { festivalNames } from './vocabulary.js';
import { ordinalWorkday, workdayAfter, workdayBefore } from './workdays.js';

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
export const lunarDate: Production<DateNode> = (tokens, at) => {
  const newYear = take(tokens, at, 'lunar-first');
  const newYearDay = newYear && takeNumber(tokens, at + 1, 1, 15);
  if (newYearDay) return { node: (frame) => nearestLunar(frame, null, 1, newYearDay.value), next: at + 2 };
  const marked = take(tokens, at, 'lunar');
  let next = marked ? skip(tokens, at + 1, 'filler') : at;
  const rel = take(tokens, next, 'year-rel');
  if (rel) next++;
  const named = take(tokens, next, 'lunar-month');
  // 七月初七 is lunar without saying so.
  const first =
    take(tokens, next + 2, 'month-part')?.value === 1 && takeNumber(tokens, next + 3, 1, 10)?.fixed === false;
  const number = !named && (marked || first) ? takeNumber(tokens, next, 1, 12) : undefined;
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

/** The days off a festival lies in, [from, to); the day alone where people work. */
function daysOffAround(frame: Frame, day: DayNumber): { from: DayNumber; to: DayNumber } {
  let [from, to] = [day, day + 1];
  if (frame.isWorkingDay(day)) return { from, to };
  while (day - from < 30 && !frame.isWorkingDay(from - 1)) from--;
  while (to - day < 30 && !frame.isWorkingDay(to)) to++;
  return { from, to };
}

/** From the first or the last day of a festival. */
type Shift = (frame: Frame, first: DayNumber, last: DayNumber) => DayRange;

/** What may stand behind a festival: 后第一个工作日, 前一天, 前, 后, 期间. */
function festivalShift(tokens: readonly Token[], at: number): Parsed<Shift> | undefined {
  const start = skip(tokens, at, 'filler');
  const side = take(tokens, start, 'before', 'after', 'past-hour');
  // 元旦上班第一天, 春节开工第一天
  const back = take(tokens, start, 'first-day-back')
    ? start + 1
    : take(tokens, start, 'workday') && ordinalWorkday(tokens, start)?.next;
  if (back) return { node: (frame, _, last) => singleDay(workdayAfter(frame, last, 1)), next: back };
  if (!side) return undefined;
  const forward = side.kind !== 'before';
  const workday = ordinalWorkday(tokens, start + 1);
  if (workday)
    return {
      node: (frame, first, last) =>
        singleDay(forward ? workdayAfter(frame, last, workday.nth) : workdayBefore(frame, first, workday.nth)),
      next: workday.next,
    };
  // 节后第二天: a word of its own for the day after.
  if (take(tokens, start + 1, 'day')?.value === 1)
    return { node: (_, first, last) => singleDay(forward ? last + 2 : first - 2), next: start + 2 };
  const ordinal = skip(tokens, start + 1, 'ordinal', 'month-part', 'last');
  const number = takeNumber(tokens, ordinal, 1, 15);
  if (number && take(tokens, ordinal + 1, 'days'))
    return {
      node: (_, first, last) => singleDay(forward ? last + number.value : first - number.value),
      next: ordinal + 2,
    };
  return undefined;
}

/** 过完元旦, 过了春节第一个工作日: once its days off are over. */
function afterwards(tokens: readonly Token[], festival: Parsed<DateNode>): Parsed<DateNode> {
  const workday = ordinalWorkday(tokens, festival.next);
  const node: DateNode = (frame) => {
    const range = festival.node(frame);
    if (!range) return undefined;
    const { to } = daysOffAround(frame, range.from);
    return workday ? singleDay(workdayAfter(frame, to - 1, workday.nth)) : span(to, to + 7, 'week');
  };
  return { node, next: workday ? workday.next : festival.next };
}

/** 中秋节, 明年春节, 国庆节后第一个工作日, 端午前一天. */
export const festivalDate: Production<DateNode> = (tokens, at) => {
  const passing = take(tokens, at, 'passing') ? festivalDate(tokens, at + 1) : undefined;
  if (passing) return afterwards(tokens, passing);
  const year = take(tokens, at, 'year-rel') ?? (take(tokens, at + 1, 'year') && takeNumber(tokens, at, 1900, 2199));
  const start = year ? skip(tokens, at + (year.kind === 'number' ? 2 : 1), 'filler') : at;
  const festival = take(tokens, start, 'festival');
  if (!festival) return undefined;
  const name = festivalNames[festival.value] ?? '';
  // 国庆假期, 春节期间: all its days off.
  const off = skip(tokens, start + 1, 'filler', 'holiday', 'days-off');
  const whole = off > skip(tokens, start + 1, 'filler');
  const shift = festivalShift(tokens, whole ? off : start + 1);
  const node: DateNode = (frame) => {
    const now = calendarDay(frame.today).year;
    const wanted = year && (year.kind === 'number' ? year.value : now + year.value);
    const day = wanted === undefined ? festivalNear(name, frame.today, frame.past) : festivals.get(name)?.(wanted);
    if (day === undefined) return undefined;
    const assumed = wanted === undefined ? ['year'] : [];
    const { from, to } = whole ? daysOffAround(frame, day) : { from: day, to: day + 1 };
    if (shift) return shift.node(frame, from, to - 1);
    return whole ? span(from, to, 'week', assumed) : singleDay(day, assumed);
  };
  const sameDay = take(tokens, start + 1, 'day')?.value === 0 ? start + 2 : start + 1;
  return { node, next: shift ? shift.next : whole ? off : sameDay };
};

/** The next run of days off that holds a weekday, as the calendar knows it: its first and last day. */
function nextHoliday(frame: Frame): [DayNumber, DayNumber] | undefined {
  for (let n = frame.today + 1; n < frame.today + 250; n++) {
    if (weekday(n) > 5 || frame.isWorkingDay(n)) continue;
    const { from, to } = daysOffAround(frame, n);
    return [from, to - 1];
  }
  return undefined;
}

/** 节后第一个工作日, 节后, 节前最后一个工作日: around the next holiday, whichever it is. */
export const afterHoliday: Production<DateNode> = (tokens, at) => {
  const side = take(tokens, at, 'holiday') && take(tokens, at + 1, 'after', 'past-hour', 'before');
  const shift = side && festivalShift(tokens, at + 1);
  if (!side || (side.kind === 'before' && !shift)) return undefined;
  const node: DateNode = (frame) => {
    const holiday = nextHoliday(frame);
    if (!holiday) return undefined;
    const [first, last] = holiday;
    return shift
      ? { ...shift.node(frame, first, last), assumed: ['holiday'] }
      : span(last + 1, last + 8, 'week', ['holiday']);
  };
  return { node, next: shift ? shift.next : at + 2 };
};

/** 年前, 年后, 年前最后一个工作日: around the Spring Festival. */
export const aroundNewYear: Production<DateNode> = (tokens, at) => {
  const year = take(tokens, at, 'year');
  const newYearDay = year && tokens[at - 1]?.to !== year.from ? bareLunarDay(tokens, at + 1) : undefined;
  if (newYearDay) return newYearDay;
  const side = year && take(tokens, at + 1, 'before', 'after');
  if (!side || side.from !== year.to || tokens[at - 1]?.to === year.from) return undefined;
  const before = side.kind === 'before';
  const lunarDay = bareLunarDay(tokens, at + 2);
  if (lunarDay) return lunarDay;
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
export const bareLunarDay: Production<DateNode> = (tokens, at) => {
  const first = take(tokens, at, 'month-part');
  const day = first?.value === 1 ? takeNumber(tokens, at + 1, 1, 10) : undefined;
  if (!first || !day || day.fixed || first.to - first.from !== 1 || day.from !== first.to) return undefined;
  const before = tokens[at - 1];
  if (before && before.to === first.from && !['other', 'after', 'before', 'year'].includes(before.kind))
    return undefined;
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
