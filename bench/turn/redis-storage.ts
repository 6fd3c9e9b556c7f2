import type { Storage, StoreItems } from 'botbuilder';
import type { Redis } from 'ioredis';

/** The Bot Framework's own storage contract on Redis: one key an item, last writer wins. */
export class RedisStorage implements Storage {
  readonly #redis: Redis;

  constructor(redis: Redis) {
    this.#redis = redis;
  }

  async read(keys: string[]): Promise<StoreItems> {
    const values = keys.length > 0 ? await this.#redis.mget(keys) : [];
    const items: StoreItems = {};
    for (const [n, value] of values.entries()) {
      const key = keys[n];
      if (key !== undefined && value) items[key] = JSON.parse(value);
    }
    return items;
  }

  async write(changes: StoreItems): Promise<void> {
    const pairs = Object.entries(changes).flatMap(([key, item]) => [key, JSON.stringify(item)]);
    if (pairs.length > 0) await this.#redis.mset(pairs);
  }

  async delete(keys: string[]): Promise<void> {
    if (keys.length > 0) await this.#redis.del(keys);
  }
}
