import type { Cache, CacheLimits } from '../cache.js';
import type { SharedRedis } from './connection.js';

/** The value, which counts as asked for now. */
const read = `
local value = redis.call('get', KEYS[1])
if value then
  local t = redis.call('time')
  redis.call('zadd', KEYS[2], t[1] * 1000000 + t[2], KEYS[1])
else
  redis.call('zrem', KEYS[2], KEYS[1])
end
return value`;

/** ARGV: value, ms it is kept, most keys; none: the value is forgotten. */
const write = `
if #ARGV == 0 then
  redis.call('del', KEYS[1])
  return redis.call('zrem', KEYS[2], KEYS[1])
end
redis.call('set', KEYS[1], ARGV[1], 'PX', ARGV[2])
local t = redis.call('time')
redis.call('zadd', KEYS[2], t[1] * 1000000 + t[2], KEYS[1])
redis.call('pexpire', KEYS[2], ARGV[2])
local over = redis.call('zcard', KEYS[2]) - ARGV[3]
if over > 0 then
  local gone = redis.call('zpopmin', KEYS[2], over)
  for n = 1, #gone, 2 do redis.call('del', gone[n]) end
end
return 1`;

const purpose = 'redis/cache';

/**
 * Among all processes; while Redis does not answer, each keeps its own. Keys are hashes and values are sealed: somebody who reads
 * the server learns nothing of either, and a value put under another key does not count.
 */
export class RedisCache implements Cache {
  readonly #redis: SharedRedis;
  readonly #limits: CacheLimits;
  readonly #alone: Cache;

  constructor(redis: SharedRedis, limits: CacheLimits, alone: Cache) {
    this.#redis = redis;
    this.#limits = limits;
    this.#alone = alone;
  }

  async get(key: string): Promise<string | undefined> {
    const name = this.#redis.key('cache', key);
    try {
      const sealed = await this.#redis.commands.eval(read, 2, name, this.#index);
      return typeof sealed === 'string' ? this.#open(name, sealed) : undefined;
    } catch {
      return await this.#alone.get(key);
    }
  }

  async set(key: string, value: string): Promise<void> {
    const { commands, sealer } = this.#redis;
    const name = this.#redis.key('cache', key);
    const { longest, forMs, keys } = this.#limits;
    const kept = value.length > longest ? [] : [sealer.seal(purpose, JSON.stringify([name, value])), forMs, keys];
    try {
      await commands.eval(write, 2, name, this.#index, ...kept);
    } catch {
      await this.#alone.set(key, value);
    }
  }

  /** The keys by when they were asked for last. */
  get #index(): string {
    return `${this.#redis.prefix}cache-index`;
  }

  /** Undefined where it was changed, put elsewhere, or sealed with a key this process does not have. */
  #open(name: string, sealed: string): string | undefined {
    try {
      const [under, value] = JSON.parse(this.#redis.sealer.open(purpose, sealed)) as [string, string];
      return under === name ? value : undefined;
    } catch {
      return undefined;
    }
  }
}
