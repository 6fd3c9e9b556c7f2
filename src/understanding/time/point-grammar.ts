import { type ClockNode, clockGrammar } from './clock-grammar.js';
import { dateGrammar } from './date-grammar.js';
import { type DateNode, type Frame, type Parsed, remembered, singleDay, skip, take } from './grammar.js';
import { type Moment, resolvePoint } from './resolve.js';
import type { Token } from './tokens.js';

/** A date, a time, or both. */
export interface PointNode {
  date: DateNode | null;
  clock: ClockNode | null;
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
export function bareDayPart(tokens: readonly Token[], at: number): (Parsed<DateNode> & { part: number }) | undefined {
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

/** 当天 behind a date is that day. */
function sameDay({ text }: Grammar, tokens: readonly Token[], at: number): number {
  const day = take(tokens, at, 'day');
  return day && /^当[天日]$/.test(text.slice(day.from, day.to)) ? at + 1 : at;
}

/** Date then time, time then date, or one of them. */
export function pointAt(g: Grammar, tokens: readonly Token[], at: number): Parsed<PointNode> | undefined {
  const both = dayWithPart(g, tokens, at);
  if (both) return both;
  const said = g.date(tokens, at);
  if (said) {
    const date = { ...said, next: sameDay(g, tokens, said.next) };
    const clock =
      g.clock(tokens, skip(tokens, date.next, 'filler', 'comma', 'about')) ??
      g.clock(tokens, skip(tokens, date.next, 'comma'));
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

/** A point in its place; undefined when no such day exists. */
export function placed({ date, clock }: PointNode, frame: Frame): Moment | undefined {
  const days = date?.(frame);
  return date && !days ? undefined : resolvePoint(days ?? null, clock, frame);
}
