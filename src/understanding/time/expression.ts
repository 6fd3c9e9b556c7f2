import { type ClockNode, clockGrammar } from './clock-grammar.js';
import { dateGrammar } from './date-grammar.js';
import { type Duration, durationAt, minutesOf } from './duration-grammar.js';
import { type DateNode, type Frame, type Parsed, remembered, singleDay, skip, take, takeNumber } from './grammar.js';
import { nearestDay } from './month-grammar.js';
import { sideAt } from './moved-grammar.js';
import { type Moment, resolvePoint } from './resolve.js';
import type { Token } from './tokens.js';
import type { TokenKind } from './vocabulary.js';

/** A date, a time, or both. */
export interface PointNode {
  date: DateNode | null;
  clock: ClockNode | null;
}

export type Relation = 'at' | 'before' | 'after';

/** One expression of time as said; `resolve` gives it its place. */
export interface Expression {
  resolve(frame: Frame): Moment | undefined;
  /** Where it is no more than a date and a time. */
  point?: PointNode;
  relation: Relation;
  first: number;
  next: number;
}

export interface Grammar {
  text: string;
  date: ReturnType<typeof dateGrammar>;
  clock: ReturnType<typeof clockGrammar>;
}

export function grammarFor(text: string): Grammar {
  return { text, date: remembered(dateGrammar(text)), clock: remembered(clockGrammar(text)) };
}

/** 明早, 今晚: a day and a part of it in one word. */
function bareDayPart(tokens: readonly Token[], at: number): (Parsed<DateNode> & { part: number }) | undefined {
  const token = take(tokens, at, 'bare-part');
  if (!token) return undefined;
  const day = Math.floor(token.value / 100) - 10;
  return { node: (frame) => singleDay(frame.today + day), next: at + 1, part: token.value % 100 };
}

function dayWithPart(g: Grammar, tokens: readonly Token[], at: number): Parsed<PointNode> | undefined {
  const said = bareDayPart(tokens, at);
  if (!said) return undefined;
  const { node: date, part } = said;
  const clock = g.clock(tokens, at + 1) ?? g.clock(tokens, skip(tokens, at + 1, 'filler', 'comma', 'part'));
  const usable = clock && clock.node.minutes !== null && clock.node.part === null;
  if (usable) return { node: { date, clock: { ...clock.node, part } }, next: clock.next };
  return { node: { date, clock: { minutes: null, fixed: false, part, about: false, habit: false } }, next: at + 1 };
}

/** Date then time, time then date, or one of them. */
function pointAt(g: Grammar, tokens: readonly Token[], at: number): Parsed<PointNode> | undefined {
  const both = dayWithPart(g, tokens, at);
  if (both) return both;
  const date = g.date(tokens, at);
  if (date) {
    const clock = g.clock(tokens, skip(tokens, date.next, 'filler', 'comma', 'about')) ?? g.clock(tokens, date.next);
    return clock
      ? { node: { date: date.node, clock: clock.node }, next: clock.next }
      : { node: { date: date.node, clock: null }, next: date.next };
  }
  const clock = g.clock(tokens, at);
  if (!clock) return undefined;
  const later = laterDate(g, tokens, clock.next);
  return later
    ? { node: { date: later.node, clock: clock.node }, next: later.next }
    : { node: { date: null, clock: clock.node }, next: clock.next };
}

/** "3pm next Wednesday", 下午3点,明天: a date behind the time that has no time of its own. */
function laterDate(g: Grammar, tokens: readonly Token[], at: number): Parsed<DateNode> | undefined {
  const start = skip(tokens, at, 'filler', 'comma');
  const token = tokens[start];
  if (!token || take(tokens, at, 'to') || (token.kind === 'number' && start === at && !token.spaced)) return undefined;
  const date = g.date(tokens, start);
  if (!date || g.clock(tokens, skip(tokens, date.next, 'filler', 'comma'))) return undefined;
  return date;
}

