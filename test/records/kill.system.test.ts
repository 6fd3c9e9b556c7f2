import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { verifyChain } from '../../src/domain/event-chain.js';
import { systemViewer } from '../../src/domain/staff.js';
import { projectRoot } from '../../src/project-root.js';
import type { StoreLocation } from '../../src/records/open-store.js';
import { buildOnce } from '../server-process.js';
import { findPostgres, postgresServer, sqliteServer, type TestServer } from './databases.js';
import { all, complaint, event, message } from './samples.js';

const postgres = await findPostgres();

beforeAll(buildOnce, 120_000);

/** Writes turns for ever and prints each number once its transaction is committed. */
function writer(name: string, location: StoreLocation) {
  const open = JSON.stringify(join(projectRoot, 'dist', 'src', 'records', 'open-store.js'));
  const script = `
    const { openStore } = await import(${open});
    const { name, location, complaint, event, message } = JSON.parse(process.argv[1]);
    const store = await openStore(location);
    for (let i = 0; ; i++) {
      const id = name + '-' + i;
      const key = { ...message, activityId: id };
      await store.transaction(async (tx) => {
        await tx.insertInbox(key);
        await tx.insertComplaint({ ...complaint, id, draftId: id });
        await tx.appendEvents([{ ...event, id, subject: 'writer:' + name }]);
        await tx.finishInbox(key, JSON.stringify([id]));
      });
      process.stdout.write(id + '\\n');
    }`;
  const sample = { name, location, complaint: complaint('x'), event: event('x', 'x'), message: message('x') };
  const child = spawn(process.execPath, ['--input-type=module', '-e', script, JSON.stringify(sample)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return { child, told: createInterface({ input: child.stdout }) };
}

/** Runs a writer until it has told so many numbers, kills it at once, and gives all it told. */
async function writeUntilKilled(name: string, location: StoreLocation, enough: number): Promise<string[]> {
  const { child, told } = writer(name, location);
  const exited = once(child, 'exit');
  const ids: string[] = [];
  for await (const id of told) {
    ids.push(id);
    if (ids.length === enough) child.kill('SIGKILL');
  }
  await exited;
  return ids;
}

const databases: [string, () => Promise<TestServer>][] = [['embedded SQLite', sqliteServer]];
if (postgres) databases.push(['PostgreSQL', () => postgresServer(postgres)]);

test.each(databases)(
  '%s: of writers killed in full run nothing told is lost and nothing is there by half',
  async (_name, start) => {
    const server = await start();
    const database = await server.fresh();
    await (await database.open()).close();
    const told = (
      await Promise.all(['a', 'b', 'c'].map((name) => writeUntilKilled(name, database.location, 25)))
    ).flat();
    const store = await database.open();
    const recorded = (await all(store.records(systemViewer, 'complaints'))).map((row) => row.id);
    expect(recorded).toEqual(expect.arrayContaining(told));
    expect(await store.listUnfinishedInbox(10)).toEqual([]);
    for (const name of ['a', 'b', 'c']) {
      const events = await store.listEvents(systemViewer, `writer:${name}`);
      expect(verifyChain(events).ok).toBe(true);
      expect(events.map((e) => e.id).sort()).toEqual(recorded.filter((id) => id.startsWith(`${name}-`)).sort());
    }
    await store.saveSetting('after', 'the kill');
    await store.close();
    await database.drop();
    await server.stop();
  },
  60_000,
);
