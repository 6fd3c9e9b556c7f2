import { addMonths, calendarDay, type DayNumber, dayNumber, daysInMonth, mondayOf } from './days.js';
import { type Duration, durationAt } from './duration-grammar.js';
import {
  type DateNode,
  type Frame,
  type Parsed,
  type Production,
  singleDay,
  skip,
  span,
  take,
  takeNumber,
} from './grammar.js';
import type { Token } from './tokens.js';
import { weekdayName } from './week-grammar.js';
import { workdayAfter, workdayBefore } from './workdays.js';

function moved(frame: Frame, d: Duration, sign: 1 | -1, from: DayNumber = frame.today): DayNumber {
  const day = addMonths(from, sign * d.months) + sign * d.days;
  if (!d.workdays) return day;
  return sign > 0 ? workdayAfter(frame, day, d.workdays) : workdayBefore(frame, day, d.workdays);
}

/** 超过三天, 已经过三天: the verb is no "in". */
const passed = /[超经通没不错难好早度]$/;

/** 三天后, 两周前, 过三天, 3 days ago, in two weeks: by days and longer. Shorter ones move the clock (see expression). */
export function movedDate(text: string, date: Production<DateNode>): Production<DateNode> {
  return (tokens, at) => {
    const lead = take(tokens, at, 'in', 'past-hour');
    const ahead = lead && !passed.test(text.slice(0, lead.from).slice(-1)) ? lead : undefined;
    const start = ahead ? at + 1 : at;
    const duration = durationAt(tokens, start) ?? saidDays(text, tokens, start);
    if (!duration || duration.node.minutes) return undefined;
    const behind = take(tokens, duration.next, 'after', 'before', 'ago');
    if (!ahead && !behind) return fromThen(text, tokens, duration, date);
    const sign = behind && behind.kind !== 'after' ? -1 : 1;
    const next = behind ? duration.next + 1 : duration.next;
    return (
      dayThere(tokens, next, duration.node, sign) ?? { node: (f) => singleDay(moved(f, duration.node, sign)), next }
    );
  };
}

/** 一个月后的25号, 两周后的周三: a day of the month or week one comes to. */
function dayThere(tokens: readonly Token[], at: number, d: Duration, sign: 1 | -1): Parsed<DateNode> | undefined {
  const start = skip(tokens, at, 'filler');
  const named = d.unit === 'weeks' || d.unit === 'months' ? weekdayName(tokens, start) : undefined;
  if (named) return { node: (f) => singleDay(mondayOf(moved(f, d, sign)) + named.value - 1), next: named.next };
  const day = d.unit === 'months' || d.unit === 'years' ? takeNumber(tokens, start, 1, 31) : undefined;
  if (!day || !take(tokens, start + 1, 'date')) return undefined;
  const node: DateNode = (frame) => {
    const { year, month } = calendarDay(moved(frame, d, sign));
    return day.value > daysInMonth(year, month) ? undefined : singleDay(dayNumber(year, month, day.value));
  };
  return { node, next: start + 2 };
}

/** 两日前, 三日后, in Chinese numerals; 3日前 is before the third. */
function saidDays(text: string, tokens: readonly Token[], at: number): Parsed<Duration> | undefined {
  const number = tokens[at];
  const behind = take(tokens, at + 2, 'after', 'before');
  return number && behind && /^[一两二三四五六七八九十几]+$/.test(text.slice(number.from, number.to))
    ? daysWithin(tokens, at)
    : undefined;
}

/** a week from now, two weeks from Monday. */
function fromThen(
  text: string,
  tokens: readonly Token[],
  duration: Parsed<Duration>,
  date: Production<DateNode>,
): Parsed<DateNode> | undefined {
  const lead = take(tokens, duration.next, 'filler');
  if (!lead || text.slice(lead.from, lead.to) !== 'from') return undefined;
  const then = take(tokens, duration.next + 1, 'now')
    ? { node: (frame: Frame) => singleDay(frame.today), next: duration.next + 2 }
    : date(tokens, duration.next + 1);
  if (!then) return undefined;
  const node: DateNode = (frame) => {
    const range = then.node(frame);
    return range && singleDay(moved(frame, duration.node, 1, range.from), range.assumed);
  };
  return { node, next: then.next };
}

