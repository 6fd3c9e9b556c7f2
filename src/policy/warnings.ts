import { type ClockContext, isDayGranular } from './clocks.js';
import { addDays, instantOf, localDay } from './local-time.js';
import type { Limit, PackSettings } from './types.js';

/**
 * When the owner is reminded, in order: only after opening and before the due time. A limit without own lead times uses the
 * pack's setting: minutes before a time of day, the opening of the office on the last working day of a day-granular one.
 */
export function warningsOf(
  limit: Limit,
  dueAt: number | null,
  openedAt: number,
  context: ClockContext,
  settings: PackSettings,
): number[] {
  if (dueAt === null || limit.clock === null) return [];
  const own = limit.warnMinutesBefore.length + limit.warnDays.length > 0;
  const dayGranular = isDayGranular(limit.clock);
  const minutes = own || dayGranular ? limit.warnMinutesBefore : [settings.reminderLeadMinutes];
  const days = own || !dayGranular ? limit.warnDays : [{ workingDaysBefore: 0, at: settings.officeHours.from }];
  const all = [
    ...minutes.map((before) => dueAt - before * 60_000),
    ...days.map((day) => onWorkingDay(dueAt, day.workingDaysBefore, day.at, context)),
  ];
  return [...new Set(all)].filter((at) => at > openedAt && at < dueAt).sort((a, b) => a - b);
}

/** A local time so many working days before the last working day up to the due day. */
function onWorkingDay(dueAt: number, before: number, time: string, { calendars, timeZone }: ClockContext): number {
  const dueDay = localDay(dueAt, timeZone);
  let day = dueDay;
  for (let left = calendars.isWorking(dueDay) ? before : before + 1; left > 0; ) {
    day = addDays(day, -1);
    if (calendars.isWorking(day)) left--;
  }
  return instantOf(day, timeZone, `${time}:00`);
}
