import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadCalendars } from '../../src/policy/calendar.js';
import { projectRoot } from '../../src/project-root.js';
import { readTimes } from '../../src/understanding/time/read-times.js';
import type { TimeReading } from '../../src/understanding/types.js';

/** One expression with what a person reads in it. Local times of the pack's zone; `through` is the last day, `length` ISO 8601. */
export interface TimeCase {
  text: string;
  now: string;
  lean?: 'past';
  expect:
    | { at: string; until?: string }
    | { day: string; part?: 'am' | 'noon' | 'pm' }
    | { from: string; through: string }
    | { month: string }
    | { year: string }
    | { length: string }
    | null;
  relation?: 'before' | 'after';
  /** true: nothing to ask. false: a person would ask. */
  clear?: boolean;
  minutes?: number;
  part: 'tune' | 'measured';
}

const zone = 'Asia/Shanghai';
const calendars = loadCalendars();

export function setFile(name: string): string {
  return join(projectRoot, 'test', 'understanding', 'sets', name);
}

export function readSet<T>(name: string): T[] {
  const lines = readFileSync(setFile(name), 'utf8')
    .split('\n')
    .filter((line) => line !== '');
  return lines.map((line): T => JSON.parse(line));
}

const inSeconds: Readonly<Record<string, number>> = { Y: 31_536_000, W: 604_800, D: 86_400, H: 3600, S: 1 };

/** P1M, PT1H30M in seconds; a month has 30 days, a year 365. */
export function secondsOf(length: string): number {
  const [days = '', clock = ''] = length.slice(1).split('T');
  const sum = (part: string, m: number): number =>
    [...part.matchAll(/(\d+)([A-Z])/g)].reduce((total, [, n, unit = '']) => {
      return total + Number(n) * (unit === 'M' ? m : (inSeconds[unit] ?? 0));
    }, 0);
  return sum(days, 2_592_000) + sum(clock, 60);
}

const dayBefore = (iso: string): string =>
  new Date(Date.parse(`${iso.slice(0, 10)}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
const partHours = { am: [0, 12], noon: [10, 14], pm: [12, 19] } as const;

type Place = Exclude<TimeCase['expect'], null | { length: string }>;

function placeFits(read: TimeReading, expect: Place): boolean {
  const day = read.start.slice(0, 10);
  if ('at' in expect) {
    if (read.precision !== 'minute' || read.start.slice(0, 16) !== expect.at) return false;
    return expect.until === undefined || read.end?.slice(0, 16) === expect.until;
  }
  if ('day' in expect) {
    if (day !== expect.day) return false;
    if (!expect.part) return read.precision === 'day' || read.precision === 'part-of-day';
    const hour = Number(read.start.slice(11, 13));
    const [from, to] = partHours[expect.part];
    return hour >= from && hour < to;
  }
  if ('from' in expect) return day === expect.from && read.end !== null && dayBefore(read.end) === expect.through;
  if ('month' in expect) return read.precision === 'month' && day.slice(0, 7) === expect.month;
  return read.precision === 'year' && day.slice(0, 4) === expect.year;
}

export interface TimeVerdict {
  right: boolean;
  /** Whether it asks where it must and only there; undefined where the case does not say. */
  asks: boolean | undefined;
  read: TimeReading | undefined;
}

export function judgeTime(c: TimeCase): TimeVerdict {
  const { times, durations } = readTimes(c.text, {
    now: Date.parse(c.now),
    timeZone: zone,
    isWorkingDay: (day) => calendars.isWorking(day),
    ...(c.lean ? { lean: c.lean } : {}),
  });
  const read = times[0];
  if (c.expect !== null && 'length' in c.expect)
    return {
      right: !read && secondsOf(durations[0]?.length ?? 'P') === secondsOf(c.expect.length),
      asks: undefined,
      read,
    };
  if (c.expect === null || !read) return { right: c.expect === null ? !read : false, asks: undefined, read };
  const right =
    placeFits(read, c.expect) &&
    (c.relation === undefined ? read.relation === 'at' || c.lean === 'past' : read.relation === c.relation) &&
    (c.minutes === undefined || read.durationMinutes === c.minutes);
  return { right, asks: c.clear === undefined ? undefined : c.clear === (read.ambiguous.length === 0), read };
}
