import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { audit } from '../../src/domain/audit.js';
import { systemViewer } from '../../src/domain/staff.js';
import { projectRoot } from '../../src/project-root.js';
import { type RunningApp, startApp } from '../running-app.js';

/** Of the store in test/records/stores: what people had been told, and how many events stood behind it. */
const told = { complaints: ['TS-261124-9NH1', 'TS-261124-ARMC'], visits: ['BF-261202-B6PW'], events: 42 };
const phone = '13800138001';
const as = 'demo-manager-1';

let dataDir: string;
let running: RunningApp;

const fileOf = (name: string) => readFileSync(join(dataDir, name));

beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'shouwen-upgrade-'));
  const packed = readFileSync(join(projectRoot, 'test', 'records', 'stores', 'version-3.db.gz'));
  writeFileSync(join(dataDir, 'shouwen.db'), gunzipSync(packed));
  expect(fileOf('shouwen.db').includes(phone)).toBe(true);
  running = await startApp({ now: '2026-11-24T16:55:00+08:00', dataDir });
});
afterEach(async () => {
  await running.close();
  rmSync(dataDir, { recursive: true, force: true });
});

test('a store of an older version is brought up to date: all told is there, every chain whole, people are sealed', async () => {
  const { store } = running.app;
  const ids = async (of: 'complaints' | 'visits') =>
    (await Array.fromAsync(store.records(systemViewer, of))).map(({ id }) => id).sort();
  expect([await ids('complaints'), await ids('visits')]).toEqual([told.complaints, told.visits]);
  expect(await audit(store, () => undefined)).toMatchObject({ events: told.events, broken: 0 });
  const [first] = (await store.listComplaints(systemViewer)).filter(({ id }) => id === 'TS-261124-ARMC');
  expect(first).toMatchObject({ customerName: '华盛物流', phone });
  await running.close();
  expect(fileOf('shouwen.db').includes(phone)).toBe(false);
  running = await startApp({ now: '2026-11-24T16:55:00+08:00', dataDir });
});

test('in the middle of a matter people go on, and a message that comes again gets the answer it got before', async () => {
  const texts = async (text: string, conversation: string, id: string) =>
    (await running.say(text, { as, in: conversation, id })).map((reply) => reply.text).join('\n');
  expect(await texts('确认', 'c1', 'm2')).toContain('TS-261124-ARMC');
  await texts('尽快恢复', 'c4', 'later-1');
  const number = /TS-261124-\w+/.exec(await texts('确认', 'c4', 'later-2'))?.[0] ?? '';
  const all = (await running.app.store.listComplaints(systemViewer)).map(({ id }) => id).sort();
  expect(all).toEqual([...told.complaints, number].sort());
});
