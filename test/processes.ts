import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { setTimeout as after } from 'node:timers/promises';

/** A port nobody listens on just now. */
export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

/** Waits for the end of a process and gives what it wrote. */
export async function collect(child: ChildProcess): Promise<{ code: number | null; out: string; err: string }> {
  const parts = { out: '', err: '' };
  child.stdout?.on('data', (chunk) => (parts.out += chunk));
  child.stderr?.on('data', (chunk) => (parts.err += chunk));
  const [code] = await once(child, 'close');
  return { code, ...parts };
}

/** Asks again until there is an answer; throws after `limitMs`. */
export async function until<T>(limitMs: number, check: () => Promise<T | undefined>): Promise<T> {
  const end = performance.now() + limitMs;
  for (;;) {
    const found = await check();
    if (found !== undefined) return found;
    if (performance.now() > end) throw new Error(`nothing within ${limitMs} ms`);
    await after(25);
  }
}