/** 前, 之前, 以后 …, and by/before/after standing in front. */
function relationAround(
  tokens: readonly Token[],
  at: number,
  next: number,
): { relation: Relation; first: number; next: number } {
  const behind = take(tokens, next, 'before', 'after', 'within');
  if (behind && !(behind.spaced && behind.to - behind.from === 1)) {
    return { relation: behind.kind === 'after' ? 'after' : 'before', first: at, next: next + 1 };
  }
  const lead = tokens[at - 1];
  const ahead = lead && (lead.kind === 'before' || lead.kind === 'after') ? lead : undefined;
  if (ahead) return { relation: ahead.kind === 'before' ? 'before' : 'after', first: at - 1, next };
  return { relation: 'at', first: at, next };
}

/** 一个半小时后, in two hours, 30分钟内: the clock moved on from now. */
function movedClock(g: Grammar, tokens: readonly Token[], at: number): Expression | undefined {
  const ahead = take(tokens, at, 'in', 'within', 'past-hour');
  const duration = durationAt(tokens, ahead ? at + 1 : at);
  if (!duration?.node.minutes) return undefined;
  const fromNow = take(tokens, duration.next, 'filler') && take(tokens, duration.next + 1, 'now') ? 1 : 0;
  const behind = take(tokens, duration.next + fromNow, 'after', 'before', 'ago', 'within', 'now');
  if (!ahead && !behind) return undefined;
  // 等两个小时 without 后 is only a length, 过两个小时 is ahead where nothing stands before it.
  const opens = ahead?.kind === 'past-hour' && /(?:^|[\s,。;!?我再])$/.test(g.text.slice(0, ahead.from).slice(-1));
  if (ahead && !behind && ahead.kind !== 'within' && ahead.to - ahead.from === 1 && !opens) return undefined;
  const within = ahead?.kind === 'within' || behind?.kind === 'within';
  const sign = behind && (behind.kind === 'before' || behind.kind === 'ago') ? -1 : 1;
  return {
    resolve: (frame) => movedMoment(frame, duration.node, sign),
    relation: within ? 'before' : 'at',
    first: at,
    next: duration.next + fromNow + (behind ? 1 : 0),
  };
}

function movedMoment(frame: Frame, d: Duration, sign: 1 | -1): Moment {
  const at = frame.today * 1440 + frame.minute + sign * (d.days * 1440 + d.minutes);
  return { from: at, to: null, precision: 'minute', assumed: [], ambiguous: [] };
}

/** 3 in "3-5点": an hour whose unit stands behind the second. */
function bareHourBefore(
  g: Grammar,
  tokens: readonly Token[],
  at: number,
): { clock: ClockNode; next: number; to: number } | undefined {
  const part = take(tokens, at, 'part');
  const number = take(tokens, part ? at + 1 : at, 'number');
  const to = (part ? at + 1 : at) + 1;
  if (
    !number ||
    number.value > 24 ||
    !Number.isInteger(number.value) ||
    !take(tokens, to, 'to', 'and') ||
    (take(tokens, to, 'and') && !take(tokens, at - 1, 'between')) ||
    tokens[at - 1]?.kind === 'to'
  )
    return undefined;
  const second = g.clock(tokens, to + 1) ?? bareHourLast(tokens, at, to + 1);
  if (second?.node.minutes == null) return undefined;
  // 9-11pm: the first is of the same half of the day.
  const late = tokens[to + 1]?.kind === 'clock' && /p/.test(g.text.slice(tokens[to + 1]?.from, tokens[to + 1]?.to));
  const half = late && number.value < 12 && (number.value + 12) * 60 < second.node.minutes ? 720 : 0;
  const clock: ClockNode = {
    minutes: number.value * 60 + half,
    fixed: number.value > 12 || half > 0,
    part: part ? part.value : null,
    about: false,
    habit: false,
  };
  return { clock, next: to, to: second.next };
}

/** 11 in "between 10 and 11". */
function bareHourLast(tokens: readonly Token[], first: number, at: number): Parsed<ClockNode> | undefined {
  const hour = take(tokens, first - 1, 'between') && takeNumber(tokens, at, 1, 12);
  const counted = take(tokens, at + 1, 'other', 'days', 'date', 'months', 'month-name');
  if (!hour || (counted && !counted.spaced)) return undefined;
  return { node: { minutes: hour.value * 60, fixed: false, part: null, about: false, habit: false }, next: at + 1 };
}

