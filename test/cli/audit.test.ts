import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { PassThrough, Readable } from 'node:stream';
import { auditCommand } from '../../src/cli/audit.js';
import { openStore } from '../../src/records/open-store.js';
import { event } from '../records/samples.js';

let dataDir: string;
beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'shouwen-audit-'));
  const store = await openStore({ dataDir });
  await store.transaction(async (tx) => {
    await tx.appendEvents([event('a1', 'complaint:A'), event('a2', 'complaint:A')]);
    await tx.appendEvents([event('b1', 'complaint:B'), event('b2', 'complaint:B')]);
  });
  await store.close();
});
afterEach(() => rmSync(dataDir, { recursive: true }));

async function verify(...more: string[]) {
  const [out, err] = [new PassThrough({ encoding: 'utf8' }), new PassThrough({ encoding: 'utf8' })];
  const io = { in: Readable.from([]), out, err, env: {} };
  const code = await auditCommand(() => openStore({ dataDir })).run(['verify', ...more], io);
  const rows = String(out.read() ?? '')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));
  return { code, rows, said: String(err.read() ?? '') };
}

function tamper(statement: string): void {
  const raw = new DatabaseSync(join(dataDir, 'shouwen.db'));
  raw.exec(statement);
  raw.close();
}

test('untouched chains pass, with the same anchor each time', async () => {
  const first = await verify();
  expect(first.code).toBe(0);
  expect(first.rows).toEqual([{ subjects: 2, events: 4, erased: 0, broken: 0, anchor: expect.any(String) }]);
  expect(await verify('--anchor', first.rows[0].anchor)).toMatchObject({ code: 0, said: '' });
});

test('a changed fact is found, and where', async () => {
  tamper(`update events set facts = '{"category":"other"}' where id = 'b1'`);
  const { code, rows } = await verify();
  expect(code).toBe(1);
  expect(rows[0]).toMatchObject({ subject: 'complaint:B', seq: 1, reason: 'facts changed' });
});

test('a chain cut short at its end shows by the anchor', async () => {
  const [{ anchor }] = (await verify()).rows;
  tamper(`delete from events where id = 'a2'`);
  expect((await verify()).code).toBe(0);
  expect(await verify('--anchor', anchor)).toMatchObject({ code: 1, said: expect.stringContaining('anchor differs') });
});

test('an unknown word is refused', async () => {
  const [out, err] = [new PassThrough(), new PassThrough({ encoding: 'utf8' })];
  const io = { in: Readable.from([]), out, err, env: {} };
  expect(await auditCommand(() => openStore({ dataDir })).run(['check'], io)).toBe(2);
});
