import type { PackField } from '../../src/policy/forms/types.js';
import { addDays, instantOf, isoLocal, localDay } from '../../src/policy/local-time.js';
import { dayAfterMonths } from '../../src/policy/months.js';
import type { Reading, TimeReading } from '../../src/understanding/types.js';
import { toldTime } from '../due-work/told.js';
import type { FormContext } from '../engine/form.js';
import { dayAndTime } from '../engine/when.js';

type Tense = PackField['tense'];
const dayMs = 86_400_000;

/** From one instant to another, ISO with offset. */
export interface Span {
  from: string;
  until: string;
}

/** Times as this field means them: a bare weekday, hour or date of what is past is the last one, not the next. */
function meant(time: TimeReading, tense: Tense, { now, timeZone }: Pick<FormContext, 'now' | 'timeZone'>): number {
  let at = Date.parse(time.start);
  if (tense !== 'past') return at;
  if (time.assumed.includes('year') && at > now) at = yearBefore(at, timeZone);
  const days = /周|週|星期|礼拜|禮拜|\b(?:mon|tue|wed|thu|fri|sat|sun)/i.test(time.said) ? 7 : 1;
  const bare = time.assumed.includes('day') || time.assumed.includes('coming-week');
  while (bare && localDay(at, timeZone) > localDay(now, timeZone)) at -= days * dayMs;
  return bare && days === 1 && at > now ? at - dayMs : at;
}

function yearBefore(at: number, timeZone: string): number {
  const day = localDay(at, timeZone);
  return at - instantOf(day, timeZone) + instantOf(dayAfterMonths(day, -12), timeZone);
}

/** Whether a message speaks of what is yet to come: a day ahead, or an hour later today where nothing says that it is over. */
export function liesAhead(reading: Reading, frame: Pick<FormContext, 'now' | 'timeZone'>): boolean {
  const { now, timeZone } = frame;
  const precise = reading.times.filter(({ precision }) => ['day', 'part-of-day', 'minute'].includes(precision));
  const today = localDay(now, timeZone);
  const named = precise.filter(({ assumed }) => !assumed.includes('day'));
  const days = named.map((time) => localDay(nearest(time, frame), timeZone));
  if (days.some((day) => day !== today)) return days.some((day) => day > today);
  const over = /[了过過完]|刚|剛/.test(reading.text);
  return (
    !over &&
    precise.some((time) => Date.parse(time.start) > now && localDay(Date.parse(time.start), timeZone) === today)
  );
}

/** A date without its year is that of the year in which it is closer. */
function nearest(time: TimeReading, { now, timeZone }: Pick<FormContext, 'now' | 'timeZone'>): number {
  const at = Date.parse(time.start);
  if (!time.assumed.includes('year') || at <= now) return at;
  const before = yearBefore(at, timeZone);
  return now - before < at - now ? before : at;
}

function exactTimes(reading: Reading): TimeReading[] {
  return reading.times.filter(({ precision }) => precision === 'minute');
}

/** The day a message names, `YYYY-MM-DD`; an hour alone names none. */
export function dayTold(reading: Reading, tense: Tense, context: FormContext): string | undefined {
  const time = reading.times.find(
    ({ precision, assumed }) => ['day', 'part-of-day', 'minute'].includes(precision) && !assumed.includes('day'),
  );
  const day = time && localDay(meant(time, tense, context), context.timeZone);
  // What is over lies on no day to come.
  return tense === 'past' && day !== undefined && day > localDay(context.now, context.timeZone) ? undefined : day;
}

