import { addDays, instantOf, localTime, weekdayOf } from '../../src/policy/local-time.js';
import type { Language, TimeReading } from '../../src/understanding/types.js';
import { sharedWords } from './customer-and-contact.js';
import type { FormContext } from './form.js';
import { dayWords, type TimeFrame } from './time-words.js';

/** A part of the day, `HH:MM` to `HH:MM` (`00:00` is midnight): 上午, 晚上. */
export interface DayPart {
  from: string;
  to: string;
}

export interface DayAndTime {
  /** YYYY-MM-DD in the pack's zone; absent when only an hour was said. */
  day?: string;
  /** HH:MM; absent when only a day was said. */
  time?: string;
  /** Said instead of an hour. */
  part?: DayPart;
  durationMinutes?: number;
}

/** A reading split into the day and the hour that were really said, so that each can be corrected alone. */
export function dayAndTime(read: TimeReading, timeZone: string): DayAndTime {
  const start = localTime(Date.parse(read.start), timeZone);
  const said: DayAndTime = {};
  const vague = read.precision === 'week' || read.precision === 'month' || read.precision === 'year';
  if (!vague && !read.assumed.includes('day')) said.day = start.day;
  const clock = `${two(start.hour)}:${two(start.minute)}`;
  if (read.precision === 'part-of-day' && read.end) {
    const end = localTime(Date.parse(read.end), timeZone);
    said.part = { from: clock, to: `${two(end.hour)}:${two(end.minute)}` };
  }
  if (read.precision === 'minute') {
    said.time = clock;
    if (read.end) said.durationMinutes = (Date.parse(read.end) - Date.parse(read.start)) / 60_000;
  }
  return said;
}

/** An hour whose half of the day was guessed, put into the part of the day that was told before: 周四晚上 … 七点 → 19:00. */
export function timeWithin(read: TimeReading, time: string, part: DayPart | null | undefined): string {
  if (!part || !read.assumed.includes('working-hours')) return time;
  const other = two((Number(time.slice(0, 2)) + 12) % 24) + time.slice(2);
  return [time, other].find((t) => part.from <= t && (t < part.to || part.to === '00:00')) ?? time;
}

/** `11月26日(周四)上午` */
export function dayPartWords(at: number, part: DayPart | null | undefined, frame: TimeFrame): string {
  const day = dayWords(at, frame);
  return part ? `${day}${frame.language === 'en' ? ' ' : ''}${partWords(part, frame.language)}` : day;
}

function partWords({ from }: DayPart, language: Language): string {
  const name = from < '11:00' ? 'morning' : from < '13:00' ? 'noon' : from < '18:00' ? 'afternoon' : 'evening';
  return sharedWords.say(language, `part.${name}`);
}

export function startAt(day: string, time: string, timeZone: string): number {
  return instantOf(day, timeZone, `${time}:00`);
}

/** A bare weekday means the week that was being talked about, if that day still lies ahead; null where it does not, or is no weekday. */
export function inWeekOf(
  read: TimeReading,
  said: string,
  day: string,
  time: string | null,
  context: Pick<FormContext, 'readTimes' | 'timeZone' | 'now'>,
): TimeReading | null {
  if (!read.assumed.includes('coming-week')) return null;
  const [there] = context.readTimes(said, mondayOf(day, context.timeZone));
  const found = there && dayAndTime(there, context.timeZone);
  if (!there || !found?.day) return null;
  return startAt(found.day, found.time ?? time ?? '23:59', context.timeZone) > context.now ? there : null;
}

/** Midnight of the Monday of a day's week. */
function mondayOf(day: string, timeZone: string): number {
  return instantOf(addDays(day, -((weekdayOf(day) + 6) % 7)), timeZone);
}

function two(n: number): string {
  return String(n).padStart(2, '0');
}
