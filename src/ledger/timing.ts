import type { Obligation } from '../domain/obligation.js';
import type { Calendars } from '../policy/calendar.js';
import { isUrgent } from '../policy/levels.js';
import { addDays, instantOf, localDay, localTime } from '../policy/local-time.js';
import type { LevelAfter, Pack } from '../policy/types.js';
import { addWorkingHours } from '../policy/working-time.js';

export interface TimingPolicy {
  pack: Pick<Pack, 'timeZone' | 'settings'>;
  calendars: Calendars;
}

/** The first instant from `at` on at which the office is open. */
export function officeOpening(at: number, { pack, calendars }: TimingPolicy): number {
  const { timeZone, settings } = pack;
  for (let day = localDay(at, timeZone); ; day = addDays(day, 1)) {
    if (!calendars.isWorking(day)) continue;
    const opens = instantOf(day, timeZone, `${settings.officeHours.from}:00`);
    if (at < instantOf(day, timeZone, `${settings.officeHours.to}:00`)) return Math.max(at, opens);
  }
}

/**
 * When the owner may be reminded: an ordinary reminder waits for the office to open, but never up to the due time; where
 * the office opens too late it comes at once.
 */
export function reminderTime(obligation: Obligation, now: number, policy: TimingPolicy): number {
  if (isUrgent(obligation)) return now;
  const opening = officeOpening(now, policy);
  return obligation.dueAt !== null && opening >= obligation.dueAt ? now : opening;
}

/** When a breach is looked at: once the due second is over, so that it is stored as late; an ordinary one is told in office hours. */
export function breachTime(obligation: Obligation, dueAt: number, now: number, policy: TimingPolicy): number {
  const over = (Math.floor(dueAt / 1000) + 1) * 1000;
  if (now < over) return over;
  return isUrgent(obligation) ? now : officeOpening(now, policy);
}

/** When a level after the due time is told. */
export function levelTime(level: LevelAfter, dueAt: number, { pack, calendars }: TimingPolicy): number {
  if ('minutes' in level) return dueAt + level.minutes * 60_000;
  const context = { calendars, timeZone: pack.timeZone, officeHours: pack.settings.officeHours };
  return addWorkingHours(dueAt, level.workingHours, [], context).at;
}

/** A brief that could not be given by noon is not given any more. */
const briefUntil = '12:00';

/** The brief of the day an instant lies in, when its hour has come and the morning is not over; else undefined. */
export function briefDay(now: number, { pack, calendars }: TimingPolicy): string | undefined {
  const { day, hour, minute } = localTime(now, pack.timeZone);
  const time = `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
  const isMorning = time >= pack.settings.briefAt && time < briefUntil;
  return isMorning && calendars.isWorking(day) ? day : undefined;
}
