import { type Duration, durationAt, minutesOf } from './duration-grammar.js';
import { type Frame, type Parsed, skip, take } from './grammar.js';
import { sideAt } from './moved-grammar.js';
import { type Grammar, type PointNode, placed, pointAt } from './point-grammar.js';
import { rangeFrom, resolveRange } from './range-grammar.js';
import type { Moment } from './resolve.js';
import type { Token } from './tokens.js';

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

/** 前, 之前, 以后 …, and by/before/after standing in front. */
function relationAround(
  { text }: Grammar,
  tokens: readonly Token[],
  at: number,
  next: number,
): { relation: Relation; first: number; next: number } {
  const behind = take(tokens, next, 'before', 'after', 'within');
  if (behind && !(behind.spaced && behind.to - behind.from === 1)) {
    return { relation: behind.kind === 'after' ? 'after' : 'before', first: at, next: next + 1 };
  }
  const lead = tokens[at - 1];
  // 后七点半: 前 and 后 stand behind what they relate to.
  const ahead = lead && (lead.kind === 'before' || lead.kind === 'after') ? lead : undefined;
  if (ahead && !/[前后起始来]/.test(text.slice(ahead.from, ahead.to)))
    return { relation: ahead.kind === 'before' ? 'before' : 'after', first: at - 1, next };
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

/** 从明天起三天, 下周一开始连续三天: a day with how many days it goes on. */
function daysFrom(tokens: readonly Token[], at: number, point: Parsed<PointNode>): Expression | undefined {
  const { date, clock } = point.node;
  const since = take(tokens, point.next, 'after');
  const duration =
    date && !clock && since ? durationAt(tokens, skip(tokens, point.next + 1, 'filler', 'comma', 'more')) : undefined;
  if (!duration || duration.node.minutes || !['days', 'weeks'].includes(duration.node.unit)) return undefined;
  if (take(tokens, duration.next, 'after', 'before', 'ago', 'within')) return undefined;
  const resolve = (frame: Frame): Moment | undefined => {
    const moment = placed(point.node, frame);
    return moment?.precision === 'day'
      ? { ...moment, to: moment.from + duration.node.days * 1440, precision: 'week' }
      : moment;
  };
  return { resolve, relation: 'at', first: at, next: duration.next };
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
    const around = relationAround(g, tokens, at, range.next);
    return {
      resolve: (frame) => resolveRange(range.node, frame),
      relation: 'at',
      first: at,
      next: around.relation === 'before' && take(tokens, range.next, 'within') ? around.next : range.next,
    };
  }
  const point = pointAt(g, tokens, at);
  if (!point) return undefined;
  const lasting = lastingFrom(tokens, at, point) ?? daysFrom(tokens, at, point);
  if (lasting) return lasting;
  // 两点之间 are two dots.
  const { date, clock } = point.node;
  const between = take(tokens, point.next, 'within');
  if (!date && clock?.part === null && between && /间$/.test(g.text.slice(between.from, between.to))) return undefined;
  return {
    resolve: (frame) => placed(point.node, frame),
    point: point.node,
    ...relationAround(g, tokens, at, point.next),
  };
}
