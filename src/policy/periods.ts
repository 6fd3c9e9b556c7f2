import type { Calendars } from './calendar.js';
import { addDays, instantOf, weekdayOf } from './local-time.js';

/** A period that began: what opens the duties of each working day, week, month, quarter and year. */
export interface PeriodBegun {
  kind: 'day.began' | 'week.began' | 'month.began' | 'quarter.began' | 'year.began';
  /** `2026-11-24`, `2026-W48`, `2026-11`, `2026-Q4`, `2026`. */
  period: string;
  /** Local day it began on. */
  day: string;
  /** Its first instant, epoch ms. */
  at: number;
}

/** Periods that began on the days after `after` up to and including `today`, in order; days count when they are working days. */
export function periodsBegun(after: string, today: string, calendars: Calendars, timeZone: string): PeriodBegun[] {
  const begun: PeriodBegun[] = [];
  for (let day = addDays(after, 1); day <= today; day = addDays(day, 1)) {
    const at = instantOf(day, timeZone);
    if (day.endsWith('-01-01')) begun.push({ kind: 'year.began', period: day.slice(0, 4), day, at });
    if (day.endsWith('-01')) {
      const quarter = quarterOf(day);
      if (firstMonths.has(day.slice(5, 7))) begun.push({ kind: 'quarter.began', period: quarter, day, at });
      begun.push({ kind: 'month.began', period: day.slice(0, 7), day, at });
    }
    if (weekdayOf(day) === 1) begun.push({ kind: 'week.began', period: weekOf(day), day, at });
    if (calendars.isWorking(day)) begun.push({ kind: 'day.began', period: day, day, at });
  }
  return begun;
}

/** The periods a day lies in, as they stand for somebody who begins on it: they begin for him at that instant. */
export function periodsUnderWay(day: string, at: number, calendars: Calendars): PeriodBegun[] {
  return [
    { kind: 'year.began', period: day.slice(0, 4), day, at },
    { kind: 'quarter.began', period: quarterOf(day), day, at },
    { kind: 'month.began', period: day.slice(0, 7), day, at },
    { kind: 'week.began', period: weekOf(day), day, at },
    ...(calendars.isWorking(day) ? [{ kind: 'day.began' as const, period: day, day, at }] : []),
  ];
}

const firstMonths = new Set(['01', '04', '07', '10']);

/** `2026-Q4` */
export function quarterOf(day: string): string {
  return `${day.slice(0, 4)}-Q${Math.ceil(Number(day.slice(5, 7)) / 3)}`;
}

/** `2026-W48`: ISO weeks, Monday to Sunday; a week is of the year its Thursday lies in. */
export function weekOf(day: string): string {
  const thursday = addDays(day, 4 - (weekdayOf(day) || 7));
  const year = thursday.slice(0, 4);
  const dayOfYear = (Date.parse(thursday) - Date.parse(`${year}-01-01`)) / 86_400_000;
  return `${year}-W${String(Math.floor(dayOfYear / 7) + 1).padStart(2, '0')}`;
}