/** The left side of a range of hours, with its date if it has one: 周三3-5点, 3到5点. */
function openingPoint(g: Grammar, tokens: readonly Token[], at: number): Parsed<PointNode> | undefined {
  const both = bareDayPart(tokens, at);
  const date = both ?? g.date(tokens, at);
  const hour = bareHourBefore(g, tokens, date ? skip(tokens, date.next, 'filler', 'comma', 'between') : at);
  const part = both && hour?.clock.part === null ? both.part : (hour?.clock.part ?? null);
  if (hour) return { node: { date: date ? date.node : null, clock: { ...hour.clock, part } }, next: hour.next };
  return date ? undefined : bareDayBefore(tokens, at);
}

/** 1 in 1到3号: a day whose unit stands behind the second. */
function bareDayBefore(tokens: readonly Token[], at: number): Parsed<PointNode> | undefined {
  const day = takeNumber(tokens, at, 1, 31);
  const last = day && take(tokens, at + 1, 'to') && takeNumber(tokens, at + 2, day.value + 1, 31);
  if (!day || !last || !take(tokens, at + 3, 'date')) return undefined;
  return { node: { date: (frame) => nearestDay(frame, day.value), clock: null }, next: at + 1 };
}

interface RangeNode {
  left: PointNode;
  right: PointNode;
  /** The right side is counted from today (明天, 下周三), not from the left (到15日, 到周五). */
  fromToday: boolean;
}

const countedFromToday: readonly TokenKind[] = [
  'day',
  'bare-part',
  'day-pair',
  'rel',
  'month-rel',
  'year-rel',
  'now',
  'ymd',
];

function rangeFrom(g: Grammar, tokens: readonly Token[], at: number): Parsed<RangeNode> | undefined {
  const between = take(tokens, at, 'between') !== undefined;
  const first = between ? at + 1 : at;
  const left = openingPoint(g, tokens, first) ?? pointAt(g, tokens, first);
  const to = left && (take(tokens, left.next, 'to', 'and') ? left.next : sinceTo(tokens, left.next));
  if (!left || to === undefined) return undefined;
  const start = skip(tokens, to, 'to', 'and');
  const right = pointAt(g, tokens, start) ?? lastDay(tokens, first, start) ?? lastHour(tokens, left.next, start);
  // 三月和九月 are two months; with 之间 behind they are a range.
  if (
    !right ||
    (take(tokens, to, 'and') && !between && !take(tokens, to - 2, 'between') && !take(tokens, right.next, 'within'))
  )
    return undefined;
  const fromToday = countedFromToday.includes(tokens[start]?.kind ?? 'other');
  // 2:30-4:00 12月2日: the day stands behind both hours.
  const behind = left.node.date === null && right.node.date !== null && g.clock(tokens, start) !== undefined;
  return {
    node: behind
      ? { left: { ...left.node, date: right.node.date }, right: { ...right.node, date: null }, fromToday }
      : { left: left.node, right: right.node, fromToday },
    next: right.next,
  };
}

function lastHour(tokens: readonly Token[], to: number, at: number): Parsed<PointNode> | undefined {
  const clock = bareHourLast(tokens, to - 1, at);
  return clock && { node: { date: null, clock: clock.node }, next: clock.next };
}

/** 5 in Dec 3-5. */
function lastDay(tokens: readonly Token[], first: number, at: number): Parsed<PointNode> | undefined {
  const named = take(tokens, first, 'month-name') ?? take(tokens, first + 1, 'month-name');
  const day = named && takeNumber(tokens, at, 1, 31);
  if (!day || take(tokens, at + 1, 'hour', 'clock', 'part', 'month-name')) return undefined;
  return { node: { date: (frame) => nearestDay(frame, day.value), clock: null }, next: at + 1 };
}

/** 从下周一起到周三: 起 may stand before 到. */
function sinceTo(tokens: readonly Token[], at: number): number | undefined {
  return take(tokens, at, 'after') && take(tokens, at + 1, 'to') ? at + 1 : undefined;
}

