import { type ClockNode, clockGrammar } from './clock-grammar.js';
import { dateGrammar } from './date-grammar.js';
import { type Duration, durationAt, minutesOf } from './duration-grammar.js';
import { type DateNode, type Frame, type Parsed, remembered, singleDay, skip, take } from './grammar.js';
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

/** 明早, 今晚 as a date and a part. */
function dayWithPart(g: Grammar, tokens: readonly Token[], at: number): Parsed<PointNode> | undefined {
  const token = take(tokens, at, 'bare-part');
  if (!token) return undefined;
  const day = Math.floor(token.value / 100) - 10;
  const part = token.value % 100;
  const date: DateNode = (frame) => singleDay(frame.today + day);
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
function movedClock(tokens: readonly Token[], at: number): Expression | undefined {
  const ahead = take(tokens, at, 'in', 'within');
  const duration = durationAt(tokens, ahead ? at + 1 : at);
  if (!duration?.node.minutes) return undefined;
  const behind = take(tokens, duration.next, 'after', 'before', 'ago', 'within');
  if (!ahead && !behind) return undefined;
  // "过半小时" is ahead; "等两个小时" without 后 is only a length.
  if (ahead && !behind && ahead.kind === 'in' && ahead.to - ahead.from === 1) return undefined;
  const within = ahead?.kind === 'within' || behind?.kind === 'within';
  const sign = behind && (behind.kind === 'before' || behind.kind === 'ago') ? -1 : 1;
  return {
    resolve: (frame) => movedMoment(frame, duration.node, sign),
    relation: within ? 'before' : 'at',
    first: at,
    next: behind ? duration.next + 1 : duration.next,
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
    !take(tokens, to, 'to') ||
    tokens[at - 1]?.kind === 'to'
  )
    return undefined;
  const second = g.clock(tokens, to + 1);
  if (second?.node.minutes == null) return undefined;
  const clock: ClockNode = {
    minutes: number.value * 60,
    fixed: number.value > 12,
    part: part ? part.value : null,
    about: false,
    habit: false,
  };
  return { clock, next: to, to: second.next };
}

/** The left side of a range of hours, with its date if it has one: 周三3-5点, 3到5点. */
function openingPoint(g: Grammar, tokens: readonly Token[], at: number): Parsed<PointNode> | undefined {
  const date = g.date(tokens, at);
  const hour = bareHourBefore(g, tokens, date ? skip(tokens, date.next, 'filler', 'comma') : at);
  return hour && { node: { date: date ? date.node : null, clock: hour.clock }, next: hour.next };
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
  const left = openingPoint(g, tokens, at) ?? pointAt(g, tokens, at);
  const to = left && (take(tokens, left.next, 'to') ? left.next : sinceTo(tokens, left.next));
  if (!left || to === undefined) return undefined;
  const start = skip(tokens, to, 'to');
  const right = pointAt(g, tokens, start);
  if (!right) return undefined;
  const fromToday = countedFromToday.includes(tokens[start]?.kind ?? 'other');
  return { node: { left: left.node, right: right.node, fromToday }, next: right.next };
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
  const { date, clock } = point.node;
  if (!clock || clock.minutes === null) return undefined;
  const duration = durationAt(tokens, skip(tokens, point.next, 'after', 'comma', 'filler', 'about'));
  const length = duration && minutesOf(duration.node);
  if (!duration || !length || take(tokens, duration.next, 'after', 'before', 'ago', 'within')) return undefined;
  return {
    resolve: (frame) => {
      const days = date?.(frame);
      const moment = date && !days ? undefined : resolvePoint(days ?? null, clock, frame);
      return moment && { ...moment, to: moment.from + length };
    },
    relation: 'at',
    first: at,
    next: duration.next,
  };
}

/** One expression beginning at a token, the longest there is. */
export function expressionAt(g: Grammar, tokens: readonly Token[], at: number): Expression | undefined {
  const moved = movedClock(tokens, at);
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
  const around = relationAround(tokens, at, point.next);
  const { date, clock } = point.node;
  return {
    resolve: (frame) => {
      const days = date?.(frame);
      return date && !days ? undefined : resolvePoint(days ?? null, clock, frame);
    },
    ...around,
  };
}