/** 五日 in 五日内. */
function daysWithin(tokens: readonly Token[], at: number): Parsed<Duration> | undefined {
  const number = takeNumber(tokens, at, 1, 365);
  if (!number || !take(tokens, at + 1, 'date')) return undefined;
  return { node: { months: 0, days: number.value, minutes: 0, workdays: 0, unit: 'days' }, next: at + 2 };
}

/** 两天内, 三个工作日之内: the last day of the span; the expression marks it `before`. */
export const withinDate: Production<DateNode> = (tokens, at) => {
  const before = take(tokens, at, 'within');
  const duration = durationAt(tokens, before ? at + 1 : at) ?? daysWithin(tokens, before ? at + 1 : at);
  if (!duration || duration.node.minutes) return undefined;
  if (!before && !take(tokens, duration.next, 'within')) return undefined;
  return { node: (frame) => singleDay(moved(frame, duration.node, 1)), next: duration.next };
};

/** Which way a counted span lies, and whether it is of whole weeks, months and years (上两周) or of days up to today (过去两周). */
interface Side {
  sign: 1 | -1;
  whole: boolean;
  next: number;
}

/** Behind these a 前 or 后 belongs to a word of its own: 会前两天, 节后三天. */
const notOfWords = /[^\s,。;!?:("我你他她们的就是在从这那]$/;

export function sideAt(text: string, tokens: readonly Token[], at: number): Side | undefined {
  const token = take(tokens, at, 'past-rel', 'ahead-rel', 'rel', 'before', 'after');
  if (!token) return undefined;
  const next = skip(tokens, at + 1, 'filler');
  if (token.kind === 'past-rel') return { sign: -1, whole: false, next };
  if (token.kind === 'ahead-rel') return { sign: 1, whole: false, next };
  if (token.kind === 'rel') {
    const whole = /[上下]/.test(text.charAt(token.from));
    return Math.abs(token.value) === 1 ? { sign: token.value === 1 ? 1 : -1, whole, next } : undefined;
  }
  const short = token.to - token.from === 1 && next === at + 1;
  if (!short || notOfWords.test(text.slice(Math.max(0, token.from - 1), token.from))) return undefined;
  return { sign: token.kind === 'before' ? -1 : 1, whole: false, next };
}

/** The first day of the week, month or year `n` lies in; `n` itself for days. */
function unitStart(n: DayNumber, unit: Duration['unit']): DayNumber {
  const { year, month } = calendarDay(n);
  if (unit === 'weeks') return mondayOf(n);
  if (unit === 'months') return dayNumber(year, month, 1);
  return unit === 'years' ? dayNumber(year, 1, 1) : n;
}

/** 过去三天, 最近两周, 接下来两周, last 3 days: up to yesterday, from tomorrow on. 上两周, 下三个月: whole ones. */
export function countedSpan(text: string): Production<DateNode> {
  return (tokens, at) => {
    const side = sideAt(text, tokens, at);
    // 下半周 is the second half of this one.
    if (!side || (take(tokens, at, 'rel') && take(tokens, side.next, 'half'))) return undefined;
    const duration = durationAt(tokens, side.next);
    if (!duration || duration.node.minutes || duration.node.workdays) return undefined;
    const { unit } = duration.node;
    const node: DateNode = (frame) => {
      const here = side.whole ? unitStart(frame.today, unit) : frame.today;
      if (side.sign < 0) return span(moved(frame, duration.node, -1, here), here, 'week');
      const one: Duration = { months: 0, days: 1, minutes: 0, workdays: 0, unit };
      const from = moved(frame, side.whole ? ofOne(unit) : one, 1, here);
      return span(from, moved(frame, duration.node, 1, from), 'week');
    };
    return { node, next: duration.next };
  };
}

function ofOne(unit: Duration['unit']): Duration {
  const none = { months: 0, days: 0, minutes: 0, workdays: 0, unit };
  if (unit === 'weeks') return { ...none, days: 7 };
  return unit === 'months' || unit === 'years' ? { ...none, months: unit === 'years' ? 12 : 1 } : { ...none, days: 1 };
}
