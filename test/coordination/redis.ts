import { spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import type { RedisSecrets } from '../../src/coordination/redis/index.js';
import { Vault } from '../../src/records/vault.js';
import { missing } from '../missing.js';
import { freePort, until } from '../processes.js';

/** As all processes of one deployment have them. */
export const secrets: RedisSecrets = { secretKey: 's'.repeat(40), sealer: new Vault(['s'.repeat(40)]) };

/** A server on loopback with a key prefix of this suite's own; said in one line and undefined where there is none. */
export async function findRedis(): Promise<string | undefined> {
  const url = new URL(process.env.REDIS_URL ?? 'redis://127.0.0.1:6379');
  const redis = new Redis(url.href, { lazyConnect: true, retryStrategy: () => null, connectTimeout: 3_000 });
  redis.on('error', () => undefined);
  try {
    await redis.connect();
    await redis.ping();
    url.searchParams.set('keyPrefix', `shouwen_test_${randomBytes(6).toString('hex')}:`);
    return url.href;
  } catch (cause) {
    return missing(
      'no Redis at REDIS_URL or 127.0.0.1:6379. Start one: docker run -d -p 6379:6379 redis:7',
      cause,
      'REQUIRE_SERVICES',
    );
  } finally {
    redis.disconnect();
  }
}

/** Whether `ownRedis` can start one here. */
export function canStartRedis(): boolean {
  const { error } = spawnSync('redis-server', ['--version']);
  if (error) missing('no redis-server to start one of our own. Install it: apt-get install redis-server', error);
  return error === undefined;
}

/** A server of our own, to be stopped and started. */
export interface OwnRedis {
  url: string;
  start(): Promise<void>;
  stop(): Promise<void>;
  end(): Promise<void>;
}

export async function ownRedis(): Promise<OwnRedis> {
  const dir = mkdtempSync(join(tmpdir(), 'shouwen-redis-'));
  const port = await freePort();
  let child: ReturnType<typeof spawn> | undefined;
  const stop = async () => {
    if (!child) return;
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
    child = undefined;
  };
  return {
    url: `redis://127.0.0.1:${port}`,
    async start() {
      const options = ['--port', `${port}`, '--bind', '127.0.0.1', '--dir', dir, '--save', '', '--appendonly', 'no'];
      child = spawn('redis-server', options, { stdio: 'ignore' });
      const redis = new Redis(port, '127.0.0.1', { retryStrategy: () => 25, maxRetriesPerRequest: null });
      redis.on('error', () => undefined);
      await until(5_000, async () => (await redis.ping()) || undefined);
      redis.disconnect();
    },
    stop,
    async end() {
      await stop();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}
