import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FixedClock } from '../../src/clock.js';
import { appendDuties } from '../../src/domain/duty-events.js';
import type { Store } from '../../src/domain/ports.js';
import { type Staff, systemViewer } from '../../src/domain/staff.js';
import { Periods } from '../../src/ledger/periods.js';
import { loadCalendars } from '../../src/policy/calendar.js';
import { derive } from '../../src/policy/derive.js';
import { loadPack } from '../../src/policy/load-pack.js';
import { isoLocal } from '../../src/policy/local-time.js';
import { openStore } from '../../src/records/open-store.js';
import { customer, people, staff } from '../records/samples.js';

const policy = { pack: loadPack('telecom'), calendars: loadCalendars() };
const iso = (at: number | null) => (at === null ? null : isoLocal(at, policy.pack.timeZone).slice(0, 19));

let dataDir: string;
let store: Store;
let clock: FixedClock;

beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'shouwen-periods-'));
  store = await openStore({ dataDir });
  clock = new FixedClock('2026-11-24T16:50:00+08:00');
});

afterEach(async () => {
  await store.close();
  rmSync(dataDir, { recursive: true });
});

async function hire(...hired: Staff[]): Promise<void> {
  await store.transaction(async (tx) => {
    for (const person of hired) await tx.insertStaff(person, []);
    await tx.upsertCustomer(customer('c1'));
  });
}

/** As a process that starts now sees it: nothing is remembered but what is stored. */
const sweep = () => new Periods({ store, clock, policy }).open();
const begun = async (id: string) =>
  (await store.listEvents(systemViewer, `staff:${id}`)).map((e) => `${e.kind} ${e.facts.period} ${iso(e.at)}`);
const owed = async (id: string) =>
  (await store.listObligations(systemViewer, { ownerId: id })).map((o) => `${o.rule} ${iso(o.dueAt)} ${o.state}`);

test('a manager of the directory begins with the periods under way, from then on', async () => {
  await hire(people.anna);
  await sweep();
  expect(await begun('anna')).toEqual([
    'year.began 2026 2026-11-24T16:50:00',
    'quarter.began 2026-Q4 2026-11-24T16:50:00',
    'month.began 2026-11 2026-11-24T16:50:00',
    'week.began 2026-W48 2026-11-24T16:50:00',
    'day.began 2026-11-24 2026-11-24T16:50:00',
  ]);
  expect(await owed('anna')).toEqual([
    'work-log.daily 2026-11-24T23:59:59 open',
    'competition.report 2026-11-30T23:59:59 open',
    'directory.collect 2026-11-30T23:59:59 open',
    'case-study.quarterly 2026-12-31T23:59:59 open',
  ]);
});

test('days of leave begin no log; longer periods begin all the same', async () => {
  await hire(people.anna);
  await sweep();
  const leave = { from: Date.parse('2026-11-30T00:00:00+08:00'), until: Date.parse('2026-12-02T00:00:00+08:00') };
  await store.transaction((tx) => tx.upsertLeave({ staffId: 'anna', ...leave }));
  clock.set('2026-12-02T09:00:00+08:00');
  await sweep();
  const since = (await begun('anna')).filter((each) => each.slice(-19) >= '2026-11-27');
  expect(since).toEqual([
    'day.began 2026-11-27 2026-11-27T00:00:00',
    'week.began 2026-W49 2026-11-30T00:00:00',
    'month.began 2026-12 2026-12-01T00:00:00',
    'day.began 2026-12-02 2026-12-02T00:00:00',
  ]);
});

test('strangers, supervisors and administrators have none', async () => {
  await hire(staff('stranger-1', { kind: 'stranger' }), people.bossEast, people.admin);
  await sweep();
  expect(await Array.fromAsync(store.records(systemViewer, 'events'))).toEqual([]);
});

test('a second sweep and a second process open nothing twice', async () => {
  await hire(people.anna);
  await sweep();
  const first = await begun('anna');
  await Promise.all([sweep(), sweep()]);
  expect(await begun('anna')).toEqual(first);
});

test('periods missed while nothing ran are opened once, with their original times', async () => {
  await hire(people.anna);
  await sweep();
  clock.set('2026-12-02T09:00:00+08:00');
  await sweep();
  await sweep();
  expect((await begun('anna')).slice(5)).toEqual([
    'day.began 2026-11-25 2026-11-25T00:00:00',
    'day.began 2026-11-26 2026-11-26T00:00:00',
    'day.began 2026-11-27 2026-11-27T00:00:00',
    'week.began 2026-W49 2026-11-30T00:00:00',
    'day.began 2026-11-30 2026-11-30T00:00:00',
    'month.began 2026-12 2026-12-01T00:00:00',
    'day.began 2026-12-01 2026-12-01T00:00:00',
    'day.began 2026-12-02 2026-12-02T00:00:00',
  ]);
  expect(await owed('anna')).toEqual(expect.arrayContaining(['work-log.daily 2026-11-25T23:59:59 late']));
});

