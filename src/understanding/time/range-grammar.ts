import type { ClockNode } from './clock-grammar.js';
import { type Frame, type Parsed, singleDay, skip, take, takeNumber } from './grammar.js';
import { nearestDay } from './month-grammar.js';
import { bareDayPart, type Grammar, type PointNode, pointAt } from './point-grammar.js';
import { type Moment, resolvePoint } from './resolve.js';
import type { TokenKind } from './token-kinds.js';
import type { Token } from './tokens.js';

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
  return take(tokens, first - 1, 'between') && bareHour(tokens, at);
}

/** A figure that counts nothing. */
function bareHour(tokens: readonly Token[], at: number): Parsed<ClockNode> | undefined {
  const hour = takeNumber(tokens, at, 1, 12);
  const behind = tokens[at + 1];
  const ends =
    !behind || behind.spaced || ['comma', 'close', 'filler', 'before', 'after', 'about'].includes(behind.kind);
  if (!hour || !ends) return undefined;
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

export function rangeFrom(g: Grammar, tokens: readonly Token[], at: number): Parsed<RangeNode> | undefined {
  const between = take(tokens, at, 'between') !== undefined;
  const first = between ? at + 1 : at;
  const left = openingPoint(g, tokens, first) ?? pointAt(g, tokens, first);
  const to = left && (take(tokens, left.next, 'to', 'and') ? left.next : sinceTo(tokens, left.next));
  if (!left || to === undefined) return undefined;
  const start = skip(tokens, to, 'to', 'and');
  const right =
    pointAt(g, tokens, start) ??
    (left.node.clock ? undefined : lastDay(tokens, first, start)) ??
    lastHour(tokens, left, start);
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

/** 11 in 9:30到11, "between 10am and 11". */
function lastHour(tokens: readonly Token[], left: Parsed<PointNode>, at: number): Parsed<PointNode> | undefined {
  const clocked = left.node.clock?.minutes != null && take(tokens, at - 1, 'to') !== undefined;
  const clock = clocked ? bareHour(tokens, at) : bareHourLast(tokens, left.next - 1, at);
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
export function resolveRange({ left, right, fromToday }: RangeNode, frame: Frame): Moment | undefined {
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
