import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { projectRoot } from '../src/project-root.js';
import type { StoreLocation } from '../src/records/open-store.js';

const built = (...names: string[]) => join(projectRoot, 'dist', 'src', ...names);
const leash = join(projectRoot, 'bin', 'leash.mjs');
const run = promisify(execFile);

/** The server as its launcher starts it: its own process, on a leash, on a port it chose. */
export interface ServerProcess {
  url: string;
  /** SIGKILL; resolves when the process is gone. */
  kill(): Promise<void>;
  /** SIGTERM; resolves to the exit code. */
  stop(): Promise<number | null>;
}

/** Brings `dist` up to date; does nothing when it is. */
export async function buildOnce(): Promise<void> {
  await run(process.execPath, [join(projectRoot, 'bin', 'run.mjs'), 'shouwen', '--help']);
}

/** Resolves once the server says that it is ready. */
export async function startServer(location: StoreLocation, more: NodeJS.ProcessEnv = {}): Promise<ServerProcess> {
  const child = spawn(process.execPath, ['--import', leash, built('index.js')], {
    env: { ...environmentOf(location), ...more },
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  const url = await addressOf(child);
  const end = async (signal: NodeJS.Signals): Promise<number | null> => {
    if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
    const gone = once(child, 'exit');
    child.kill(signal);
    const [code] = await gone;
    return code;
  };
  return { url, kill: async () => void (await end('SIGKILL')), stop: () => end('SIGTERM') };
}

/** The rows a command prints. */
export async function shouwen(location: StoreLocation, ...args: string[]): Promise<Record<string, unknown>[]> {
  const options = { env: environmentOf(location), maxBuffer: 64 * 1024 * 1024 };
  const { stdout } = await run(process.execPath, [built('cli', 'run.js'), ...args], options);
  return stdout
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));
}

function environmentOf({ dataDir, databaseUrl }: StoreLocation): NodeJS.ProcessEnv {
  const cache = join(projectRoot, '.cache', 'compile');
  const here = { PORT: '0', HOST: '127.0.0.1', DATA_DIR: dataDir, DATABASE_URL: databaseUrl ?? '' };
  return {
    ...process.env,
    NODE_OPTIONS: '',
    NODE_COMPILE_CACHE: cache,
    NODE_ENV: '',
    LOG_LEVEL: 'info',
    SECRET_KEY: 's'.repeat(40),
    ...here,
  };
}

/** From the log, which is read to its end; what stands in it is told when the server does not come up. */
async function addressOf(child: ChildProcess): Promise<string> {
  if (!child.stderr) throw new Error('no log');
  const lines: string[] = [];
  return await new Promise((resolve, reject) => {
    createInterface({ input: child.stderr as NodeJS.ReadableStream }).on('line', (line) => {
      if (lines.length < 50) lines.push(line);
      const [, url] = /ready: (http:\/\/[^/"]+)/.exec(line) ?? [];
      if (url) resolve(url);
    });
    child.once('exit', () => reject(new Error(`the server did not start:\n${lines.join('\n')}`)));
  });
}
