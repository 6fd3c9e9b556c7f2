import { Culture, recognizeDateTime } from '@microsoft/recognizers-text-suite';
import TimeNlp from 'chi-time-nlp';
import { type ParsedComponents, zh } from 'chrono-node';
import { loadCalendars } from '../../src/policy/calendar.js';
import { readTimes } from '../../src/understanding/time/read-times.js';
import { secondsOf } from '../understanding/time-cases.js';

/** What an engine reads in a text: local times `YYYY-MM-DD HH:mm`, days `YYYY-MM-DD`, or `HH:mm`; ends of ranges as it gives them. */
export interface Reading {
  start: string;
  end: string | null;
  /** A length of time and no place in it. */
  seconds?: number;
}

export interface Engine {
  name: string;
  /** Every reading it offers for the first expression in the text; none where it finds no time. */
  read(text: string, now: Date, past: boolean): Reading[];
}

export const zone = 'Asia/Shanghai';
const calendars = loadCalendars();
const two = (value: number | null | undefined) => String(value ?? 0).padStart(2, '0');

const ours: Engine = {
  name: 'ours',
  read(text, now, past) {
    const { times, durations } = readTimes(text, {
      now: now.getTime(),
      timeZone: zone,
      isWorkingDay: (day) => calendars.isWorking(day),
      ...(past ? { lean: 'past' as const } : {}),
    });
    if (times.length === 0)
      return durations.slice(0, 1).map(({ length }) => ({ start: '', end: null, seconds: secondsOf(length) }));
    return times.slice(0, 1).map(({ start, end, precision }) => {
      const local = start.slice(0, 16).replace('T', ' ');
      const whole = precision !== 'minute' && precision !== 'part-of-day';
      return { start: whole ? local.slice(0, 10) : local, end: end?.slice(0, 16).replace('T', ' ') ?? null };
    });
  },
};

function recognized(value: Record<string, string>): Reading | null {
  const start = value.start ?? value.value;
  if (value.type === 'duration' && start) return { start: '', end: null, seconds: Number(start) };
  if (!start || !/^\d{4}-|^\d\d:/.test(start)) return null;
  return { start: start.replace(/:\d\d$/, ''), end: value.end?.replace(/(:\d\d):\d\d$/, '$1') ?? null };
}

const recognizers: Engine = {
  name: 'recognizers-text',
  read(text, now) {
    const found = recognizeDateTime(text, Culture.Chinese, undefined, now)[0];
    const values: Array<Record<string, string>> = found?.resolution?.values ?? [];
    return values.flatMap((value) => recognized(value) ?? []);
  },
};

function chronoTime(parts: ParsedComponents): string {
  const day = `${parts.get('year')}-${two(parts.get('month'))}-${two(parts.get('day'))}`;
  return parts.isCertain('hour') ? `${day} ${two(parts.get('hour'))}:${two(parts.get('minute'))}` : day;
}

const chrono: Engine = {
  name: 'chrono-node',
  read(text, now, past) {
    const reference = { instant: now, timezone: 480 };
    return [zh.hans, zh.hant].flatMap((locale) => {
      const [found] = locale.parse(text, reference, { forwardDate: !past });
      return found ? [{ start: chronoTime(found.start), end: found.end ? chronoTime(found.end) : null }] : [];
    });
  },
};

/** It works in the zone of the process; the bench sets that. */
const chiTime = new TimeNlp();
const chiTimeNlp: Engine = {
  name: 'chi-time-nlp',
  read(text, now) {
    const local = new Date(now.getTime() + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ');
    try {
      const found: unknown = chiTime.parse(text, local);
      const all = (Array.isArray(found) ? found : [found]).filter((one): one is string => typeof one === 'string');
      const [start, end] = all.filter((one) => /^\d{4}-/.test(one)).map((one) => one.slice(0, 16));
      return start ? [{ start, end: end ?? null }] : [];
    } catch {
      return [];
    }
  },
};

export const engines: Engine[] = [ours, recognizers, chrono, chiTimeNlp];
