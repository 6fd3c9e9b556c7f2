import { randomUUID } from 'node:crypto';
import { ActivityWatch } from '../../src/coordination/activity-watch.js';
import { openCoordination } from '../../src/coordination/coordination.js';
import { MemoryRateLimiter, messageLimit, type RateLimiter } from '../../src/coordination/rate-limit.js';
import { connectRedis, redisHold } from '../../src/coordination/redis/index.js';
import { MemoryTurnLock, SharedTurnLock, type TurnLock } from '../../src/coordination/turn-lock.js';
import type { Store } from '../../src/domain/ports.js';
import { until } from '../processes.js';
import { findPostgres, postgresServer, type TestDatabase, type TestServer } from '../records/databases.js';
import { canStartRedis, findRedis, type OwnRedis, ownRedis, secrets } from './redis.js';

const redisUrl = await findRedis();
const postgresUrl = await findPostgres();
const silent = { warn: () => undefined, info: () => undefined };
const cleanUp: Array<() => unknown> = [];

afterEach(async () => {
  for (const end of cleanUp.splice(0).reverse()) await end();
});

/** Two processes' worth of a lock. */
type Pair = () => Promise<[TurnLock, TurnLock]>;

const inMemory: Pair = async () => {
  const lock = new MemoryTurnLock();
  return [lock, lock];
};

const onRedis =
  (url: string): Pair =>
  async () => {
    const one = () => {
      const redis = connectRedis(url, secrets, silent);
      cleanUp.push(() => redis.close());
      return redis;
    };
    const both = [one(), one()] as const;
    await until(3_000, async () => both.every((redis) => redis.up()) || undefined);
    return [new SharedTurnLock([redisHold(both[0])]), new SharedTurnLock([redisHold(both[1])])];
  };

let server: TestServer | undefined;
let database: TestDatabase | undefined;
beforeAll(async () => {
  if (!postgresUrl) return;
  server = await postgresServer(postgresUrl);
  database = await server.fresh();
});
afterAll(async () => {
  await database?.drop();
  await server?.stop();
});

const onPostgres: Pair = async () => {
  const open = async () => {
    if (!database) throw new Error('no database');
    const store = await database.open();
    cleanUp.push(() => store.close());
    return new SharedTurnLock([(id) => store.tryHoldConversation(id)]);
  };
  return [await open(), await open()];
};

const pairs: [string, Pair][] = [['memory', inMemory]];
if (redisUrl) pairs.push(['Redis', onRedis(redisUrl)]);
if (postgresUrl) pairs.push(['PostgreSQL', onPostgres]);

describe.each(pairs)('turn lock, %s', (_name, pair) => {
  test('one turn at a time in a conversation, each once', async () => {
    const both = await pair();
    const conversation = randomUUID();
    let running = 0;
    const seen: number[] = [];
    const turn = (n: number) =>
      both[n % 2 === 0 ? 0 : 1].run(conversation, async () => {
        running += 1;
        expect(running).toBe(1);
        await new Promise((resolve) => setTimeout(resolve, 3));
        running -= 1;
        seen.push(n);
      });
    await Promise.all(Array.from({ length: 20 }, (_, n) => turn(n)));
    expect(seen.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, n) => n));
  });

  test('those of one process keep their order', async () => {
    const [lock] = await pair();
    const conversation = randomUUID();
    const seen: number[] = [];
    await Promise.all([1, 2, 3, 4].map((n) => lock.run(conversation, async () => void seen.push(n))));
    expect(seen).toEqual([1, 2, 3, 4]);
  });

  test('conversations do not wait for each other, and a failed turn lets go', async () => {
    const [a, b] = await pair();
    const [one, other] = [randomUUID(), randomUUID()];
    const { promise: over, resolve: goOn } = Promise.withResolvers<void>();
    const slow = a.run(one, () => over);
    await b.run(other, async () => undefined);
    goOn();
    await slow;
    await expect(a.run(one, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    await expect(b.run(one, async () => 'free')).resolves.toBe('free');
  });
});

