import { mondayOf, weekday } from './days.js';
import {
  type DateNode,
  type DayRange,
  type Parsed,
  type Production,
  singleDay,
  skip,
  take,
  takeNumber,
} from './grammar.js';
import { recently } from './month-grammar.js';
import type { Token } from './tokens.js';
import { weekdayName } from './week-grammar.js';

/** A date as said: counted from today (明天, 下周二), a mere weekday (周二), or of the calendar (12月3日, 冬至). */
type Sort = 'counted' | 'weekday' | 'calendar';

function sortAt(tokens: readonly Token[], at: number): Sort {
  if (weekdayName(tokens, at)) return 'weekday';
  return take(tokens, at, 'day', 'rel') ? 'counted' : 'calendar';
}

interface Name {
  sort: Sort;
  node: DateNode;
}

/** Where a second name of the same day may begin, and whether words say that it is one. */
function joint(tokens: readonly Token[], at: number): { next: number; said: boolean; close: boolean } {
  const comma = skip(tokens, at, 'comma');
  if (take(tokens, comma, 'namely')) return { next: skip(tokens, comma + 1, 'filler'), said: true, close: false };
  if (take(tokens, at, 'open')) return { next: at + 1, said: true, close: true };
  return { next: skip(tokens, comma, 'filler'), said: false, close: false };
}

/** 12月3日(周四), 下周二就是1号, 周四,12月3日, 明天25号: one day under two names. Where they do not agree a person would ask. */
export function underTwoNames(date: Production<DateNode>, calendar: Production<DateNode>): Production<DateNode> {
  const second = (tokens: readonly Token[], at: number, first: Sort, said: boolean): Parsed<Name> | undefined => {
    const sort = sortAt(tokens, at);
    // 周三 周四 are two days; 12月3日 下周四 may be.
    if (sort === first || (!said && first === 'calendar' && sort !== 'weekday')) return undefined;
    const parsed = sort === 'calendar' && !said ? calendar(tokens, at) : date(tokens, at);
    return parsed && { node: { sort, node: parsed.node }, next: parsed.next };
  };
  return (tokens, at) => {
    const parsed = date(tokens, at);
    if (!parsed) return undefined;
    const first: Name = { sort: sortAt(tokens, at), node: parsed.node };
    const { next, said, close } = joint(tokens, parsed.next);
    const other =
      second(tokens, next, first.sort, said) ??
      (close && first.sort === 'calendar' ? inBrackets(tokens, next) : undefined);
    if (!other || (close && !take(tokens, other.next, 'close'))) return parsed;
    return { node: oneDay(first, other.node), next: close ? other.next + 1 : other.next };
  };
}

/** 二 in 12月1日(二). */
function inBrackets(tokens: readonly Token[], at: number): Parsed<Name> | undefined {
  const number = takeNumber(tokens, at, 1, 6);
  const wanted = number?.fixed === false ? number.value : take(tokens, at, 'date') && 7;
  return wanted
    ? { node: { sort: 'weekday', node: (frame) => singleDay(mondayOf(frame.today) + wanted - 1) }, next: at + 1 }
    : undefined;
}

const length = ({ from, to }: DayRange): number => to - from;

function oneDay(first: Name, second: Name): DateNode {
  const [exact, loose] = first.sort === 'calendar' ? [first, second] : [second, first];
  const agree = (a: DayRange, b: DayRange): boolean =>
    loose.sort === 'weekday' ? weekday(a.from) === weekday(b.from) : a.from === b.from;
  return (frame) => {
    const a = exact.node(frame);
    const b = loose.node(frame);
    if (!a || !b) return a ?? b;
    if (length(a) > 1 || length(b) > 1) return length(a) > length(b) ? b : a;
    if (agree(a, b)) return { ...a, assumed: [], ambiguous: [] };
    // 周四,12月3日 is of the year in which they agree.
    const elsewhere = exact === second ? exact.node({ ...frame, past: !frame.past }) : undefined;
    const near = elsewhere && Math.abs(elsewhere.from - frame.today) <= recently;
    if (elsewhere && near && loose.sort === 'weekday' && agree(elsewhere, b)) return elsewhere;
    return { ...a, ambiguous: [...a.ambiguous, loose.sort === 'weekday' ? 'weekday-mismatch' : 'days-differ'] };
  };
}
