import { setTimeout as after } from 'node:timers/promises';
import { findRedis } from '../coordination/redis.js';
import { expectOnRecord } from '../faults/on-record.js';
import { People } from '../faults/people.js';
import { findPostgres, postgresServer, type TestDatabase, type TestServer } from '../records/databases.js';
import { buildOnce, type ServerProcess, startServer } from '../server-process.js';

const postgres = await findPostgres();
const redis = await findRedis();
let databases: TestServer;
let database: TestDatabase;
const running = new Set<ServerProcess>();

beforeAll(async () => {
  if (!postgres || !redis) return;
  await buildOnce();
  databases = await postgresServer(postgres);
  database = await databases.fresh();
}, 120_000);
afterAll(async () => {
  await Promise.all([...running].map((one) => one.kill()));
  await database?.drop();
  await databases?.stop();
});

async function start(): Promise<ServerProcess> {
  const one = await startServer(database.location, { REDIS_URL: redis, DRAIN_SECONDS: '5' });
  running.add(one);
  return one;
}

/** What stands before the processes: sends to those that say they are ready, asked each fifth of a second. */
class Balancer {
  ready: string[] = [];
  #stopped = false;

  /** One round of questions after the other. */
  async watch(): Promise<void> {
    for (; !this.#stopped; await after(200)) await this.look();
  }

  async look(): Promise<void> {
    const urls = [...running].map(({ url }) => url);
    const said = await Promise.all(
      urls.map((url) =>
        fetch(`${url}/readyz`).then(
          ({ ok }) => ok,
          () => false,
        ),
      ),
    );
    this.ready = urls.filter((_, n) => said[n]);
  }

  stop(): void {
    this.#stopped = true;
  }
}

const withServices = postgres && redis ? test : test.skip;
withServices(
  'both processes are replaced, one after the other, while people chat: nobody is turned away or waits for it',
  async () => {
    const [first, second] = [await start(), await start()];
    const balancer = new Balancer();
    await balancer.look();
    const watching = balancer.watch();
    const people = new People('rolling', () => balancer.ready);
    let over = false;
    let count = 0;
    const talking = (async () => {
      for (; !over; count += 4) await people.tell(count + 4, 2, undefined, count);
    })();
    const codes: Array<number | null> = [];
    for (const old of [first, second]) {
      await start();
      await balancer.look();
      codes.push(await old.stop());
      running.delete(old);
    }
    over = true;
    await talking;
    balancer.stop();
    await watching;
    expect(codes).toEqual([0, 0]);
    expect({ statuses: [...people.statuses.keys()], unanswered: people.unanswered }).toEqual({
      statuses: [200],
      unanswered: 0,
    });
    expect([...people.apologies]).toEqual([]);
    const store = await database.open();
    await expectOnRecord(store, people.numbers);
    await store.close();
    process.stderr.write(
      `rolling restart: ${people.numbers.length} intakes, longest wait ${Math.round(people.longestMs)} ms\n`,
    );
  },
  180_000,
);
