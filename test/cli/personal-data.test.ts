import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { PassThrough, Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { auditCommand } from '../../src/cli/audit.js';
import type { Command } from '../../src/cli/command.js';
import { eraseCommand } from '../../src/cli/erase.js';
import { keepCommand } from '../../src/cli/keep.js';
import { keysCommand } from '../../src/cli/keys.js';
import type { Store } from '../../src/domain/ports.js';
import { openStore } from '../../src/records/open-store.js';
import { complaint, contact, customer, event, message } from '../records/samples.js';

const [oldKey, newKey] = ['o'.repeat(40), 'n'.repeat(40)];
let dataDir: string;

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'shouwen-personal-'));
});
afterEach(() => rmSync(dataDir, { recursive: true }));

const open = () => openStore({ dataDir, secrets: [oldKey] });

async function run(command: Command, args: string[], env: Record<string, string> = {}) {
  const [out, err] = [new PassThrough(), new PassThrough()];
  const all = { DATA_DIR: dataDir, SECRET_KEY: oldKey, ...env };
  const code = await command.run(args, { in: Readable.from([]), out, err, env: all });
  out.end();
  err.end();
  const lines = (await text(out)).split('\n').filter(Boolean);
  return { code, rows: lines.map((line) => JSON.parse(line)), said: await text(err) };
}

async function withStore<T>(work: (store: Store) => Promise<T>): Promise<T> {
  const store = await open();
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}

/** Some hundreds of rows, so that pages of the file are freed and reused. */
function fill(): Promise<void> {
  return withStore((store) =>
    store.transaction(async (tx) => {
      await tx.upsertCustomer(customer('c1', { name: '欧阳商行', aliases: ['欧阳行'] }));
      await tx.upsertContact(contact('p1', 'c1', { name: '欧阳兰', phone: '13900001111' }));
      for (let n = 0; n < 300; n++) {
        const told = { customerId: 'c1', customerName: '欧阳商行', contactId: 'p1', state: 'closed' as const };
        await tx.insertComplaint(complaint(`TS-${n}`, { ...told, description: '欧阳兰说'.repeat(n) }));
        await tx.appendEvents([event(`e${n}`, `complaint:TS-${n}`)]);
        await tx.insertInbox(message(`m${n}`, { activity: JSON.stringify({ text: '欧阳商行的欧阳兰' }) }));
      }
    }),
  );
}

function bytesOnDisk(): Buffer {
  const names = readdirSync(dataDir).filter((name) => name.startsWith('shouwen.db'));
  return Buffer.concat(names.map((name) => readFileSync(join(dataDir, name))));
}

test('after an erasure no byte of a name stands in the files, and the chains verify', async () => {
  await fill();
  expect(bytesOnDisk().includes('欧阳商行')).toBe(true);
  const { code, rows } = await run(eraseCommand, ['customer', 'c1', '--apply']);
  expect(code).toBe(0);
  expect(rows).toContainEqual({ what: 'messages', count: 300 });
  for (const trace of ['欧阳商行', '欧阳行', '欧阳兰', '13900001111'])
    expect(bytesOnDisk().includes(trace)).toBe(false);
  const verified = await run(auditCommand(open), ['verify']);
  expect(verified).toMatchObject({ code: 0, rows: [{ events: 300, erased: 300, broken: 0 }] });
});

test('without --apply it is only shown', async () => {
  await fill();
  const shown = await run(eraseCommand, ['contact', 'p1']);
  expect(shown).toMatchObject({
    code: 0,
    rows: [{ what: 'contacts', count: 1 }, { what: 'complaints', count: 300 }, {}],
  });
  expect(await withStore((store) => store.findContact({ kind: 'system' }, 'p1'))).toMatchObject({ name: '欧阳兰' });
});

test.each([
  [[], 2],
  [['cat', 'p1'], 2],
  [['contact'], 2],
  [['contact', 'nobody'], 1],
])('erase %j is refused with %i', async (args, code) => {
  await fill();
  expect(await run(eraseCommand, args)).toMatchObject({ code, rows: [] });
});

test('a store from before there was sealing leaves nothing readable in the file', async () => {
  await fill();
  const raw = new DatabaseSync(join(dataDir, 'shouwen.db'));
  raw.exec(
    "update contacts set name = '欧阳兰', phone = '13900001111'; delete from settings where name = 'field-keys'",
  );
  raw.exec("update complaints set phone = '13900001111'");
  raw.close();
  expect(bytesOnDisk().includes('13900001111')).toBe(true);
  await withStore(async () => undefined);
  expect(bytesOnDisk().includes('13900001111')).toBe(false);
  expect(bytesOnDisk().includes('欧阳兰')).toBe(false);
});

test('keys rotate: then the new key alone opens', async () => {
  await fill();
  const { code, rows } = await run(keysCommand, ['rotate'], { FIELD_KEYS: `${newKey},${oldKey}` });
  expect(code).toBe(0);
  expect(rows).toEqual([{ key: expect.any(String), resealed: 601 }]);
  await expect(open()).rejects.toMatchObject({ code: 'misconfigured' });
  const again = await run(keysCommand, ['rotate'], { FIELD_KEYS: newKey, SECRET_KEY: '' });
  expect(again).toMatchObject({ code: 0, rows: [{ resealed: 0 }] });
});

test('without a figure nothing is forgotten; a figure is kept until it is taken back', async () => {
  expect((await run(keepCommand(open), [])).rows).toEqual([
    { kind: 'messages', days: null },
    { kind: 'records', days: null },
  ]);
  await run(keepCommand(open), ['--messages', '365', '--records', '1825']);
  expect((await run(keepCommand(open), ['--records', 'always'])).rows).toEqual([
    { kind: 'messages', days: 365 },
    { kind: 'records', days: null },
  ]);
  expect(await run(keepCommand(open), ['--messages', 'soon'])).toMatchObject({ code: 2 });
});
