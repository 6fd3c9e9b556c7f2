import type { Calendars } from './calendar.js';
import { addDays, instantOf } from './local-time.js';

/** A period that began: what opens the duties of each working day, month and quarter. */
export interface PeriodBegun {
  kind: 'day.began' | 'month.began' | 'quarter.began';
  /** `2026-11-24`, `2026-11`, `2026-Q4`. */
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
    if (day.endsWith('-01')) {
      const quarter = quarterOf(day);
      if (firstMonths.has(day.slice(5, 7))) begun.push({ kind: 'quarter.began', period: quarter, day, at });
      begun.push({ kind: 'month.began', period: day.slice(0, 7), day, at });
    }
    if (calendars.isWorking(day)) begun.push({ kind: 'day.began', period: day, day, at });
  }
  return begun;
}

/** The periods a day lies in, as they stand for somebody who begins on it: they begin for him at that instant. */
export function periodsUnderWay(day: string, at: number, calendars: Calendars): PeriodBegun[] {
  return [
    { kind: 'quarter.began', period: quarterOf(day), day, at },
    { kind: 'month.began', period: day.slice(0, 7), day, at },
    ...(calendars.isWorking(day) ? [{ kind: 'day.began' as const, period: day, day, at }] : []),
  ];
}

const firstMonths = new Set(['01', '04', '07', '10']);

function quarterOf(day: string): string {
  return `${day.slice(0, 4)}-Q${Math.ceil(Number(day.slice(5, 7)) / 3)}`;
}