test('a down time of months is made up for in parts, and a make-up Saturday is a working day', async () => {
  clock = new FixedClock('2026-07-01T08:00:00+08:00');
  await hire(people.anna);
  await sweep();
  clock.set('2026-10-12T08:00:00+08:00');
  await sweep();
  const events = await begun('anna');
  const days = events.filter((e) => e.startsWith('day.began'));
  const working = Array.from({ length: 104 }, (_, n) => new Date(Date.UTC(2026, 6, 1 + n)).toISOString().slice(0, 10));
  expect(days.map((e) => e.slice(10, 20))).toEqual(working.filter(policy.calendars.isWorking));
  expect(days).toContain('day.began 2026-10-10 2026-10-10T00:00:00');
  expect(events.filter((e) => /^(?:month|quarter|year)/.test(e)).slice(3)).toEqual([
    'month.began 2026-08 2026-08-01T00:00:00',
    'month.began 2026-09 2026-09-01T00:00:00',
    'quarter.began 2026-Q4 2026-10-01T00:00:00',
    'month.began 2026-10 2026-10-01T00:00:00',
  ]);
});

test.each([
  ['none', [], true],
  ['one of two', ['c1'], true],
  ['all of them', ['c1', 'c2'], false],
])('with %s of the important directories collected, collecting is owed: %s', async (_, collected, isOwed) => {
  await hire(people.anna);
  await store.transaction(async (tx) => {
    await tx.upsertCustomers([customer('c2', { class: 'C', segment: 'government' }), customer('c3', { class: 'C' })]);
    const now = clock.businessNow();
    const facts = collected.map((id) => ({
      subject: `customer:${id}`,
      kind: 'directory.collected',
      at: now,
      facts: { ownerId: 'anna' },
    }));
    await appendDuties({ tx, now, channel: 'test', derive: (events) => derive({ ...policy, events, now }) }, facts);
  });
  await sweep();
  expect((await owed('anna')).some((o) => o.startsWith('directory.collect'))).toBe(isOwed);
});

test('a year begins with its own event, a week on its Monday', async () => {
  clock = new FixedClock('2026-12-31T08:00:00+08:00');
  await hire(people.anna);
  await sweep();
  clock.set('2027-01-04T08:00:00+08:00');
  await sweep();
  expect((await begun('anna')).slice(5)).toEqual([
    'year.began 2027 2027-01-01T00:00:00',
    'quarter.began 2027-Q1 2027-01-01T00:00:00',
    'month.began 2027-01 2027-01-01T00:00:00',
    'week.began 2027-W01 2027-01-04T00:00:00',
    'day.began 2027-01-04 2027-01-04T00:00:00',
  ]);
});

test('plans are owed once an administrator has said by when, each for its own week', async () => {
  mkdirSync(join(dataDir, 'overlay', 'handbook'), { recursive: true });
  const clause = '# 公司补充规定\n\n## 周计划 {#company.weekly-plan}\n每周的计划在本周日之前交。\n';
  writeFileSync(join(dataDir, 'overlay', 'handbook', 'own.md'), clause);
  const limit =
    '{ rule: work-plan.weekly, effectiveFrom: 2026-11-01, clock: end-of-week, clause: company.weekly-plan }';
  writeFileSync(join(dataDir, 'overlay', 'limits.yaml'), `limits:\n  - ${limit}\n`);
  const pack = loadPack('telecom', { overlay: join(dataDir, 'overlay') });
  await hire(people.anna);
  const run = () => new Periods({ store, clock, policy: { ...policy, pack } }).open();
  await run();
  clock.set('2026-11-30T09:00:00+08:00');
  await run();
  const now = clock.businessNow();
  const submitted = { subject: 'staff:anna', kind: 'work-plan.submitted', at: now, facts: { period: '2026-W49' } };
  await store.transaction((tx) =>
    appendDuties({ tx, now, channel: 'test', derive: (events) => derive({ ...policy, pack, events, now }) }, [
      submitted,
    ]),
  );
  expect((await owed('anna')).filter((o) => o.startsWith('work-plan'))).toEqual([
    'work-plan.weekly 2026-11-29T23:59:59 late',
    'work-plan.weekly 2026-12-06T23:59:59 met',
  ]);
});

test('a person hired later in the day is seen by a ledger that was running', async () => {
  const running = new Periods({ store, clock, policy });
  await running.open();
  await hire(people.anna);
  await running.open();
  expect(await begun('anna')).toHaveLength(5);
});
