import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { projectRoot } from '../../src/project-root.js';

/** A server process of the product as `npm start` runs it, on a port it chose. */
export interface Product {
  url: string;
  stop(): Promise<void>;
}

export async function startProduct(environment: Record<string, string>): Promise<Product> {
  const child = fork(join(projectRoot, 'dist', 'src', 'index.js'), [], {
    env: { ...process.env, PORT: '0', HOST: '127.0.0.1', LOG_LEVEL: 'info', ...environment },
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
    return {
      url,
      async stop() {
        process.off('exit', end);
        const gone = once(child, 'exit');
        child.kill('SIGTERM');
        await gone;
      },
    };
  }
  throw new Error(`the server did not start:\n${log}`);
}
