import { addDays, instantOf, localTime, weekdayOf } from '../../src/policy/local-time.js';
import type { TimeReading } from '../../src/understanding/types.js';

export interface DayAndTime {
  /** YYYY-MM-DD in the pack's zone; absent when only an hour was said. */
  day?: string;
  /** HH:MM; absent when only a day was said. */
  time?: string;
  durationMinutes?: number;
}

/** A reading split into the day and the hour that were really said, so that each can be corrected alone. */
export function dayAndTime(read: TimeReading, timeZone: string): DayAndTime {
  const start = localTime(Date.parse(read.start), timeZone);
  const said: DayAndTime = {};
  if (
    !read.assumed.includes('day') &&
    read.precision !== 'week' &&
    read.precision !== 'month' &&
    read.precision !== 'year'
  ) {
    said.day = start.day;
  }
  if (read.precision === 'minute') {
    said.time = `${two(start.hour)}:${two(start.minute)}`;
    if (read.end) said.durationMinutes = (Date.parse(read.end) - Date.parse(read.start)) / 60_000;
  }
  return said;
}

export function startAt(day: string, time: string, timeZone: string): number {
  return instantOf(day, timeZone, `${time}:00`);
}

/** Midnight of the Monday of a day's week: where a bare weekday in a correction is counted from. */
export function mondayOf(day: string, timeZone: string): number {
  return instantOf(addDays(day, -((weekdayOf(day) + 6) % 7)), timeZone);
}

function two(n: number): string {
  return String(n).padStart(2, '0');
}
