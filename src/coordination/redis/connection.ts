import { createHmac } from 'node:crypto';
import { Redis } from 'ioredis';
import type { Logger } from '../../log.js';

/** Closes texts for a purpose; `open` throws where a text was changed, or closed with another key. */
export interface Sealer {
  seal(purpose: string, text: string): string;
  open(purpose: string, sealed: string): string;
}

/** What keeps people out of what Redis holds; the same for all processes. */
export interface RedisSecrets {
  secretKey: string;
  sealer: Sealer;
}

/** Two connections: one that asks, one that listens. */
export interface SharedRedis {
  commands: Redis;
  listener: Redis;
  /** For values. */
  sealer: Sealer;
  /** Before every key and channel, so that deployments and tests may share a server. */
  prefix: string;
  /** The name of a key: whom or what it is of can neither be read from it nor found by trying. */
  key(kind: 'cache' | 'rate' | 'turn', of: string): string;
  /** Whether the server answers; while it does not, commands fail at once. */
  up(): boolean;
  close(): void;
}

const defaultPrefix = 'shouwen:';

/**
 * Connects in the background and goes on trying; nothing waits for it. A `keyPrefix` in the address replaces the default
 * one. What it says about the server goes to the log once each time it changes.
 */
export function connectRedis(
  address: string,
  { secretKey, sealer }: RedisSecrets,
  log: Pick<Logger, 'warn' | 'info'>,
): SharedRedis {
  const url = new URL(address);
  const prefix = url.searchParams.get('keyPrefix') ?? defaultPrefix;
  url.search = '';
  const options = {
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    connectTimeout: 2_000,
    commandTimeout: 1_000,
    retryStrategy: (times: number) => Math.min(times * 100, 2_000),
  };
  const commands = new Redis(url.href, options);
  // A subscription is asked for again by itself whenever the connection comes back.
  const listener = new Redis(url.href, { ...options, enableOfflineQueue: true, maxRetriesPerRequest: null });
  let told: boolean | undefined;
  const tell = (up: boolean) => {
    if (told === up) return;
    if (!up) log.warn('Redis does not answer: the record store serves for it');
    else if (told === false) log.info('Redis answers again');
    told = up;
  };
  commands.on('ready', () => tell(true));
  commands.on('error', () => tell(false));
  commands.on('close', () => tell(false));
  listener.on('error', () => undefined);
  let closed = false;
  return {
    commands,
    listener,
    sealer,
    prefix,
    key(kind, of) {
      const hash = createHmac('sha256', secretKey).update(`shouwen/redis/${kind}\0${of}`).digest('base64url');
      return `${prefix}${kind}:${hash}`;
    },
    up: () => !closed && commands.status === 'ready',
    close() {
      closed = true;
      told = false;
      commands.disconnect();
      listener.disconnect();
    },
  };
}
