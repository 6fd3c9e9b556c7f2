import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Store } from '../../src/domain/ports.js';
import { lookAgainMs, Unreachable } from '../../src/ledger/unreachable.js';
import { openStore } from '../../src/records/open-store.js';
import { outgoing, people } from '../records/samples.js';

let dataDir: string;
let store: Store;
let elapsed: number;
let unreachable: Unreachable;

beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'shouwen-unreachable-'));
  store = await openStore({ dataDir });
  elapsed = 0;
  unreachable = new Unreachable(store, () => elapsed);
  await store.transaction(async (tx) => {
    await tx.insertStaff(people.anna, []);
    await tx.insertStaff(people.ben, []);
    for (const key of ['a', 'b']) await tx.insertOutbox({ ...outgoing(key), staffId: 'anna', conversationId: null });
    await tx.insertOutbox({ ...outgoing('c'), staffId: 'ben', conversationId: null });
  });
  await unreachable.lookAgain();
});
afterEach(async () => {
  await store.close();
  rmSync(dataDir, { recursive: true });
});

const claimable = async () => (await store.claimOutbox({ leaseMs: -1, limit: 10 })).map(({ key }) => key);
const writes = (staffId: string) =>
  store.transaction((tx) =>
    tx.upsertConversation({
      id: `webchat|${staffId}`,
      channel: 'webchat',
      staffId,
      private: true,
      reachable: true,
      reference: '{}',
      lastUsedAt: 1,
    }),
  );

test('everything that waits for somebody who is not there waits, and nobody else’s', async () => {
  await unreachable.add('anna');
  expect(await claimable()).toEqual(['c']);
});

test('it leaves once the person can be reached, looked for every so often', async () => {
  await unreachable.add('anna');
  await writes('anna');
  await unreachable.lookAgain();
  expect(await claimable()).toEqual(['c']);
  elapsed = lookAgainMs;
  await unreachable.lookAgain();
  expect((await claimable()).sort()).toEqual(['a', 'b', 'c']);
});

test('somebody else who writes wakes nothing', async () => {
  await unreachable.add('anna');
  await writes('ben');
  elapsed = lookAgainMs;
  await unreachable.lookAgain();
  expect(await claimable()).toEqual(['c']);
});

test('the wait grows each time, to ten minutes', async () => {
  const waits: number[] = [];
  const counting = {
    deferOutbox: async (_: string, waitMs: number) => void waits.push(waitMs / 1000),
    wakeOutbox: async () => undefined,
    findReachable: async () => undefined,
  };
  const patient = new Unreachable(counting, () => 0);
  for (let n = 0; n < 9; n++) await patient.add('anna');
  expect(waits).toEqual([10, 20, 40, 80, 160, 320, 600, 600, 600]);
});

test('a process that starts looks for everybody again', async () => {
  await unreachable.add('anna');
  await new Unreachable(store, () => 0).lookAgain();
  expect((await claimable()).sort()).toEqual(['a', 'b', 'c']);
});
