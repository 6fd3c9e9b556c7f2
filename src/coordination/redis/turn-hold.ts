import { randomUUID } from 'node:crypto';
import type { TryHold } from '../turn-lock.js';
import type { SharedRedis } from './connection.js';

const leaseMs = 5_000;

const renew = `if redis.call('get', KEYS[1]) == ARGV[1] then return redis.call('pexpire', KEYS[1], ARGV[2]) end return 0`;
const release = `if redis.call('get', KEYS[1]) == ARGV[1] then return redis.call('del', KEYS[1]) end return 0`;

/** A key with a token of the holder's own, that expires unless it is renewed while the turn runs. Real time. */
export function redisHold(redis: SharedRedis): TryHold {
  return async (conversationId) => {
    const key = redis.key('turn', conversationId);
    const token = randomUUID();
    const got = await redis.commands.set(key, token, 'PX', leaseMs, 'NX');
    if (got !== 'OK') return undefined;
    const renewing = setInterval(() => {
      redis.commands.eval(renew, 1, key, token, leaseMs).catch(() => undefined);
    }, leaseMs / 3);
    renewing.unref();
    return async () => {
      clearInterval(renewing);
      await redis.commands.eval(release, 1, key, token);
    };
  };
}
