import { SystemClock } from '../../src/clock.js';
import { systemViewer } from '../../src/domain/staff.js';
import { newIntake, numbersIn, send } from '../intakes.js';
import { findPostgres, postgresServer, sqliteServer, type TestServer } from '../records/databases.js';
import { startApp } from '../running-app.js';
import { buildOnce, shouwen } from '../server-process.js';
import { expectOnRecord } from './on-record.js';

const hourMs = 3_600_000;
const postgres = await findPostgres();
const databases: [string, () => Promise<TestServer>][] = [['embedded SQLite', sqliteServer]];
if (postgres) databases.push(['PostgreSQL', () => postgresServer(postgres)]);

test.each(databases)(
  '%s: the clock jumps back an hour amid intakes and over a restart: no time runs backwards, nothing is lost or told twice',
  async (_name, startServer) => {
    let real = Date.parse('2026-11-24T16:50:00+08:00');
    const server = await startServer();
    const database = await server.fresh();
    const start = () =>
      startApp({
        now: '2026-11-24T16:50:00+08:00',
        ...database.location,
        clock: new SystemClock({ realNow: () => real }),
      });
    let running = await start();
    const [first, second, third] = [0, 1, 2].map((n) => newIntake('demo-manager', `talk-${n}`, n + 1));
    if (!first || !second || !third) throw new Error('three intakes');
    await send(running.url, first.told);
    await send(running.url, second.told);
    real -= hourMs;
    const told = numbersIn((await send(running.url, first.confirmed)) ?? '');
    await running.app.ledger.sweep();
    await running.close();

    running = await start();
    told.push(...numbersIn((await send(running.url, second.confirmed)) ?? ''));
    await send(running.url, third.told);
    told.push(...numbersIn((await send(running.url, third.confirmed)) ?? ''));
    await running.app.ledger.sweep();
    expect(told).toHaveLength(3);
    const { store } = running.app;
    await expectOnRecord(store, told);
    for await (const { at, recordedAt } of store.records(systemViewer, 'events'))
      expect(at).toBeLessThanOrEqual(recordedAt);
    await running.close();
    await database.drop();
    await server.stop();
  },
  60_000,
);

test.each(databases)(
  '%s: four processes migrate one empty store at once',
  async (_name, startServer) => {
    await buildOnce();
    const server = await startServer();
    const database = await server.fresh();
    await Promise.all([1, 2, 3, 4].map(() => shouwen(database.location, 'migrate')));
    const store = await database.open();
    await store.ping();
    await store.close();
    await database.drop();
    await server.stop();
  },
  120_000,
);
