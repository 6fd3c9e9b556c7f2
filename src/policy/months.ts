import { addDays, weekdayOf } from './local-time.js';

/** Weeks (Monday to Sunday), months, quarters, half-years and years of days written `YYYY-MM-DD`. */

export type Period =
  | 'end-of-day'
  | 'end-of-week'
  | 'end-of-month'
  | 'end-of-quarter'
  | 'end-of-half-year'
  | 'end-of-year';

const monthsOf = { 'end-of-month': 1, 'end-of-quarter': 3, 'end-of-half-year': 6, 'end-of-year': 12 } as const;

/**
 * The same day of the month so many months on, or that month's last day where it has none. `dayOfMonth` is the original
 * anchor: from 28 February anchored to the 31st, one month on is 31 March.
 */
export function dayAfterMonths(day: string, months: number, dayOfMonth = Number(day.slice(8))): string {
  const [year, month] = monthAfter(day, months);
  return isoDay(year, month, Math.min(dayOfMonth, daysInMonth(year, month)));
}

/** Last day of the period a day lies in, or of the period so many after it. */
export function endOfPeriod(day: string, period: Period, further: number): string {
  if (period === 'end-of-day') return addDays(day, further);
  if (period === 'end-of-week') return addDays(day, ((7 - weekdayOf(day)) % 7) + further * 7);
  const length = monthsOf[period];
  const toEnd = length - 1 - ((Number(day.slice(5, 7)) - 1) % length);
  const [year, month] = monthAfter(day, toEnd + further * length);
  return isoDay(year, month, daysInMonth(year, month));
}

function monthAfter(day: string, months: number): [year: number, month: number] {
  const index = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1 + months;
  return [Math.floor(index / 12), (index % 12) + 1];
}

function daysInMonth(year: number, month: number): number {
  if (month !== 2) return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
}

function isoDay(year: number, month: number, day: number): string {
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}
