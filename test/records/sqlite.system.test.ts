import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as after } from 'node:timers/promises';
import { openStore } from '../../src/records/open-store.js';

let dataDir: string;

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'shouwen-sqlite-'));
});

afterEach(() => rmSync(dataDir, { recursive: true }));

test('while another process writes, a transaction waits without stopping the process, and reads go on', async () => {
  const store = await openStore({ dataDir });
  const other = new DatabaseSync(join(dataDir, 'shouwen.db'));
  other.exec('begin immediate');
  other.exec("insert into settings values ('other', 'not yet')");
  let saved = false;
  const saving = store.saveSetting('mine', '1').then(() => {
    saved = true;
  });
  for (let i = 0; i < 5; i++) {
    await after(10);
    expect(await store.findSetting('other')).toBeUndefined();
  }
  expect(saved).toBe(false);
  other.exec('commit');
  await saving;
  expect([await store.findSetting('mine'), await store.findSetting('other')]).toEqual(['1', 'not yet']);
  other.close();
  await store.close();
});

test('the file is in WAL mode, so that readers never wait for a writer', async () => {
  const store = await openStore({ dataDir });
  const file = new DatabaseSync(join(dataDir, 'shouwen.db'));
  expect(file.prepare('pragma journal_mode').get()).toEqual({ journal_mode: 'wal' });
  file.close();
  await store.close();
});

test('a file that is no database is refused as damaged', async () => {
  writeFileSync(join(dataDir, 'shouwen.db'), 'certainly not a database, but a text of some length'.repeat(100));
  await expect(openStore({ dataDir })).rejects.toMatchObject({ code: 'corrupt' });
});

test('a folder that cannot be made, or a file that cannot be opened, is told as misconfigured', async () => {
  writeFileSync(join(dataDir, 'file'), '');
  await expect(openStore({ dataDir: join(dataDir, 'file', 'below') })).rejects.toMatchObject({ code: 'misconfigured' });
  mkdirSync(join(dataDir, 'shouwen.db'));
  await expect(openStore({ dataDir })).rejects.toMatchObject({ code: 'misconfigured' });
});
