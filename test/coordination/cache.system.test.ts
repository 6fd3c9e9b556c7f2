import { Redis } from 'ioredis';
import { type Cache, type CacheLimits, cacheLimits, MemoryCache } from '../../src/coordination/cache.js';
import { connectRedis, RedisCache, type RedisSecrets } from '../../src/coordination/redis/index.js';
import { Vault } from '../../src/records/vault.js';
import { until } from '../processes.js';
import { canStartRedis, findRedis, ownRedis, secrets } from './redis.js';

const redisUrl = await findRedis();
const silent = { warn: () => undefined, info: () => undefined };
const cleanUp: Array<() => unknown> = [];

afterEach(async () => {
  for (const end of cleanUp.splice(0).reverse()) await end();
});

/** Two processes' worth of a cache nobody used before. */
type Pair = (limits: CacheLimits) => Promise<[Cache, Cache]>;

const inMemory: Pair = async (limits) => {
  const cache = new MemoryCache(limits);
  return [cache, cache];
};

/** Keys of a suite end in a name of its own; each test takes one more. */
let tests = 0;
const ownKeys = (url: string) => url.replace(/(:|%3A)$/, `-${++tests}:`);

async function processOn(
  url: string,
  limits: CacheLimits,
  own: RedisSecrets = secrets,
  alone = new MemoryCache(limits),
) {
  const redis = connectRedis(url, own, silent);
  cleanUp.push(() => redis.close());
  await until(5_000, async () => redis.up() || undefined);
  return new RedisCache(redis, limits, alone);
}

const onRedis =
  (url: string): Pair =>
  async (limits) => {
    const keys = ownKeys(url);
    return [await processOn(keys, limits), await processOn(keys, limits)];
  };

const kinds: [string, Pair][] = [['memory', inMemory]];
if (redisUrl) kinds.push(['Redis', onRedis(redisUrl)]);

describe.each(kinds)('cache, %s', (_name, open) => {
  test('what one process kept the other finds, the newest value of a key', async () => {
    const [here, there] = await open(cacheLimits);
    expect(await there.get('问题')).toBeUndefined();
    await here.set('问题', '第一次的回答');
    await here.set('问题', '24小时内回复,\u0000「都算」 \u{20000}');
    await here.set('', 'of the empty key');
    expect(await there.get('问题')).toBe('24小时内回复,\u0000「都算」 \u{20000}');
    expect(await there.get('')).toBe('of the empty key');
    expect(await there.get('问题 ')).toBeUndefined();
  });

  test('it is forgotten after its time', async () => {
    const [here, there] = await open({ ...cacheLimits, forMs: 60 });
    await here.set('a', 'kept for a moment');
    await until(5_000, async () => ((await there.get('a')) === undefined ? true : undefined));
    await here.set('a', 'kept again');
    expect(await there.get('a')).toBe('kept again');
  });

  test('their number is bounded: the one not asked for longest goes', async () => {
    const [here, there] = await open({ ...cacheLimits, keys: 3 });
    for (const key of ['a', 'b', 'c']) await here.set(key, key);
    expect(await there.get('a')).toBe('a');
    await there.set('d', 'd');
    expect(await Promise.all(['a', 'b', 'c', 'd'].map((key) => here.get(key)))).toEqual(['a', undefined, 'c', 'd']);
  });

  test('a value beyond the bound is not kept, nor the one it would replace', async () => {
    const [here, there] = await open({ ...cacheLimits, longest: 10 });
    await here.set('a', '1234567890');
    expect(await there.get('a')).toBe('1234567890');
    await here.set('a', '12345678901');
    expect(await there.get('a')).toBeUndefined();
  });
});

const withRedis = redisUrl ? test : test.skip;

withRedis('neither keys nor values can be read on the server, and a value put elsewhere does not count', async () => {
  const keys = ownKeys(redisUrl ?? '');
  const cache = await processOn(keys, cacheLimits);
  await cache.set('远帆食品王芳说宽带断了', '王芳 13800138000');
  await cache.set('another', 'answer of another');
  const prefix = new URL(keys).searchParams.get('keyPrefix') ?? '';
  const raw = new Redis(keys.replace(/\?.*/, ''));
  cleanUp.push(() => raw.disconnect());
  const names = await raw.keys(`${prefix}*`);
  const values = await Promise.all(
    names.map(async (name) => ((await raw.type(name)) === 'string' ? raw.get(name) : '')),
  );
  expect(names).toHaveLength(3);
  expect([...names, ...values].join('\n')).not.toMatch(/远帆|王芳|13800138000|another/);
  const [one, other] = names.filter((_, at) => values[at] !== '');
  await raw.rename(one ?? '', other ?? '');
  expect([await cache.get('远帆食品王芳说宽带断了'), await cache.get('another')]).toEqual([undefined, undefined]);
});

withRedis('what was sealed with a key that is not known is as good as none', async () => {
  const keys = ownKeys(redisUrl ?? '');
  const before = await processOn(keys, cacheLimits);
  const after = await processOn(keys, cacheLimits, { ...secrets, sealer: new Vault(['n'.repeat(40)]) });
  await before.set('a', 'sealed with the key before');
  expect(await after.get('a')).toBeUndefined();
  await after.set('a', 'sealed with the key after');
  expect(await after.get('a')).toBe('sealed with the key after');
});

const withOwn = canStartRedis() ? test : test.skip;

withOwn(
  'while Redis is away each process keeps its own, and shares again when it is back',
  async () => {
    const own = await ownRedis();
    cleanUp.push(() => own.end());
    await own.start();
    const [here, there] = [await processOn(own.url, cacheLimits), await processOn(own.url, cacheLimits)];
    await here.set('a', 'shared');
    await own.stop();
    expect(await here.get('a')).toBeUndefined();
    await here.set('a', 'of this process');
    expect([await here.get('a'), await there.get('a')]).toEqual(['of this process', undefined]);
    await own.start();
    await until(10_000, async () => {
      await here.set('a', 'shared again');
      return (await there.get('a')) === 'shared again' || undefined;
    });
  },
  40_000,
);
