import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { z } from 'zod';
import { projectRoot } from '../project-root.js';
import { addDays, weekdayOf } from './local-time.js';
import { calendarFile } from './schema.js';
import { statutoryHolidays } from './statutory-holidays.js';
import { misconfigured, readYaml } from './yaml-file.js';

export type CalendarYear = z.output<typeof calendarFile>;

export type CalendarDay =
  | { kind: 'workday' | 'weekend'; working: boolean; name: null }
  | { kind: 'holiday' | 'make-up'; working: boolean; name: string };

/** Working days by year. A year nobody has published is computed from what the law fixes and provisional. */
export interface Calendars {
  dayOf(day: string): CalendarDay;
  isWorking(day: string): boolean;
  isProvisional(year: number): boolean;
  /** Where a year's days come from; null for a provisional one. */
  sourceOf(year: number): { title: string; url: string } | null;
  publishedYears(): number[];
}

/**
 * Reads `packs/calendars/<year>.yaml`, or the same in another folder, and `calendars/<year>.yaml` of an overlay, which goes
 * before. Throws `misconfigured`.
 */
export function loadCalendars(options: { folder?: string; overlay?: string | undefined } = {}): Calendars {
  const own = options.overlay === undefined ? [] : yearsIn(join(options.overlay, 'calendars'));
  return calendarsOf([...yearsIn(options.folder ?? join(projectRoot, 'packs', 'calendars')), ...own]);
}

function yearsIn(folder: string): CalendarYear[] {
  const files = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.yaml')) : [];
  return files.sort().map((name) => readYear(join(folder, name)));
}

function readYear(file: string): CalendarYear {
  const year = readYaml(file, calendarFile);
  const days = [...year.makeUpDays.map((d) => d.day), ...year.holidays.flatMap((h) => [h.from, h.to])];
  const stray = days.find((day) => !day.startsWith(`${year.year}-`));
  if (stray) throw misconfigured(file, '', `${stray} is not in ${year.year}; move it to that year's file`);
  const backwards = year.holidays.find((h) => h.to < h.from);
  if (backwards) throw misconfigured(file, '', `holiday ${backwards.name} ends before it begins; swap from and to`);
  return year;
}

const workday: CalendarDay = { kind: 'workday', working: true, name: null };
const weekend: CalendarDay = { kind: 'weekend', working: false, name: null };

/** Deadlines come back to the same days; a bound keeps strange input from filling the memory. */
const daysRemembered = 50_000;

export function calendarsOf(years: readonly CalendarYear[]): Calendars {
  const published = new Map(years.map((year) => [year.year, year]));
  const exceptions = new Map<number, Map<string, CalendarDay>>();

  const exceptionsOf = (year: number) => {
    const known = exceptions.get(year);
    if (known) return known;
    const official = published.get(year);
    const days = official ? officialDays(official) : provisionalDays(year);
    exceptions.set(year, days);
    return days;
  };
  const asked = new Map<string, CalendarDay>();
  const dayOf = (day: string): CalendarDay => {
    const known = asked.get(day);
    if (known) return known;
    const exception = exceptionsOf(Number(day.slice(0, 4))).get(day);
    const found = exception ?? (weekdayOf(day) % 6 === 0 ? weekend : workday);
    if (asked.size < daysRemembered) asked.set(day, found);
    return found;
  };
  return {
    dayOf,
    isWorking: (day) => dayOf(day).working,
    isProvisional: (year) => !published.has(year),
    sourceOf: (year) => published.get(year)?.source ?? null,
    publishedYears: () => [...published.keys()].sort((a, b) => a - b),
  };
}

function officialDays(year: CalendarYear): Map<string, CalendarDay> {
  const days = new Map<string, CalendarDay>();
  for (const { name, from, to } of year.holidays) {
    for (let day = from; day <= to; day = addDays(day, 1)) days.set(day, { kind: 'holiday', working: false, name });
  }
  for (const { name, day } of year.makeUpDays) days.set(day, { kind: 'make-up', working: true, name });
  return days;
}

function provisionalDays(year: number): Map<string, CalendarDay> {
  const holidays = [...statutoryHolidays(year)];
  return new Map(holidays.map(([day, name]) => [day, { kind: 'holiday', working: false, name }]));
}
