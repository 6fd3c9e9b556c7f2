import { canStartRedis, type OwnRedis, ownRedis } from '../coordination/redis.js';
import { until } from '../processes.js';
import { type RunningApp, startApp } from '../running-app.js';
import { expectOnRecord } from './on-record.js';
import { ownPostgres } from './own-postgres.js';
import { full, People } from './people.js';

const intakes = full ? 600 : 45;

const postgres = canStartRedis() ? await ownPostgres() : undefined;
let redis: OwnRedis;
let processes: RunningApp[] = [];

beforeAll(async () => {
  if (!postgres) return;
  redis = await ownRedis();
  await Promise.all([postgres.start(), redis.start()]);
  const environment = { DATABASE_URL: postgres.url, REDIS_URL: redis.url };
  const now = '2026-11-24T16:50:00+08:00';
  processes = await Promise.all([1, 2].map(() => startApp({ now, environment })));
  for (const { app } of processes) app.ledger.start();
}, 120_000);
afterAll(async () => {
  await Promise.all(processes.map((one) => one.close().catch(() => undefined)));
  await redis?.end();
  await postgres?.end();
});

const ready = async (one: RunningApp | undefined) => (await fetch(`${one?.url}/readyz`)).status;
const people = (name: string) => new People(name, () => processes.map(({ url }) => url));
const told: string[] = [];

const withPrograms = postgres ? test : test.skip;

withPrograms(
  'Redis is killed and comes back amid intakes: nobody notices',
  async () => {
    const crowd = people('redis');
    const third = Promise.withResolvers<void>();
    const telling = crowd.tell(intakes, 8, (count) => count >= intakes / 3 && third.resolve());
    await third.promise;
    await redis.stop();
    expect(await Promise.all(processes.map(ready))).toEqual([200, 200]);
    await redis.start();
    await telling;
    expect([...crowd.statuses.keys()]).toEqual([200]);
    expect([...crowd.apologies]).toEqual([]);
    told.push(...crowd.numbers);
    await expectOnRecord((processes[0] as RunningApp).app.store, told);
  },
  full ? 300_000 : 90_000,
);

withPrograms(
  'PostgreSQL is killed and comes back amid intakes: people read that nothing can be kept just now, and lose nothing',
  async () => {
    const crowd = people('postgres');
    const third = Promise.withResolvers<void>();
    const telling = crowd.tell(intakes, 8, (count) => count >= intakes / 3 && third.resolve());
    await third.promise;
    await postgres?.stop();
    expect(await until(15_000, async () => (crowd.apologies.size > 0 ? [...crowd.apologies] : undefined))).toEqual([
      expect.stringContaining('现在记不下来'),
    ]);
    expect(await ready(processes[0])).toBe(503);
    expect((await fetch(`${processes[0]?.url}/healthz`)).status).toBe(200);
    await postgres?.start();
    await telling;
    await until(15_000, async () => ((await ready(processes[1])) === 200 ? true : undefined));
    expect([...crowd.statuses.keys()]).toEqual([200]);
    told.push(...crowd.numbers);
    await expectOnRecord((processes[1] as RunningApp).app.store, told);
  },
  full ? 300_000 : 90_000,
);
