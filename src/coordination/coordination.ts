import type { Store } from '../domain/ports.js';
import type { Logger } from '../log.js';
import type { ActivityWatch } from './activity-watch.js';
import { MemoryRateLimiter, messageLimit, type RateLimiter } from './rate-limit.js';
import { SharedTurnLock, type TurnLock } from './turn-lock.js';

/** What keeps several processes from getting in each other's way. Nothing in it may be lost for good: it holds no record. */
export interface Coordination {
  lock: TurnLock;
  limiter: RateLimiter;
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
  log: Pick<Logger, 'warn' | 'info'>;
}): Promise<Coordination> {
  const { redisUrl, store, watch, log } = options;
  const byStore = (conversationId: string) => store.tryHoldConversation(conversationId);
  const alone = new MemoryRateLimiter(messageLimit);
  if (redisUrl === undefined) return { lock: new SharedTurnLock([byStore]), limiter: alone, close: () => undefined };
  const { connectRedis, redisHold, RedisRateLimiter, shareNews } = await import('./redis/index.js');
  const redis = connectRedis(redisUrl, log);
  shareNews(redis, watch);
  return {
    lock: new SharedTurnLock([redisHold(redis), byStore]),
    limiter: new RedisRateLimiter(redis, messageLimit, alone),
    close: () => redis.close(),
  };
}