/** An embedded store knows no other process. */
const noStoreLock: Pick<Store, 'tryHoldConversation'> = { tryHoldConversation: async () => async () => undefined };

async function coordination(url: string | undefined, log = silent) {
  const watch = new ActivityWatch();
  const opened = await openCoordination({ redisUrl: url, store: noStoreLock, watch, secrets: () => secrets, log });
  cleanUp.push(() => opened.close());
  return { watch, ...opened };
}

const limiters: [string, () => Promise<RateLimiter>][] = [['memory', async () => new MemoryRateLimiter(messageLimit)]];
if (redisUrl) limiters.push(['Redis', async () => (await coordination(redisUrl)).limiter]);

test.each(limiters)(
  'rate limit, %s: twenty pass, then the wait is told; senders do not share it',
  async (_name, open) => {
    const limiter = await open();
    const [sender, other] = [randomUUID(), randomUUID()];
    const waits: number[] = [];
    for (let n = 0; n < 22; n++) waits.push(await limiter.take(sender));
    expect(waits.slice(0, 20)).toEqual(Array(20).fill(0));
    for (const wait of waits.slice(20)) {
      expect(wait).toBeGreaterThan(0);
      expect(wait).toBeLessThanOrEqual(messageLimit.withinMs);
    }
    expect(await limiter.take(other)).toBe(0);
  },
);

const withRedis = redisUrl ? test : test.skip;

withRedis('processes share one limit, and hear of each other’s conversations', async () => {
  const [a, b] = [await coordination(redisUrl), await coordination(redisUrl)];
  const sender = randomUUID();
  const heard: string[] = [];
  b.watch.subscribe('c', () => heard.push('b'));
  a.watch.subscribe('c', () => heard.push('a'));
  await until(5_000, async () => {
    a.watch.announce('c');
    return heard.includes('b') || undefined;
  });
  const before = heard.filter((who) => who === 'a').length;
  a.watch.announce('c');
  expect(heard.filter((who) => who === 'a')).toHaveLength(before + 1);
  for (let n = 0; n < 10; n++) await a.limiter.take(sender);
  for (let n = 0; n < 10; n++) await b.limiter.take(sender);
  expect(await a.limiter.take(sender)).toBeGreaterThan(0);
  expect(await b.limiter.take(sender)).toBeGreaterThan(0);
});

const withOwn = canStartRedis() ? test : test.skip;

withOwn(
  'Redis may go and come back: turns, limits and news go on, and the log says so once each',
  async () => {
    const own: OwnRedis = await ownRedis();
    cleanUp.push(() => own.end());
    await own.start();
    const said: string[] = [];
    const log = { warn: (text: string) => void said.push(text), info: (text: string) => void said.push(text) };
    const here = await coordination(own.url, log as never);
    const there = await coordination(own.url);
    const heard: string[] = [];
    there.watch.subscribe('c', () => heard.push('news'));
    const newsArrive = () =>
      until(10_000, async () => {
        here.watch.announce('c');
        return heard.length > 0 || undefined;
      });
    await newsArrive();

    await own.stop();
    await until(5_000, async () => said.length > 0 || undefined);
    await expect(here.lock.run('c', async () => 'ran')).resolves.toBe('ran');
    const waits: number[] = [];
    for (let n = 0; n < 21; n++) waits.push(await here.limiter.take('sender'));
    expect(waits.filter((wait) => wait > 0)).toHaveLength(1);
    expect(said).toHaveLength(1);

    await own.start();
    heard.length = 0;
    await newsArrive();
    await until(5_000, async () => said.length > 1 || undefined);
    expect(said).toHaveLength(2);
    await expect(there.lock.run('c', async () => 'ran')).resolves.toBe('ran');
  },
  40_000,
);