/** The right side takes date and part of the day from the left; hours that would run backwards move on half a day. */
function resolveRange({ left, right, fromToday }: RangeNode, frame: Frame): Moment | undefined {
  const leftRange = left.date?.(frame) ?? null;
  const shared = right.clock && left.clock && right.clock.part === null && !right.clock.fixed ? left.clock.part : null;
  const rightClock = right.clock && shared !== null ? { ...right.clock, part: shared } : right.clock;
  const leftClock =
    left.clock && left.clock.part === null && right.clock?.part != null && right.date === null && left.date === null
      ? { ...left.clock, part: right.clock.part }
      : left.clock;
  const from = resolvePoint(leftRange, leftClock, frame);
  if (!from) return undefined;
  const day = Math.floor(from.from / 1440);
  const rightRange = right.date
    ? (right.date(fromToday ? frame : { ...frame, today: day, past: false }) ?? null)
    : singleDay(day);
  const to = resolvePoint(rightRange, rightClock, { ...frame, past: true, today: day, minute: 0 });
  if (!to) return undefined;
  let end = rightClock ? to.from : (to.to ?? to.from);
  while (rightClock && end <= from.from && end < from.from + 1440) end += 720;
  return end > from.from ? { ...from, to: end } : undefined;
}

/** 明天下午三点 一个小时, 两点开始约四十分钟: a time with its length right behind it. */
function lastingFrom(tokens: readonly Token[], at: number, point: Parsed<PointNode>): Expression | undefined {
  const { clock } = point.node;
  if (!clock || clock.minutes === null) return undefined;
  const duration = durationAt(tokens, skip(tokens, point.next, 'after', 'comma', 'filler', 'about'));
  const length = duration && minutesOf(duration.node);
  if (!duration || !length || take(tokens, duration.next, 'after', 'before', 'ago', 'within')) return undefined;
  return {
    resolve: (frame) => {
      const moment = placed(point.node, frame);
      return moment && { ...moment, to: moment.from + length };
    },
    relation: 'at',
    first: at,
    next: duration.next,
  };
}

/** 未来3小时, 过去半小时: up to now, or from now on. */
function clockSpan(g: Grammar, tokens: readonly Token[], at: number): Expression | undefined {
  const side = sideAt(g.text, tokens, at);
  const duration = side && durationAt(tokens, side.next);
  if (!side || !duration?.node.minutes || duration.node.days || duration.node.months) return undefined;
  const { minutes } = duration.node;
  return {
    resolve(frame) {
      const now = frame.today * 1440 + frame.minute;
      const [from, to] = side.sign > 0 ? [now, now + minutes] : [now - minutes, now];
      return { from, to, precision: 'minute', assumed: [], ambiguous: [] };
    },
    relation: 'at',
    first: at,
    next: duration.next,
  };
}

/** One expression beginning at a token, the longest there is. */
export function expressionAt(g: Grammar, tokens: readonly Token[], at: number): Expression | undefined {
  const moved = movedClock(g, tokens, at) ?? clockSpan(g, tokens, at);
  if (moved) return moved;
  const range = rangeFrom(g, tokens, at);
  if (range) {
    const around = relationAround(tokens, at, range.next);
    return {
      resolve: (frame) => resolveRange(range.node, frame),
      relation: 'at',
      first: at,
      next: around.relation === 'before' && take(tokens, range.next, 'within') ? around.next : range.next,
    };
  }
  const point = pointAt(g, tokens, at);
  if (!point) return undefined;
  const lasting = lastingFrom(tokens, at, point);
  if (lasting) return lasting;
  // 两点之间 are two dots.
  const { date, clock } = point.node;
  const between = take(tokens, point.next, 'within');
  if (!date && clock?.part === null && between && /间$/.test(g.text.slice(between.from, between.to))) return undefined;
  return {
    resolve: (frame) => placed(point.node, frame),
    point: point.node,
    ...relationAround(tokens, at, point.next),
  };
}

/** A point in its place; undefined when no such day exists. */
export function placed({ date, clock }: PointNode, frame: Frame): Moment | undefined {
  const days = date?.(frame);
  return date && !days ? undefined : resolvePoint(days ?? null, clock, frame);
}
