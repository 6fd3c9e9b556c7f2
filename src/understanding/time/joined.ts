import { mondayOf } from './days.js';
import type { Expression } from './expression.js';
import { type DateNode, type Frame, skip, take } from './grammar.js';
import { type PointNode, placed } from './point-grammar.js';
import type { Moment } from './resolve.js';
import type { Token } from './tokens.js';
import { weekdayName } from './week-grammar.js';

/** How two expressions that stand beside each other belong together. */
type Bond = 'rather' | 'or';

const skipped = (tokens: readonly Token[], at: number): number =>
  skip(tokens, at, 'rather', 'or', 'comma', 'filler', 'namely');

/** 周三,不对,周四: what follows is meant. 周三或周四, 周一 周二: one of them. Undefined where other words lie between. */
function bondBetween(text: string, tokens: readonly Token[], a: Expression, b: Expression): Bond | undefined {
  const from = skip(tokens, a.next, 'comma', 'filler');
  // 不是周三,是周四
  if (from === b.first && take(tokens, a.first - 1, 'rather')) return 'rather';
  if (from === b.first) return listed(tokens, a, b) ? 'or' : undefined;
  // 周三去,不对,周四: a short word may stand between.
  const verb = tokens[from];
  // 三点 不 四点
  const no = verb?.kind === 'other' && (verb.spaced || from > a.next) && text.slice(verb.from, verb.to) === '不';
  if (no && skip(tokens, from + 1, 'comma', 'filler') === b.first) return 'rather';
  const short = verb?.kind === 'other' && verb.to - verb.from <= 2 ? skip(tokens, from + 1, 'comma', 'filler') : from;
  if (short > from && take(tokens, short, 'rather')) return skipped(tokens, short) === b.first ? 'rather' : undefined;
  const next = skipped(tokens, from);
  if (next !== b.first) return undefined;
  const bonds = tokens.slice(from, next).filter(({ kind }) => kind === 'rather' || kind === 'or');
  // 周三不是周四 denies; only behind a pause does 不是 take back.
  if (bonds.some(({ kind }) => kind === 'rather')) return tokens[from]?.spaced || from > a.next ? 'rather' : undefined;
  return bonds.length > 0 ? 'or' : undefined;
}

/** 周三 周四: mere weekdays in a row; 三点三点半: mere hours. */
function listed(tokens: readonly Token[], a: Expression, b: Expression): boolean {
  const clocks = [a, b].every(({ point }) => point?.clock?.minutes != null);
  if (clocks && !b.point?.date && b.first === a.next) return true;
  const first = take(tokens, a.first, 'rel') ? a.first + 1 : a.first;
  return !a.point?.clock && weekdayName(tokens, first)?.next === a.next && weekdayName(tokens, b.first) !== undefined;
}

/** 下周一,不对,周二: a mere weekday is one of the week that was spoken of, if it still lies ahead. */
const inWeekOf =
  (first: DateNode, weekday: DateNode): DateNode =>
  (frame) => {
    const said = first(frame);
    const there = said && weekday({ ...frame, today: mondayOf(said.from) - 1, past: false });
    return there && there.from > frame.today && !frame.past ? { ...there, ambiguous: [] } : weekday(frame);
  };

/** What the second leaves unsaid is taken from the first, the part of the day included. */
function completed(first: PointNode, second: PointNode, sameWeek: boolean): PointNode {
  const { clock } = second;
  const part = clock && clock.part === null && !clock.fixed ? (first.clock?.part ?? null) : (clock?.part ?? null);
  const date = sameWeek && first.date && second.date ? inWeekOf(first.date, second.date) : second.date;
  return { date: date ?? first.date, clock: clock ? { ...clock, part } : first.clock };
}

/** 周一、周二、周三: what the first two left open stays open. */
const severalIn = (a: Expression, frame: Frame): string[] =>
  a.resolve(frame)?.ambiguous.filter((doubt) => doubt.startsWith('several-')) ?? [];

function together(tokens: readonly Token[], a: Expression, b: Expression, bond: Bond): Expression | undefined {
  const [first, second] = [a.point, b.point];
  if (!first || !second) return bond === 'rather' ? { ...b, first: a.first } : undefined;
  const span = { relation: b.relation, first: a.first, next: b.next };
  if (bond === 'rather') {
    const sameWeek = take(tokens, a.first, 'rel') && weekdayName(tokens, b.first);
    const point = completed(first, second, sameWeek !== undefined);
    return { ...span, point, resolve: (frame) => placed(point, frame) };
  }
  const point: PointNode = { date: first.date ?? second.date, clock: first.clock ?? second.clock };
  const days = first.date && second.date ? ['several-days'] : [];
  const hours = first.clock && second.clock ? ['several-hours'] : [];
  const resolve = (frame: Frame): Moment | undefined => {
    const moment = placed(point, frame);
    return (
      moment && { ...moment, ambiguous: [...new Set([...moment.ambiguous, ...severalIn(a, frame), ...days, ...hours])] }
    );
  };
  return { ...span, point, resolve };
}

/** Times put right and times to choose from become one expression each. */
export function joined(text: string, tokens: readonly Token[], expressions: readonly Expression[]): Expression[] {
  const kept: Expression[] = [];
  for (const expression of expressions) {
    const last = kept.at(-1);
    const bond = last && bondBetween(text, tokens, last, expression);
    const one = bond && together(tokens, last, expression, bond);
    if (one) kept[kept.length - 1] = one;
    else kept.push(expression);
  }
  return kept;
}
