import type { Diary } from '../../src/domain/diary.js';
import { isAhead, type Visit } from '../../src/domain/visit.js';
import { localDay } from '../../src/policy/local-time.js';
import type { FormContext } from '../engine/form.js';
import { startAt } from '../engine/when.js';
import { assumedMinutes, type VisitValues } from './values.js';

const minuteMs = 60_000;

/** The diary every turn about visits has loaded. */
export function diaryOf({ diary }: FormContext): Diary {
  if (!diary) throw new Error('a visit is spoken of and no diary was loaded');
  return diary;
}

/** Start and end as told, an hour being assumed; undefined while day or hour is open. */
export function spanOf(values: Partial<VisitValues>, { timeZone }: Pick<FormContext, 'timeZone'>) {
  if (!values.day || !values.time) return undefined;
  const start = startAt(values.day, values.time, timeZone);
  return { start, end: start + (values.durationMinutes ?? assumedMinutes) * minuteMs };
}

/** The time as it was shown: an overlap that was accepted holds for it alone. */
export function momentOf({ day, time, durationMinutes }: Partial<VisitValues>): string {
  return `${day} ${time} ${durationMinutes ?? assumedMinutes}`;
}

/** Other visits of the speaker at that time. */
export function overlapsOf(values: Partial<VisitValues>, context: FormContext): Visit[] {
  const span = spanOf(values, context);
  if (!span) return [];
  return others(values, context).filter((visit) => visit.startAt < span.end && visit.endAt > span.start);
}

/** The visits of that day before and after it, which it does not overlap. */
export function besides(
  values: Partial<VisitValues>,
  context: FormContext,
): { before?: Visit | undefined; after?: Visit | undefined } {
  const span = spanOf(values, context);
  if (!span) return {};
  const day = localDay(span.start, context.timeZone);
  const sameDay = others(values, context).filter((visit) => localDay(visit.startAt, context.timeZone) === day);
  return {
    before: sameDay.findLast((visit) => visit.endAt <= span.start),
    after: sameDay.find((visit) => visit.startAt >= span.end),
  };
}

function others({ visitId }: Partial<VisitValues>, context: FormContext): Visit[] {
  return diaryOf(context).visits.filter((visit) => isAhead(visit) && visit.id !== visitId);
}

/** Minutes kept free for the way from another visit: few within an area, else those of another one. */
export function minutesFrom(other: Visit | undefined, values: Partial<VisitValues>, context: FormContext): number {
  const { settings, customers } = diaryOf(context);
  const areaOf = (id: string | null | undefined) => (id ? customers.get(id)?.customer.area : undefined);
  const area = areaOf(values.customer?.id);
  return area && area === areaOf(other?.customerId) ? settings.sameAreaMinutes : settings.travelMinutes;
}
