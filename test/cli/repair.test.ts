import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { policyOf } from '../../src/cli/policy.js';
import { repairCommand } from '../../src/cli/repair.js';
import { appendDuties, type DutyFact } from '../../src/domain/duty-events.js';
import type { Store } from '../../src/domain/ports.js';
import { systemViewer } from '../../src/domain/staff.js';
import { derive } from '../../src/policy/derive.js';
import { isoLocal } from '../../src/policy/local-time.js';
import { openStore } from '../../src/records/open-store.js';
import { people } from '../records/samples.js';

const at = (text: string) => Date.parse(`${text}+08:00`);
const now = at('2026-12-31T18:00:00');

let dataDir: string;
beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'shouwen-repair-'));
  await withStore(async (store) => {
    await store.transaction((tx) => tx.insertStaff(people.anna, []));
    await tell(store, [
      fact('complaint:TS-1', 'negotiation.ended', '2026-12-31T10:00:00'),
      fact('complaint:TS-2', 'negotiation.ended', '2026-12-25T10:00:00'),
      fact('complaint:TS-3', 'negotiation.ended', '2026-12-31T10:00:00'),
      fact('complaint:TS-3', 'negotiation.fed-back', '2026-12-31T11:00:00'),
    ]);
  });
});
afterEach(() => rmSync(dataDir, { recursive: true }));

const fact = (subject: string, kind: string, time: string): DutyFact => ({
  subject,
  kind,
  at: at(time),
  facts: { ownerId: 'anna' },
});

async function withStore<T>(work: (store: Store) => Promise<T>): Promise<T> {
  const store = await openStore({ dataDir });
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}

async function tell(store: Store, facts: DutyFact[]): Promise<void> {
  const policy = policyOf({ DATA_DIR: dataDir });
  await store.transaction((tx) =>
    appendDuties({ tx, now, channel: 'test', derive: (events) => derive({ ...policy, events, now }) }, facts),
  );
}

/** Publishes a 2027 in which 5 January is a holiday too. */
function publish(): void {
  const folder = join(dataDir, 'overlay', 'calendars');
  mkdirSync(folder, { recursive: true });
  writeFileSync(
    join(folder, '2027.yaml'),
    'year: 2027\nsource: { title: 测试用的安排, url: "https://example.org/2027" }\nholidays: [{ name: 元旦, from: 2027-01-01, to: 2027-01-05 }]\nmakeUpDays: []\n',
  );
}

async function repair(args: string[], typed?: string) {
  const out = new PassThrough();
  const err = new PassThrough();
  const input = Object.assign(Readable.from(typed === undefined ? [] : [typed]), { isTTY: typed !== undefined });
  const env = { DATA_DIR: dataDir, SIMULATED_NOW: '2026-12-31T18:00:00+08:00', SIMULATED_SPEED: '0' };
  const code = await repairCommand(() => openStore({ dataDir })).run(args, { in: input, out, err, env });
  const rows = String(out.read() ?? '')
    .split('\n')
    .filter(Boolean);
  return { code, rows: rows.map((row) => JSON.parse(row)), words: String(err.read() ?? '') };
}

const owed = () =>
  withStore(async (store) =>
    (await store.listObligations(systemViewer)).map(
      (o) => `${o.subject} ${isoLocal(o.dueAt ?? 0, 'Asia/Shanghai').slice(0, 10)} ${o.calendar} ${o.state}`,
    ),
  );
const provisional = [
  'complaint:TS-2 2026-12-29 final late',
  'complaint:TS-1 2027-01-05 provisional open',
  'complaint:TS-3 2027-01-05 provisional met',
];

test('with nothing changed nothing moves and nothing is written', async () => {
  expect((await owed()).sort()).toEqual(provisional.toSorted());
  const { code, rows, words } = await repair(['--yes']);
  expect([code, rows]).toEqual([0, []]);
  expect(words).toMatch(/0 deadlines move; 0 of 3 subjects, 2 obligations read/);
});

test('shows every deadline that moves, old and new and why, before it writes', async () => {
  publish();
  const { code, rows, words } = await repair([]);
  expect(code).toBe(0);
  expect(rows).toEqual([
    expect.objectContaining({
      rule: 'negotiation.feedback',
      owner: 'anna',
      ownerName: '员工anna',
      old: '2027-01-05T23:59:59+08:00',
      new: '2027-01-07T23:59:59+08:00',
      why: '放假安排已公布,不再是暂定',
      because: expect.arrayContaining([expect.stringMatching(/没有算的休息日/)]),
    }),
  ]);
  expect(words).toMatch(/nothing written; run it with --yes/);
  expect((await owed()).sort()).toEqual(provisional.toSorted());
});

test('with --yes it writes; what is met stays as it was', async () => {
  publish();
  const { words } = await repair(['--yes']);
  expect(words).toMatch(/written .*100% \(1\/1\)/);
  expect((await owed()).sort()).toEqual(
    provisional.map((row) => row.replace('TS-1 2027-01-05 provisional', 'TS-1 2027-01-07 final')).toSorted(),
  );
  expect((await repair(['--yes'])).rows).toEqual([]);
});

test.each([
  ['yes\n', '2027-01-07 final'],
  ['no\n', '2027-01-05 provisional'],
])('at a terminal %j decides', async (typed, expected) => {
  publish();
  await repair([], typed);
  expect((await owed()).find((row) => row.includes('TS-1'))).toContain(expected);
});

test('only what moved is alerted again', async () => {
  const late = at('2027-01-08T12:00:00');
  const raise = () =>
    withStore(async (store) => {
      const work = await store.claimDueWork({ now: late, leaseMs: 0, limit: 100 });
      for (const each of work) await store.finishDueWork(each, async () => {});
      return work.map((each) => `${each.obligationId.slice(0, 14)} ${each.level}`).sort();
    });
  expect(await raise()).toEqual([
    'complaint:TS-1 0',
    'complaint:TS-1 1',
    'complaint:TS-1 2',
    'complaint:TS-2 0',
    'complaint:TS-2 1',
    'complaint:TS-2 2',
  ]);
  publish();
  await repair(['--yes']);
  expect(await raise()).toEqual(['complaint:TS-1 0', 'complaint:TS-1 1', 'complaint:TS-1 2']);
});
