import { dayOfNumber } from '../../policy/local-time.js';

/** Days as whole numbers since 1970-01-01: arithmetic without zones. */
export type DayNumber = number;

export function dayNumber(year: number, month: number, day: number): DayNumber {
  return Math.round(Date.UTC(year, month - 1, day) / 86_400_000);
}

export interface CalendarDay {
  year: number;
  month: number;
  day: number;
}

export function calendarDay(n: DayNumber): CalendarDay {
  const d = new Date(n * 86_400_000);
  return { year: d.getUTCFullYear(), month: d.getUTCMonth() + 1, day: d.getUTCDate() };
}

export const dayString: (n: DayNumber) => string = dayOfNumber;

export function parseDayString(day: string): DayNumber {
  return Math.round(Date.parse(`${day}T00:00:00Z`) / 86_400_000);
}

/** 1 = Monday … 7 = Sunday. */
export function weekday(n: DayNumber): number {
  return ((((n + 3) % 7) + 7) % 7) + 1;
}

export function mondayOf(n: DayNumber): DayNumber {
  return n - weekday(n) + 1;
}

export function daysInMonth(year: number, month: number): number {
  return dayNumber(year, month + 1, 1) - dayNumber(year, month, 1);
}

export function isRealDay(year: number, month: number, day: number): boolean {
  return month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);
}

/** Same day some months later; the end of a shorter month stands in for a missing day. */
export function addMonths(n: DayNumber, months: number): DayNumber {
  const { year, month, day } = calendarDay(n);
  const total = year * 12 + month - 1 + months;
  const y = Math.floor(total / 12);
  const m = (((total % 12) + 12) % 12) + 1;
  return dayNumber(y, m, Math.min(day, daysInMonth(y, m)));
}
