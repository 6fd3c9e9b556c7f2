import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { classifyCommand } from '../../src/cli/classify.js';
import type { Command } from '../../src/cli/command.js';
import { importCommand } from '../../src/cli/import.js';
import type { Store } from '../../src/domain/ports.js';
import { systemViewer } from '../../src/domain/staff.js';
import { isoLocal } from '../../src/policy/local-time.js';
import { openStore } from '../../src/records/open-store.js';
import { complaint, people } from '../records/samples.js';

const env = { SIMULATED_NOW: '2026-11-24T16:50:00+08:00', SIMULATED_SPEED: '0' };
let dataDir: string;

beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'shouwen-classify-'));
  await withStore((store) => store.transaction((tx) => tx.insertStaff(people.anna, [])));
  const rows = Array.from({ length: 20 }, (_, n) => `c${n},客户${n},${n < 10 ? 'B1' : 'C'},anna`);
  await importing('customers', ['id,name,class,owner', ...rows]);
});
afterEach(() => rmSync(dataDir, { recursive: true }));

async function withStore<T>(work: (store: Store) => Promise<T>): Promise<T> {
  const store = await openStore({ dataDir });
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}

async function run(command: (open: () => Promise<Store>) => Command, ...args: string[]) {
  const out = new PassThrough();
  const err = new PassThrough();
  const code = await command(() => openStore({ dataDir })).run(args, { in: Readable.from([]), out, err, env });
  const rows = String(out.read() ?? '')
    .split('\n')
    .filter(Boolean);
  return { code, rows: rows.map((row) => JSON.parse(row)), words: String(err.read() ?? '') };
}

function importing(kind: string, lines: string[]) {
  const file = join(dataDir, `${kind}.csv`);
  writeFileSync(file, lines.join('\n'));
  return run(importCommand, kind, file);
}

/** 客户19 is worth most; 客户0 has no figure. */
const figures = ['客户,价值', ...Array.from({ length: 19 }, (_, n) => `客户${n + 1},${n + 1}万`)];
const classOf = (id: string) =>
  withStore(async (store) => (await store.findCustomerFile(systemViewer, id))?.customer.class);
const owed = (subject: string) =>
  withStore(async (store) =>
    (await store.listObligations(systemViewer, { subject, open: true })).map(
      (o) => `${o.rule} ${isoLocal(o.dueAt ?? 0, 'Asia/Shanghai').slice(0, 10)}`,
    ),
  );

test('figures are matched by id or name, read with units, and refused where they are none', async () => {
  const { code, rows } = await importing('values', [
    'customer,value',
    'c1,"1,234.5"',
    '客户2,12.5万',
    'c3,viel',
    'c99,1',
  ]);
  expect(code).toBe(1);
  expect(rows.map((row) => row.status)).toEqual(['skipped', 'skipped', 'failed', 'failed']);
  await importing('values', ['customer,value', 'c1,"1,234.5"', '客户2,12.5万']);
  expect(await withStore((store) => store.listCustomerValues(systemViewer))).toEqual([
    { id: 'c1', value: 1234.5 },
    { id: 'c2', value: 125_000 },
  ]);
  expect((await importing('values', ['customer,value', 'c1,1234.5'])).rows).toMatchObject([{ status: 'unchanged' }]);
});

test('a preview shows the moves and writes nothing', async () => {
  await importing('values', figures);
  const { code, rows, words } = await run(classifyCommand);
  expect(code).toBe(0);
  expect(rows[0]).toEqual({ id: 'c19', name: '客户19', from: 'C', to: 'A1', rank: 1, value: 190_000 });
  expect(rows.map((row) => row.id)).not.toContain('c0');
  expect(words).toMatch(/19 customers ranked: A1 1, A2 1, B1 1, B2 3, C 13; 1 without a figure keep their class/);
  expect(words).toMatch(/equal figures get the better class, parts are rounded to the nearest/);
  expect(await classOf('c19')).toBe('C');
});

test('applied, customers, their open complaints and what is owed follow', async () => {
  await withStore((store) =>
    store.transaction(async (tx) => {
      await tx.insertComplaint(complaint('TS-1', { customerId: 'c19' }));
      await tx.insertComplaint(complaint('TS-2', { customerId: 'c19', state: 'closed' }));
    }),
  );
  await importing('values', figures);
  expect(await owed('customer:c19')).toEqual([]);
  expect(await owed('customer:c1')).toEqual(['profile.update 2027-01-24']);
  await run(classifyCommand, '--apply');
  expect([await classOf('c19'), await classOf('c18'), await classOf('c1'), await classOf('c0')]).toEqual([
    'A1',
    'A2',
    'C',
    'B1',
  ]);
  expect(await owed('customer:c19')).toEqual(['profile.update 2026-12-24']);
  expect(await owed('customer:c1')).toEqual([]);
  const told = await withStore((store) => Array.fromAsync(store.records(systemViewer, 'events')));
  const subjects = told
    .filter((e) => e.kind === 'customer.reclassed' && e.facts.customerClass === 'A1')
    .map((e) => e.subject);
  expect(subjects.sort()).toEqual(['complaint:TS-1', 'customer:c19']);
  expect((await run(classifyCommand)).rows).toEqual([]);
});
