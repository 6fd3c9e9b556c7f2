import { addMonths, calendarDay, dayNumber, mondayOf } from './days.js';
import { type DateNode, firstOf, type Production, skip, span, take, takeNumber } from './grammar.js';
import { monthNode, thirdOf, thisMonth, weekdayIn } from './month-grammar.js';

/** next quarter. */
const relativeQuarter =
  (offset: number): DateNode =>
  (frame) => {
    const { year, month } = calendarDay(frame.today);
    const from = addMonths(dayNumber(year, month - ((month - 1) % 3), 1), offset * 3);
    return span(from, addMonths(from, 3), 'month');
  };

/** Q3, Q1 next year, Q2 2027. */
const quarter: Production<DateNode> = (tokens, at) => {
  const rel = take(tokens, at, 'rel');
  if (rel && take(tokens, at + 1, 'quarter') && tokens[at + 1]?.spaced)
    return { node: relativeQuarter(rel.value), next: at + 2 };
  const said = take(tokens, at, 'year-quarter');
  if (!said) return undefined;
  const behind = skip(tokens, at + 1, 'filler', 'comma');
  const year = take(tokens, behind, 'year-rel') ?? takeNumber(tokens, behind, 1900, 2199);
  const node: DateNode = (frame) => {
    const now = calendarDay(frame.today).year;
    const from = dayNumber(year?.kind === 'number' ? year.value : now + (year?.value ?? 0), said.value * 3 - 2, 1);
    return span(from, addMonths(from, 3), 'month');
  };
  return { node, next: year ? behind + 1 : at + 1 };
};

/** the first Monday of December, the last Friday of next month. */
const weekdayOfEnglishMonth =
  (text: string): Production<DateNode> =>
  (tokens, at) => {
    const nth = take(tokens, at, 'nth', 'rel');
    const last = nth?.kind === 'rel' && text.slice(nth.from, nth.to) === 'last';
    const day = nth && (nth.kind === 'nth' || last) ? take(tokens, at + 1, 'weekday') : undefined;
    if (!nth || !day) return undefined;
    const of = skip(tokens, at + 2, 'filler', 'in');
    if (of === at + 2) return undefined;
    const month = monthNode(tokens, of) ?? (take(tokens, of, 'month') && { node: thisMonth, next: of + 1 });
    if (!month) return undefined;
    return { node: weekdayIn(month.node, last ? -1 : nth.value, day.value), next: month.next };
  };

/** The first two days of a week, those in its middle, those from Friday on. */
const weekEdge =
  (week: number, edge: number): DateNode =>
  (frame) => {
    const monday = mondayOf(frame.today) + week * 7;
    const [from, to] = edge === 1 ? [0, 2] : edge === 2 ? [1, 4] : [4, 7];
    return span(monday + from, monday + to, 'week');
  };

/** end of next month, early December, mid-March. */
const monthEdge =
  (text: string): Production<DateNode> =>
  (tokens, at) => {
    const lead = take(tokens, at, 'edge', 'filler');
    const said = lead && text.slice(lead.from, lead.to);
    const edge = said === 'early' ? 1 : said === 'late' ? 3 : lead?.kind === 'edge' ? lead.value : undefined;
    if (!edge) return undefined;
    const start = skip(tokens, at + 1, 'filler', 'to');
    const rel = take(tokens, start, 'rel');
    if (rel && take(tokens, start + 1, 'week')) return { node: weekEdge(rel.value, edge), next: start + 2 };
    const month = monthNode(tokens, start) ?? (take(tokens, start, 'month') && { node: thisMonth, next: start + 1 });
    return month ? { node: thirdOf(month.node, edge), next: month.next } : undefined;
  };

/** What only English says so. */
export function englishDates(text: string): Production<DateNode> {
  return firstOf(quarter, weekdayOfEnglishMonth(text), monthEdge(text));
}
