import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { readTimes } from '../src/understanding/time/read-times.js';
import { festivalNames } from '../src/understanding/time/vocabulary.js';
import type { TimeReading } from '../src/understanding/types.js';
import { secondsOf } from './understanding/time-cases.js';

/** Public expressions, read where they lie and never copied: `bench eval-times [file.jsonl] [--show]`. */
interface PublicCase {
  text: string;
  ref: string;
  expected: string[];
  expected_future?: string | null;
  type: string;
  flags: string[];
  script: string;
  source: string;
}

const zone = 'Asia/Shanghai';
const file = resolve(process.argv.slice(2).find((a) => !a.startsWith('--')) ?? '../shared/data/datetime_zh.jsonl');
const show = process.argv.includes('--show');

/** Foreign feasts, rows whose gold is known to be wrong or follows another week, and other dialects are not claimed. */
function claimed(c: PublicCase): boolean {
  if (c.flags.some((f) => /^(?:lunar|cantonese|disputed_week_rule|timezone|odd_format|ref_year_only)/.test(f)))
    return false;
  if (/现在|此[时刻]|当前|現在|此時|當前|秒/.test(c.text)) return false;
  // Gold that reads a lunar feast as a solar date.
  if (c.source === 'recognizers-text' && /中秋|端午|春节|除夕|元宵|重阳/.test(c.text)) return false;
  return !c.flags.includes('holiday') || festivalNames.some((name) => c.text.includes(name));
}

function values(read: TimeReading, type: string): string[] {
  const local = read.start.slice(0, 19);
  switch (type) {
    case 'time':
      return [local.slice(11)];
    case 'datetime':
      return [local];
    case 'date':
      return [local.slice(0, 10)];
    default:
      return ranges(read);
  }
}

/** Ranges; those without an end by their relation. Some sources count the last day in, some name the day behind it. */
function ranges({ start, end, relation, said, precision }: TimeReading): string[] {
  const from = start.slice(0, 19);
  const to = end?.slice(0, 19) ?? '';
  const last = end && /day|week|month|year/.test(precision) ? lastDayOf(end) : '';
  if (relation === 'before') return [`/${from.slice(0, 10)}`, `/${from}`, `/${from.slice(11)}`];
  if (relation === 'after') {
    const since = /(?:起|开始|以来)$/.test(said) ? from : to || from;
    return [`${since.slice(0, 10)}/`, `${since}/`, `${since.slice(11)}/`];
  }
  return [
    `${from.slice(0, 10)}/${to.slice(0, 10)}`,
    `${from}/${to}`,
    `${from.slice(11)}/${to.slice(11)}`,
    `${from.slice(0, 10)}/${last}`,
  ];
}

const lastDayOf = (end: string): string =>
  new Date(Date.parse(`${end.slice(0, 10)}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);

/** Seconds are not told: a reading is to the minute. */
function sameMinute(a: string, b: string): boolean {
  const minutes = (v: string): string => v.replace(/(T?\d\d:\d\d):\d\d/g, '$1');
  return minutes(a) === minutes(b);
}

function right(c: PublicCase): boolean {
  const wanted = [...c.expected, ...(c.expected_future ? [c.expected_future] : [])];
  return (['future', 'past'] as const).some((lean) => {
    const { times, durations } = readTimes(c.text, { now: Date.parse(`${c.ref}+08:00`), timeZone: zone, lean });
    if (c.type === 'duration')
      return durations.length === 1 && wanted.includes(String(secondsOf(durations[0]?.length ?? '')));
    if (c.type === 'none') return times.length === 0;
    const [read] = times;
    return (
      times.length === 1 && read !== undefined && values(read, c.type).some((v) => wanted.some((w) => sameMinute(v, w)))
    );
  });
}

function run(): void {
  if (!existsSync(file)) {
    console.log(`not run: ${file} is not here; give the path of the public time expressions`);
    return;
  }
  const cases = readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line): PublicCase => JSON.parse(line));
  const table = new Map<string, [number, number]>();
  const count = (key: string, ok: boolean): void => {
    const [r, n] = table.get(key) ?? [0, 0];
    table.set(key, [r + Number(ok), n + 1]);
  };
  for (const c of cases) {
    const ok = right(c);
    count(`all ${c.type}`, ok);
    if (!claimed(c)) continue;
    count(`claimed ${c.type}`, ok);
    if (['date', 'datetime', 'time'].includes(c.type)) count(`claimed single instants, ${c.script}`, ok);
    if (show && !ok && ['date', 'datetime', 'time'].includes(c.type)) {
      const { times } = readTimes(c.text, { now: Date.parse(`${c.ref}+08:00`), timeZone: zone });
      console.log(
        '  ',
        c.text,
        c.ref,
        c.expected.join('|'),
        c.flags.join(','),
        '→',
        times.map((t) => `[${t.said}] ${t.start.slice(0, 19)}`).join(' '),
      );
    }
  }
  for (const [key, [r, n]] of [...table].sort())
    console.log(`${key.padEnd(36)} ${((100 * r) / n).toFixed(1)} % (${r}/${n})`);
}

run();
