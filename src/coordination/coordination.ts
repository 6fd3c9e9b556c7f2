import type { Store } from '../domain/ports.js';
import type { Logger } from '../log.js';
import type { ActivityWatch } from './activity-watch.js';
import { type Cache, cacheLimits, MemoryCache } from './cache.js';
import { MemoryRateLimiter, messageLimit, type RateLimiter } from './rate-limit.js';
import type { RedisSecrets } from './redis/index.js';
import { SharedTurnLock, type TurnLock } from './turn-lock.js';

/** Keys of the cache in Redis, for all processes together: some 10 MB, as answers are. */
const sharedKeys = 10_000;

/** What keeps several processes from getting in each other's way. Nothing in it may be lost for good: it holds no record. */
export interface Coordination {
  lock: TurnLock;
  limiter: RateLimiter;
  cache: Cache;
  close(): void;
}

/**
 * By Redis where there is one and it answers, else by the record store; `watch` hears of other processes through Redis, whose
 * client is loaded only where it is asked for.
 */
export async function openCoordination(options: {
  redisUrl: string | undefined;
  store: Pick<Store, 'tryHoldConversation'>;
  watch: ActivityWatch;
  /** Asked for where there is Redis. */
  secrets: () => RedisSecrets;
  log: Pick<Logger, 'warn' | 'info'>;
}): Promise<Coordination> {
  const { redisUrl, store, watch, secrets, log } = options;
  const byStore = (conversationId: string) => store.tryHoldConversation(conversationId);
  const alone = { limiter: new MemoryRateLimiter(messageLimit), cache: new MemoryCache(cacheLimits) };
  if (redisUrl === undefined) return { lock: new SharedTurnLock([byStore]), ...alone, close: () => undefined };
  const { connectRedis, redisHold, RedisCache, RedisRateLimiter, shareNews } = await import('./redis/index.js');
  const redis = connectRedis(redisUrl, secrets(), log);
  shareNews(redis, watch);
  return {
    lock: new SharedTurnLock([redisHold(redis), byStore]),
    limiter: new RedisRateLimiter(redis, messageLimit, alone.limiter),
    cache: new RedisCache(redis, { ...cacheLimits, keys: sharedKeys }, alone.cache),
    close: () => redis.close(),
  };
}
