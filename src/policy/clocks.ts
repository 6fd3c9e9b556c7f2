import type { Because } from '../domain/obligation.js';
import type { Calendars } from './calendar.js';
import { addDays, instantOf, localDay } from './local-time.js';
import { dayAfterMonths, endOfPeriod } from './months.js';
import type { Clock, PackSettings } from './types.js';
import {
  addWorkingDays,
  addWorkingHours,
  type DayCount,
  workingDaysBefore,
  workingDaysBetween,
} from './working-time.js';

export interface ClockContext {
  calendars: Calendars;
  timeZone: string;
  officeHours: PackSettings['officeHours'];
}

/** [from, until) epoch ms, in order and apart. */
export interface Pause {
  from: number;
  until: number;
}

export interface ClockInput {
  clock: Clock;
  /** Of the clock's unit; whole further periods for `end-of-…`. */
  amount: number | null;
  /** Where the clock starts, or the day or instant it ends at (`at`, `working-days-before`). */
  anchorAt: number;
  pauses: readonly Pause[];
  /** Day of the month a monthly rhythm is anchored to, when an earlier period was clamped (31 → 28 → 31). */
  dayOfMonth?: number;
}

export interface ClockReading {
  /** null for `now`. */
  dueAt: number | null;
  /** `provisional` when a year nobody has published was counted. */
  calendar: 'final' | 'provisional';
  because: Because[];
}

/** The due time of one clock. A day-granular deadline is the last second of its day; pauses are counted in the clock's own unit. */
export function readClock(input: ClockInput, context: ClockContext): ClockReading {
  const { clock, anchorAt } = input;
  const amount = input.amount ?? 0;
  switch (clock) {
    case 'now':
      return final(null, [{ key: 'clock.now', values: {} }]);
    case 'at':
      return final(anchorAt, [{ key: 'clock.at', values: { at: anchorAt } }]);
    case 'wall-hours':
      return final(afterPauses(anchorAt, amount * 3_600_000, input.pauses), [
        { key: 'clock.wall-hours', values: { amount } },
      ]);
    case 'working-hours':
      return counted('clock.working-hours', amount, addWorkingHours(anchorAt, amount, input.pauses, context), context);
    case 'working-days':
      return workingDays(input, amount, context);
    case 'working-days-before':
      return daysAhead(anchorAt, amount, context);
    case 'calendar-days':
    case 'calendar-months':
      return calendarSpan(input, amount, context);
    case 'end-of-day':
    case 'end-of-week':
    case 'end-of-month':
    case 'end-of-quarter':
    case 'end-of-half-year':
    case 'end-of-year': {
      const day = endOfPeriod(localDay(anchorAt, context.timeZone), clock, amount);
      const later = amount > 0 ? [{ key: 'later-period', values: { amount } }] : [];
      return final(endOfDay(day, context), [...later, { key: `clock.${clock}`, values: {} }]);
    }
    default:
      return clock satisfies never;
  }
}

/** Whether a clock names a day, not a time of day. */
export function isDayGranular(clock: Clock): boolean {
  return !['now', 'at', 'wall-hours', 'working-hours'].includes(clock);
}

function final(dueAt: number | null, because: Because[]): ClockReading {
  return { dueAt, calendar: 'final', because };
}

export function endOfDay(day: string, context: Pick<ClockContext, 'timeZone'>): number {
  return instantOf(day, context.timeZone, '23:59:59');
}

function afterPauses(start: number, spanMs: number, pauses: readonly Pause[]): number {
  let due = start + spanMs;
  for (const pause of pauses) {
    const from = Math.max(pause.from, start);
    if (from < due && pause.until > from) due += pause.until - from;
  }
  return due;
}

function workingDays(input: ClockInput, amount: number, context: ClockContext): ClockReading {
  const start = localDay(input.anchorAt, context.timeZone);
  const paused = input.pauses.reduce(
    (sum, p) => sum + workingDaysBetween(dayOf(p.from), dayOf(p.until), context.calendars),
    0,
  );
  const count = addWorkingDays(start, amount + paused, context.calendars);
  return counted('clock.working-days', amount, { ...count, at: endOfDay(count.day, context) }, context);

  function dayOf(at: number): string {
    return localDay(Math.max(at, input.anchorAt), context.timeZone);
  }
}

function daysAhead(anchorAt: number, amount: number, context: ClockContext): ClockReading {
  const promised = localDay(anchorAt, context.timeZone);
  const count = workingDaysBefore(promised, amount, context.calendars);
  return counted(
    'clock.working-days-before',
    amount,
    { ...count, at: endOfDay(count.day, context) },
    context,
    promised,
  );
}

function calendarSpan(input: ClockInput, amount: number, context: ClockContext): ClockReading {
  const start = localDay(input.anchorAt, context.timeZone);
  const end =
    input.clock === 'calendar-days' ? addDays(start, amount) : dayAfterMonths(start, amount, input.dayOfMonth);
  const paused = input.pauses.reduce(
    (sum, p) => sum + calendarDaysBetween(Math.max(p.from, input.anchorAt), p.until, context),
    0,
  );
  return final(endOfDay(addDays(end, paused), context), [{ key: `clock.${input.clock}`, values: { amount } }]);
}

function calendarDaysBetween(from: number, until: number, { timeZone }: ClockContext): number {
  return Math.round((Date.parse(localDay(until, timeZone)) - Date.parse(localDay(from, timeZone))) / 86_400_000);
}

/** A reading that counted days of the calendar: which counted, which were passed over and why. */
function counted(
  key: string,
  amount: number,
  count: DayCount & { at: number },
  context: ClockContext,
  promised?: string,
): ClockReading {
  const because: Because[] = [{ key, values: promised ? { amount, day: promised } : { amount } }];
  const { calendars } = context;
  if (count.counted.length) because.push({ key: 'counted', values: { days: count.counted.join(',') } });
  if (count.skipped.length) because.push({ key: 'skipped', values: { days: count.skipped.join(',') } });
  const provisional = yearsOf(count).filter((year) => calendars.isProvisional(year));
  if (provisional.length) because.push({ key: 'provisional', values: { years: provisional.join(',') } });
  return { dueAt: count.at, calendar: provisional.length ? 'provisional' : 'final', because };
}

/** Years of a count, whose lists are in order. */
function yearsOf({ counted, skipped }: DayCount): number[] {
  const ends = [counted[0], skipped[0], counted.at(-1), skipped.at(-1)];
  return [...new Set(ends.flatMap((day) => (day ? Number(day.slice(0, 4)) : [])))].sort((a, b) => a - b);
}
