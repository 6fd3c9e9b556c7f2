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
  const shifted = new Date(at + offsetMs(at, timeZone));
  return {
    day: shifted.toISOString().slice(0, 10),
    hour: shifted.getUTCHours(),
    minute: shifted.getUTCMinutes(),
    second: shifted.getUTCSeconds(),
  };
}

export function localDay(at: number, timeZone: string): string {
  return localTime(at, timeZone).day;
}

/** Epoch ms of a wall time (`HH:MM:SS`, default midnight) of a day in the zone. */
export function instantOf(day: string, timeZone: string, time = '00:00:00'): number {
  const guess = Date.parse(`${day}T${time}Z`);
  const first = guess - offsetMs(guess, timeZone);
  return guess - offsetMs(first, timeZone);
}

/** `2026-11-24T16:50:00+08:00` */
export function isoLocal(at: number, timeZone: string): string {
  const offset = offsetMs(at, timeZone);
  const sign = offset < 0 ? '-' : '+';
  const minutes = Math.abs(offset) / 60_000;
  const hh = String(Math.floor(minutes / 60)).padStart(2, '0');
  const mm = String(minutes % 60).padStart(2, '0');
  return `${new Date(at + offset).toISOString().slice(0, 19)}${sign}${hh}:${mm}`;
}

export function addDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

/** 0 = Sunday … 6 = Saturday. */
export function weekdayOf(day: string): number {
  return new Date(`${day}T00:00:00Z`).getUTCDay();
}