/** An instant that is told: an hour, a part of a day, or only a day (then noon, or now where that has not come). */
export function instantTold(reading: Reading, tense: Tense, context: FormContext): string | undefined {
  const { now, timeZone } = context;
  if (/刚刚|刚才|剛剛|剛才|\bjust now\b/i.test(reading.text)) return isoLocal(now, timeZone);
  const told = exactTimes(reading)[0] ?? reading.times.find(({ precision }) => precision === 'part-of-day');
  const day = dayTold(reading, tense, context);
  if (!told && !day) return undefined;
  const at = told
    ? onDay(meant(told, tense, context), told, day, timeZone)
    : instantOf(day ?? '', timeZone, '12:00:00');
  return isoLocal(tense === 'past' && told?.precision !== 'minute' ? Math.min(at, now) : at, timeZone);
}

/** The minute something happened, leaning back: 「七点十二」 at 19:13 is 19:12. */
export function exactTold(reading: Reading, { now, timeZone }: FormContext): string | undefined {
  const told = toldTime(reading, now, 0, timeZone);
  return told?.kind === 'at' ? isoLocal(told.at, timeZone) : undefined;
}

/** 「今天…10点到14点」: the hours belong to the day that is named beside them. */
function onDay(at: number, time: TimeReading, day: string | undefined, timeZone: string): number {
  if (!day || !time.assumed.includes('day')) return at;
  return at - instantOf(localDay(at, timeZone), timeZone) + instantOf(day, timeZone);
}

/** 「10点到2点」, 「10点起三个小时」. */
export function spanTold(reading: Reading, tense: Tense, context: FormContext): Span | undefined {
  const { timeZone } = context;
  const time = exactTimes(reading).find(({ end }) => end !== null) ?? exactTimes(reading)[0];
  if (!time) return undefined;
  const minutes = dayAndTime(time, timeZone).durationMinutes ?? time.durationMinutes ?? minutesTold(reading);
  if (!minutes || minutes <= 0) return undefined;
  const day = dayTold(reading, tense, context);
  const named = onDay(meant(time, tense, context), time, day, timeZone);
  // Bare hours of a day that is over lie on the last day on which they are over.
  const from = tense === 'past' && !day && named + minutes * 60_000 > context.now ? named - dayMs : named;
  return { from: isoLocal(from, timeZone), until: isoLocal(from + minutes * 60_000, timeZone) };
}

export function minutesTold(reading: Reading): number | undefined {
  return reading.facts.durationMinutes ?? reading.times.find((t) => t.durationMinutes)?.durationMinutes ?? undefined;
}

/** 「休到周五」 begins now; 「明天请一天假」 is that day. A bare day answers until when. */
const untilThen = /到|至|为止|\b(?:until|till|through)\b|^[^休请請假]{1,8}$/i;

/** Whole days, both included: from the first of two that are named, or from today, to the last. */
export function daysTold(
  { times, text }: Reading,
  { now, timeZone }: FormContext,
): { from: string; until: string } | undefined {
  const days = times.filter(({ precision }) => ['day', 'part-of-day', 'week'].includes(precision));
  const [first] = days;
  const last = days.at(-1);
  if (!first || !last) return undefined;
  const end = last.end === null ? Date.parse(last.start) : Date.parse(last.end) - 1;
  if (end < now) return undefined;
  const spans =
    days.length > 1 ||
    first.precision === 'week' ||
    localDay(end, timeZone) !== localDay(Date.parse(first.start), timeZone);
  const from = spans || !untilThen.test(text) ? Math.max(now, Date.parse(first.start)) : now;
  return { from: localDay(from, timeZone), until: localDay(end, timeZone) };
}

/** Another day for a span or an instant, at the same hours. */
export function movedTo(iso: string, day: string, timeZone: string): string {
  const at = Date.parse(iso);
  const within = at - instantOf(localDay(at, timeZone), timeZone);
  return isoLocal(instantOf(day, timeZone) + within, timeZone);
}

/** The end of a day, or now where that day is today. */
export function withinDay(day: string, { now, timeZone }: Pick<FormContext, 'now' | 'timeZone'>): number {
  return Math.min(now, instantOf(addDays(day, 1), timeZone) - 1_000);
}
