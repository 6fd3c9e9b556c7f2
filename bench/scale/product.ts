import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { z } from 'zod';
import { projectRoot } from '../../src/project-root.js';
import { confine } from './share.js';

const launcher = z.object({ serverFlags: z.array(z.string()) });
const { serverFlags } = launcher.parse(await import(pathToFileURL(join(projectRoot, 'bin', 'runtime.mjs')).href));

/** A server process of the product as `npm start` runs it, on a port it chose. */
export interface Product {
  url: string;
  pid: number;
  stop(): Promise<void>;
}

/** `share`: the part of a core it may have, once it has started. */
export async function startProduct(environment: Record<string, string>, share?: number): Promise<Product> {
  const child = fork(join(projectRoot, 'dist', 'src', 'index.js'), [], {
    env: { ...process.env, PORT: '0', HOST: '127.0.0.1', LOG_LEVEL: 'info', ...environment },
    execArgv: serverFlags,
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  const end = () => child.kill('SIGKILL');
  process.once('exit', end);
  let log = '';
  for await (const chunk of child.stderr?.iterator({ destroyOnReturn: false }) ?? []) {
    log += chunk;
    const [, url] = /ready: (http:\/\/[^/"]+)/.exec(log) ?? [];
    if (!url) continue;
    child.stderr?.resume();
    const free = share === undefined ? () => {} : confine(child.pid ?? 0, share);
    return {
      url,
      pid: child.pid ?? 0,
      async stop() {
        process.off('exit', end);
        const gone = once(child, 'exit');
        child.kill('SIGTERM');
        await gone;
        free();
      },
    };
  }
  throw new Error(`the server did not start:\n${log}`);
}
