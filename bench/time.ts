import { existsSync, readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { type Engine, engines, type Reading, zone } from './time/engines.js';
import { readSet, secondsOf, type TimeCase } from './understanding/time-cases.js';

/**
 * Chinese times beside other JavaScript libraries, on the measured part of our set and, with `--data file`, on public
 * expressions. All are judged alike and kindly: any reading offered may be right, a day stands for its hours, and the
 * end of a range may be its last day or the one after.
 */
const { values } = parseArgs({ options: { data: { type: 'string' } } });
process.env.TZ = zone;

const dayOf = (time: string) => time.slice(0, 10);
const nextDay = (day: string) => new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
const partHours = { am: [0, 12], noon: [10, 14], pm: [12, 19] } as const;

/** A time without a day is of the day of reference or the one after. */
function dated(reading: Reading, now: string): Reading[] {
  const { start, end, seconds } = reading;
  if (seconds !== undefined || /^\d{4}-/.test(start)) return [reading];
  return [dayOf(now), nextDay(dayOf(now))].map((day) => ({ start: `${day} ${start}`, end: end && `${day} ${end}` }));
}

function fits({ start, end, seconds }: Reading, expect: NonNullable<TimeCase['expect']>): boolean {
  if ('length' in expect) return seconds === secondsOf(expect.length);
  if (seconds !== undefined) return false;
  if ('at' in expect) {
    const until = expect.until?.replace('T', ' ');
    return start === expect.at.replace('T', ' ') && (until === undefined || end === until);
  }
  if ('day' in expect) {
    if (dayOf(start) !== expect.day) return false;
    if (!expect.part || start.length === 10) return true;
    const hour = Number(start.slice(11, 13));
    const [from, to] = partHours[expect.part];
    return hour >= from && hour < to;
  }
  if ('from' in expect) {
    const last = end === null ? '' : dayOf(end);
    return dayOf(start) === expect.from && (last === expect.through || last === nextDay(expect.through));
  }
  return 'month' in expect ? start.startsWith(expect.month) : start.startsWith(expect.year);
}

function right(engine: Engine, { text, now, expect, lean }: TimeCase): boolean {
  const readings = engine.read(text, new Date(now), lean === 'past').flatMap((one) => dated(one, now));
  return expect === null
    ? readings.every(({ seconds }) => seconds !== undefined)
    : readings.some((one) => fits(one, expect));
}

function kindOf({ expect }: TimeCase): string {
  if (expect === null) return 'no time at all';
  if ('length' in expect) return 'length';
  if ('at' in expect) return expect.until ? 'from … to …' : 'day and hour';
  if ('day' in expect) return expect.part ? 'part of a day' : 'day';
  return 'from' in expect ? 'days from … to …' : 'month, year';
}

type Tally = Map<string, number[]>;

function count(tally: Tally, key: string, outcomes: boolean[]): void {
  const row = tally.get(key) ?? [0, ...outcomes.map(() => 0)];
  tally.set(key, [(row[0] ?? 0) + 1, ...outcomes.map((ok, at) => (row[at + 1] ?? 0) + Number(ok))]);
}

function print(title: string, tally: Tally): void {
  console.log(`${title}\n  ${''.padEnd(28)}${engines.map(({ name }) => name.padStart(18)).join('')}`);
  for (const [key, [asked = 0, ...oks]] of [...tally].sort(([a], [b]) => (a === 'all' ? 1 : b === 'all' ? -1 : 0))) {
    const shares = oks.map((ok) => `${((100 * ok) / asked).toFixed(1)} %`.padStart(18)).join('');
    console.log(`  ${`${key} (${asked})`.padEnd(28)}${shares}`);
  }
}

function ownSet(): void {
  const tally: Tally = new Map();
  for (const one of readSet<TimeCase>('times.jsonl').filter(({ part }) => part === 'measured')) {
    const outcomes = engines.map((engine) => right(engine, one));
    count(tally, kindOf(one), outcomes);
    count(tally, 'all', outcomes);
  }
  print('our set, measured part: right', tally);
}

interface PublicCase {
  text: string;
  ref: string;
  expected: string[];
  type: string;
  flags: string[];
  script: string;
  source: string;
}

/** Single instants whose gold is not disputed; a value is a day, a day with its time, or a time. */
function publicSet(file: string): void {
  const cases = readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line): PublicCase => JSON.parse(line));
  const tally: Tally = new Map();
  for (const { text, ref, expected, type, flags, script, source } of cases) {
    if (!['date', 'datetime', 'time'].includes(type)) continue;
    if (flags.some((flag) => /^(?:lunar|cantonese|disputed_week_rule|timezone|odd_format|ref_year_only)/.test(flag)))
      continue;
    const gold = expected.map((value) => value.replace('T', ' ').replace(/(:\d\d):\d\d$/, '$1'));
    const outcomes = engines.map((engine) =>
      [false, true].some((past) =>
        engine
          .read(text, new Date(`${ref}+08:00`), past)
          .some(({ start }) =>
            gold.some(
              (value) => (value.length === 10 ? dayOf(start) : value.length === 5 ? start.slice(-5) : start) === value,
            ),
          ),
      ),
    );
    count(tally, `${source}, ${script}`, outcomes);
    count(tally, 'all', outcomes);
  }
  print('public expressions, single instants: right', tally);
}

ownSet();
if (values.data === undefined) console.log('public expressions: not run; give the file with --data');
else if (existsSync(values.data)) publicSet(values.data);
else console.log(`public expressions: not run, ${values.data} is absent`);
