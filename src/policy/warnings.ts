import type { Calendars } from './calendar.js';
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
  const warnings: number[] = [];
  const add = (at: number) => {
    if (at > openedAt && at < dueAt && !warnings.includes(at)) warnings.push(at);
  };
  for (const before of limit.warnMinutesBefore) add(dueAt - before * 60_000);
  for (const day of limit.warnDays) add(onWorkingDay(dueAt, day.workingDaysBefore, day.at, context));
  if (!own && dayGranular) add(onWorkingDay(dueAt, 0, settings.officeHours.from, context));
  if (!own && !dayGranular) add(dueAt - settings.reminderLeadMinutes * 60_000);
  return warnings.length > 1 ? warnings.sort((a, b) => a - b) : warnings;
}

/** A local time so many working days before the last working day up to the due day. */
function onWorkingDay(dueAt: number, before: number, time: string, { calendars, timeZone }: ClockContext): number {
  const day = workingDayUpTo(localDay(dueAt, timeZone), before, calendars);
  return instantOf(day, timeZone, `${time}:00`);
}

/** Deadlines come back to the same days; a bound keeps strange input from filling the memory. */
const daysRemembered = 50_000;
const found = new WeakMap<Calendars, Map<string, string>>();

function workingDayUpTo(dueDay: string, before: number, calendars: Calendars): string {
  const known = found.get(calendars) ?? new Map<string, string>();
  if (known.size === 0) found.set(calendars, known);
  const key = `${dueDay}-${before}`;
  const remembered = known.get(key);
  if (remembered !== undefined) return remembered;
  let day = dueDay;
  for (let left = calendars.isWorking(dueDay) ? before : before + 1; left > 0; ) {
    day = addDays(day, -1);
    if (calendars.isWorking(day)) left--;
  }
  if (known.size < daysRemembered) known.set(key, day);
  return day;
}
