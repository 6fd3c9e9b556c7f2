/**
 * Wall time in a named zone, independent of the zone the process runs in. Days are `YYYY-MM-DD` strings, instants epoch ms.
 */
const formats = new Map<string, Intl.DateTimeFormat>();

function format(timeZone: string): Intl.DateTimeFormat {
  let f = formats.get(timeZone);
  if (!f) {
    f = new Intl.DateTimeFormat('en-CA', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    });
    formats.set(timeZone, f);
  }
  return f;
}

export interface LocalTime {
  /** YYYY-MM-DD */
  day: string;
  hour: number;
  minute: number;
  second: number;
}

/** Offset of the zone at an instant, in ms (east positive). */
export function offsetMs(at: number, timeZone: string): number {
  // Asia/Shanghai has had one fixed offset since 1991-09-15: the fast path every turn takes.
  if (timeZone === 'Asia/Shanghai' && at >= 684_867_600_000) return 28_800_000;
  const parts = Object.fromEntries(
    format(timeZone)
      .formatToParts(at)
      .map((p) => [p.type, p.value]),
  );
  const asUtc = Date.UTC(
    Number(parts.year),
    Number(parts.month) - 1,
    Number(parts.day),
    Number(parts.hour),
    Number(parts.minute),
    Number(parts.second),
  );
  return asUtc - Math.floor(at / 1000) * 1000;
}

export function localTime(at: number, timeZone: string): LocalTime {
  const local = at + offsetMs(at, timeZone);
  const day = Math.floor(local / dayMs);
  const seconds = Math.floor((local - day * dayMs) / 1000);
  return {
    day: dayOfNumber(day),
    hour: Math.floor(seconds / 3600),
    minute: Math.floor(seconds / 60) % 60,
    second: seconds % 60,
  };
}

export function localDay(at: number, timeZone: string): string {
  return dayOfNumber(Math.floor((at + offsetMs(at, timeZone)) / dayMs));
}

/** Epoch ms of a wall time (`HH:MM:SS`, default midnight) of a day in the zone. */
export function instantOf(day: string, timeZone: string, time = '00:00:00'): number {
  const guess = dayNumber(day) * dayMs + timeMs(time);
  const first = guess - offsetMs(guess, timeZone);
  return guess - offsetMs(first, timeZone);
}

/** `2026-11-24T16:50:00+08:00` */
export function isoLocal(at: number, timeZone: string): string {
  const offset = offsetMs(at, timeZone);
  const sign = offset < 0 ? '-' : '+';
  const minutes = Math.abs(offset) / 60_000;
  const { day, hour, minute, second } = localTime(at, timeZone);
  const clock = `${twoDigits(hour)}:${twoDigits(minute)}:${twoDigits(second)}`;
  return `${day}T${clock}${sign}${twoDigits(Math.floor(minutes / 60))}:${twoDigits(minutes % 60)}`;
}

function twoDigits(n: number): string {
  return n < 10 ? `0${n}` : `${n}`;
}

export function addDays(day: string, days: number): string {
  return dayOfNumber(dayNumber(day) + days);
}

/** 0 = Sunday … 6 = Saturday. */
export function weekdayOf(day: string): number {
  return (((dayNumber(day) + 4) % 7) + 7) % 7;
}

const dayMs = 86_400_000;
const numbers = new Map<string, number>();
const days = new Map<number, string>();
/** Far more days than any deadline of a running system touches. */
const remembered = 50_000;

/** Days since 1970-01-01 of a calendar day; NaN for anything else. Remembered, because deadlines come back to the same days. */
export function dayNumber(day: string): number {
  const known = numbers.get(day);
  if (known !== undefined) return known;
  const number = Math.floor(Date.parse(`${day}T00:00:00Z`) / dayMs);
  if (numbers.size < remembered) numbers.set(day, number);
  return number;
}

/** The calendar day so many days after 1970-01-01. */
export function dayOfNumber(number: number): string {
  const known = days.get(number);
  if (known !== undefined) return known;
  const day = new Date(number * dayMs).toISOString().slice(0, 10);
  if (days.size < remembered) days.set(number, day);
  return day;
}

const times = new Map<string, number>();

/** `HH:MM:SS` in ms; NaN where a field is out of range. Remembered: deadlines and reminders use a few times of day. */
function timeMs(time: string): number {
  const known = times.get(time);
  if (known !== undefined) return known;
  const ms = readTime(time);
  if (times.size < remembered) times.set(time, ms);
  return ms;
}

function readTime(time: string): number {
  const hour = Number(time.slice(0, 2));
  const minute = Number(time.slice(3, 5));
  const second = Number(time.slice(6, 8));
  return hour < 24 && minute < 60 && second < 60 ? ((hour * 60 + minute) * 60 + second) * 1000 : Number.NaN;
}
