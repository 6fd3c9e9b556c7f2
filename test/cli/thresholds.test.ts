import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { thresholdsCommand } from '../../src/cli/thresholds.js';
import { loadPack } from '../../src/policy/load-pack.js';
import { openStore } from '../../src/records/open-store.js';
import { people } from '../records/samples.js';

let dataDir: string;
beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'shouwen-thresholds-'));
  const store = await openStore({ dataDir });
  const at = Date.parse('2026-11-20T10:00:00+08:00');
  await store.transaction(async (tx) => {
    await tx.insertStaff(people.anna, []);
    const facts = { customerClass: 'A1', checked: 20, accurate: 19 };
    const what = { id: 'e1', subject: 'customer:c1', kind: 'profile.sampled', facts };
    await tx.appendEvents([{ ...what, at, recordedAt: at, actor: 'anna', channel: 'test' }]);
  });
  await store.close();
});
afterEach(() => rmSync(dataDir, { recursive: true }));

async function run(...args: string[]) {
  const [out, err] = [new PassThrough(), new PassThrough()];
  const command = thresholdsCommand(() => openStore({ dataDir }));
  const code = await command.run(args, { in: Readable.from([]), out, err, env: { DATA_DIR: dataDir } });
  const rows = String(out.read() ?? '')
    .split('\n')
    .filter(Boolean)
    .map((row) => JSON.parse(row));
  return { code, rows, words: String(err.read() ?? '') };
}

test('one row a threshold, each with its clause: a measured figure, or no data', async () => {
  const { code, rows, words } = await run('--month', '2026-11');
  expect(code).toBe(0);
  const { thresholds, clauseById } = loadPack('telecom');
  expect(rows.map((row) => row.threshold)).toEqual(thresholds.map(({ id }) => id));
  expect(rows.every((row) => clauseById.has(row.clause))).toBe(true);
  expect(rows.find((row) => row.threshold === 'profile.accuracy-ab')).toEqual({
    threshold: 'profile.accuracy-ab',
    title: 'AB类资料准确性',
    clause: 'profile.accuracy-ab',
    comparison: 'more-than',
    value: 95,
    unit: 'percent',
    period: '2026-11',
    measuredBy: 'profile.sampled',
    measured: 95,
    of: 20,
    reached: false,
    people: [],
  });
  const others = rows.filter((row) => row.threshold !== 'profile.accuracy-ab');
  expect(new Set(others.map((row) => `${row.measured} ${row.reached} ${row.says}`))).toEqual(
    new Set(['null null 没有数据']),
  );
  expect(words).toBe(`${rows.length} thresholds; ${rows.length - 1} without data\n`);
});

test('another month has its own records', async () => {
  const { rows } = await run('--month', '2026-10');
  expect(rows.every((row) => row.measured === null)).toBe(true);
});

test('a month that is none is refused', async () => {
  await expect(run('--month', '2026-13')).rejects.toThrow('--month is no month; write one such as 2026-11');
});
