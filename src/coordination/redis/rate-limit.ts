import { randomUUID } from 'node:crypto';
import type { RateLimit, RateLimiter } from '../rate-limit.js';
import type { SharedRedis } from './connection.js';

/** Times of the messages inside the window by Redis's clock; what is refused does not count. Gives ms to wait, 0 to pass. */
const slide = `
local t = redis.call('time')
local now = t[1] * 1000 + math.floor(t[2] / 1000)
redis.call('zremrangebyscore', KEYS[1], '-inf', now - ARGV[2])
if redis.call('zcard', KEYS[1]) >= tonumber(ARGV[1]) then
  local first = redis.call('zrange', KEYS[1], 0, 0, 'withscores')
  return math.max(1, first[2] + ARGV[2] - now)
end
redis.call('zadd', KEYS[1], now, ARGV[3])
redis.call('pexpire', KEYS[1], ARGV[2])
return 0`;

/** A sliding window that all processes share; while Redis does not answer, each counts for itself. */
export class RedisRateLimiter implements RateLimiter {
  readonly #redis: SharedRedis;
  readonly #limit: RateLimit;
  readonly #alone: RateLimiter;

  constructor(redis: SharedRedis, limit: RateLimit, alone: RateLimiter) {
    this.#redis = redis;
    this.#limit = limit;
    this.#alone = alone;
  }

  async take(key: string): Promise<number> {
    try {
      return await this.#takeShared(key);
    } catch {
      return await this.#alone.take(key);
    }
  }

  async #takeShared(key: string): Promise<number> {
    const { commands } = this.#redis;
    const { messages, withinMs } = this.#limit;
    const waitMs = await commands.eval(slide, 1, this.#redis.key('rate', key), messages, withinMs, randomUUID());
    if (typeof waitMs !== 'number') throw new Error('Redis gave no number');
    return waitMs;
  }
}
