import type { Calendars } from './calendar.js';
import type { ClockContext, Pause } from './clocks.js';
import { addDays, instantOf, localDay } from './local-time.js';

/** A count over the calendar: the day it ends on, the days that counted and those passed over, in order. */
export interface DayCount {
  day: string;
  counted: string[];
  skipped: string[];
}

/** So many working days after a day; the day itself never counts, make-up days do. */
export function addWorkingDays(start: string, amount: number, calendars: Calendars): DayCount {
  return walk(start, amount, 1, calendars);
}

/** The working day that lies so many working days ahead of a day; the day itself does not count. */
export function workingDaysBefore(promised: string, amount: number, calendars: Calendars): DayCount {
  return walk(promised, amount, -1, calendars);
}

function walk(start: string, amount: number, step: 1 | -1, calendars: Calendars): DayCount {
  const counted: string[] = [];
  const skipped: string[] = [];
  let day = start;
  while (counted.length < amount) {
    day = addDays(day, step);
    (calendars.isWorking(day) ? counted : skipped).push(day);
  }
  return step > 0 ? { day, counted, skipped } : { day, counted: counted.reverse(), skipped: skipped.reverse() };
}

/** Working days after `from` up to and including `to`: 0 within one day. */
export function workingDaysBetween(from: string, to: string, calendars: Calendars): number {
  let count = 0;
  for (let day = addDays(from, 1); day <= to; day = addDays(day, 1)) if (calendars.isWorking(day)) count++;
  return count;
}

/** So many office hours on working days after an instant, pauses taken out. */
export function addWorkingHours(
  start: number,
  hours: number,
  pauses: readonly Pause[],
  context: ClockContext,
): DayCount & { at: number } {
  const { calendars, timeZone, officeHours } = context;
  const counted: string[] = [];
  const skipped: string[] = [];
  let leftMs = hours * 3_600_000;
  for (let day = localDay(start, timeZone); ; day = addDays(day, 1)) {
    if (!calendars.isWorking(day)) {
      skipped.push(day);
      continue;
    }
    const open = Math.max(start, instantOf(day, timeZone, `${officeHours.from}:00`));
    const close = instantOf(day, timeZone, `${officeHours.to}:00`);
    const segments = outside(open, close, pauses);
    if (segments.length) counted.push(day);
    for (const [from, to] of segments) {
      if (leftMs <= to - from) return { day, counted, skipped, at: from + leftMs };
      leftMs -= to - from;
    }
  }
}

/** The parts of [from, to) that lie in no pause. */
function outside(from: number, to: number, pauses: readonly Pause[]): Array<[number, number]> {
  const parts: Array<[number, number]> = [];
  let at = from;
  for (const pause of pauses) {
    if (pause.until <= at || pause.from >= to) continue;
    if (pause.from > at) parts.push([at, pause.from]);
    at = Math.max(at, pause.until);
  }
  if (at < to) parts.push([at, to]);
  return parts;
}
