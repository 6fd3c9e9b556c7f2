import type { Calendars } from './calendar.js';
import { localDay, localTime, weekdayOf } from './local-time.js';
import type { PackSettings } from './types.js';

/** What speaks against an hour for a visit. */
export type HourDoubt = 'holiday' | 'weekend' | 'early' | 'evening' | 'lunch' | 'busy';

export interface VisitHours {
  officeHours: PackSettings['officeHours'];
  settings: Pick<PackSettings['visits'], 'lunch' | 'busy'>;
  dayOf: Calendars['dayOf'];
  timeZone: string;
}

/**
 * The first thing that speaks against a visit from `start` to `end` (epoch ms): the day before the hour. An end that was not
 * said (null) is no reason to speak of it. The hours are product settings, not the handbook's (A2-12, A2-13).
 */
export function hourDoubt(start: number, end: number | null, hours: VisitHours): HourDoubt | null {
  const { timeZone, officeHours, settings } = hours;
  const day = localDay(start, timeZone);
  const { kind } = hours.dayOf(day);
  if (kind === 'holiday' || kind === 'weekend') return kind;
  const from = clockOf(start, timeZone);
  if (from < officeHours.from) return 'early';
  if (from >= officeHours.to) return 'evening';
  const until = end === null ? from : localDay(end, timeZone) === day ? clockOf(end, timeZone) : '24:00';
  const within = (span: { from: string; to: string }) => from < span.to && (from >= span.from || until > span.from);
  if (within(settings.lunch)) return 'lunch';
  return settings.busy.some((span) => span.weekday === weekdayOf(day) && within(span)) ? 'busy' : null;
}

/** `HH:MM` local. */
export function clockOf(at: number, timeZone: string): string {
  const { hour, minute } = localTime(at, timeZone);
  return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
}
