import { addMonths, type DayNumber, mondayOf, weekday } from './days.js';
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
import type { TokenKind } from './token-kinds.js';
import type { Token } from './tokens.js';
import { workdayAfter, workdayBefore } from './workdays.js';

/** Which part of a span of days: its n-th, its first n or its last n units. */
interface Part {
  side: 'nth' | 'first' | 'last';
  count: number;
  unit: TokenKind;
}

/** 最后一天, 第一周, 前两个月: what may stand behind a span. */
function partAt(tokens: readonly Token[], at: number): Parsed<Part> | undefined {
  const lead = take(tokens, at, 'last', 'ordinal', 'before');
  const number = lead && takeNumber(tokens, at + 1, 1, 31);
  if (!lead || !number || (lead.kind === 'before' && lead.to !== number.from)) return undefined;
  const start = skip(tokens, at + 2, 'ge');
  const unit = take(tokens, start, 'days', 'week', 'months', 'workday');
  // 前三个工作日 is before it.
  if (!unit || (lead.kind === 'before' && unit.kind === 'workday')) return undefined;
  const side = lead.kind === 'last' ? 'last' : lead.kind === 'ordinal' ? 'nth' : 'first';
  return { node: { side, count: number.value, unit: unit.kind }, next: start + 1 };
}

/** [first, end) counted in one unit from where the span begins or ends. Weeks are whole ones: the first has the first Monday. */
function bounds({ from, to }: DayRange, { side, count, unit }: Part): [DayNumber, DayNumber] {
  if (unit === 'months') {
    if (side === 'last') return [addMonths(to, -count), to];
    return [addMonths(from, side === 'nth' ? count - 1 : 0), addMonths(from, count)];
  }
  const days = unit === 'week' ? 7 : 1;
  const end = unit === 'week' ? mondayOf(to - 1) + 7 : to;
  const begin = unit === 'week' ? from + ((8 - weekday(from)) % 7) : from;
  if (side === 'last') return [end - count * days, end];
  return [begin + (side === 'nth' ? count - 1 : 0) * days, begin + count * days];
}

function partOf(range: DayRange, part: Part, frame: Frame): DayRange {
  const { count, unit, side } = part;
  if (unit === 'workday') {
    const found = side === 'last' ? workdayBefore(frame, range.to, count) : workdayAfter(frame, range.from - 1, count);
    return singleDay(found, range.assumed);
  }
  // 国庆前一周, 3号前两天: of a single day 前 is before it.
  const single = range.to - range.from === 1 && side === 'first';
  if (single && unit === 'days') return singleDay(range.from - count, range.assumed);
  if (single) return span(unit === 'week' ? range.from - 7 * count : addMonths(range.from, -count), range.from, 'week');
  const [from, to] = bounds(range, part);
  return to - from === 1
    ? singleDay(from, range.assumed)
    : span(from, to, unit === 'months' ? 'month' : 'week', range.assumed);
}

const nextDay =
  (date: DateNode): DateNode =>
  (frame) => {
    const range = date(frame);
    return range && singleDay(range.from + 1, range.assumed);
  };

/** 本月最后一天, 年底最后一个工作日, 今年最后一周, 明年前两个月, 国庆前一周: a part of what any date means. */
export function withPart(text: string, base: Production<DateNode>): Production<DateNode> {
  return (tokens, at) => {
    const date = base(tokens, at);
    if (!date) return undefined;
    const start = skip(tokens, date.next, 'filler');
    // 冬至第二天, 元旦次日
    const day = take(tokens, start, 'day');
    if (day && /^(?:第二天|次日|翌日|隔天|转天)$/.test(text.slice(day.from, day.to)))
      return { node: nextDay(date.node), next: start + 1 };
    const part = partAt(tokens, start);
    if (!part) return date;
    const node: DateNode = (frame) => {
      const range = date.node(frame);
      return range && partOf(range, part.node, frame);
    };
    return { node, next: part.next };
  };
}
