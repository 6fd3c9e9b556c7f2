import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';

/** A Redis of our own whose every write is on disk before it is answered. */
export interface DurableRedis {
  port: number;
  stop(): Promise<void>;
}

/** Undefined where there is no redis-server. */
export async function startDurableRedis(): Promise<DurableRedis | undefined> {
  if (spawnSync('redis-server', ['--version']).status !== 0) return undefined;
  const dir = mkdtempSync(join(tmpdir(), 'shouwen-bench-redis-'));
  const port = await freePort();
  const options = ['--port', `${port}`, '--bind', '127.0.0.1', '--dir', dir, '--save', ''];
  const durable = ['--appendonly', 'yes', '--appendfsync', 'always'];
  const child = spawn('redis-server', [...options, ...durable], { stdio: 'ignore' });
  const killed = () => {
    child.kill('SIGKILL');
    rmSync(dir, { recursive: true, force: true, maxRetries: 3 });
  };
  process.once('exit', killed);
  await ready(port, child);
  return {
    port,
    async stop() {
      process.off('exit', killed);
      const gone = once(child, 'exit');
      child.kill('SIGTERM');
      await gone;
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

async function ready(port: number, child: ChildProcess): Promise<void> {
  const redis = new Redis({ port, host: '127.0.0.1', retryStrategy: () => 50, maxRetriesPerRequest: 100 });
  redis.on('error', () => undefined);
  const died = once(child, 'exit').then(() => Promise.reject(new Error('redis-server ended at once')));
  died.catch(() => undefined);
  await Promise.race([redis.ping(), died]);
  const always = await redis.config('GET', 'appendfsync');
  if (!JSON.stringify(always).includes('always')) throw new Error('redis-server does not sync every write');
  redis.disconnect();
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}
