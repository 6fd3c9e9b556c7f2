import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { Agent, get } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import { projectRoot } from '../src/project-root.js';
import { percentile } from './turn/figures.js';

/** How long `/healthz` takes while another process imports 10,000 customers into the server's embedded store. Goal: p99 under 50 ms. */
const rows = 10_000;
const quietMs = 3_000;
const built = (...names: string[]) => join(projectRoot, 'dist', 'src', ...names);
const dataDir = mkdtempSync(join(tmpdir(), 'shouwen-bench-'));
const environment = {
  ...process.env,
  PORT: '0',
  HOST: '127.0.0.1',
  DATA_DIR: dataDir,
  DATABASE_URL: '',
  LOG_LEVEL: 'info',
};

const children: ChildProcess[] = [];
process.once('exit', () => {
  for (const child of children) child.kill('SIGKILL');
  rmSync(dataDir, { recursive: true, force: true });
});

function run(script: string, args: string[]): ChildProcess {
  const child = fork(script, args, { env: environment, stdio: ['ignore', 'ignore', 'pipe', 'ipc'] });
  children.push(child);
  return child;
}

async function startServer(): Promise<string> {
  const child = run(built('index.js'), []);
  let log = '';
  for await (const chunk of child.stderr ?? []) {
    log += chunk;
    const [, url] = /ready: (http:\/\/[^/"]+)/.exec(log) ?? [];
    if (!url) continue;
    child.stderr?.resume();
    return url;
  }
  throw new Error(`the server did not start:\n${log}`);
}

const agent = new Agent({ keepAlive: true, maxSockets: 1 });

function probe(url: string): Promise<number> {
  const began = performance.now();
  return new Promise((resolve, reject) => {
    get(`${url}/healthz`, { agent }, (response) => {
      response.resume();
      response.on('end', () => {
        if (response.statusCode === 200) resolve(performance.now() - began);
        else reject(new Error(`/healthz: ${response.statusCode}`));
      });
    }).on('error', reject);
  });
}

/** Asks every 5 ms until told to stop. */
async function probeUntil(url: string, stop: AbortSignal): Promise<number[]> {
  const times: number[] = [];
  while (!stop.aborted) {
    times.push(await probe(url));
    await after(5);
  }
  return times;
}

function print(what: string, times: readonly number[]): void {
  const [p50, p99, max] = [0.5, 0.99, 1].map((p) => percentile(times, p).toFixed(1));
  console.log(`${what.padEnd(34)} ${times.length} probes  p50 ${p50} ms  p99 ${p99} ms  slowest ${max} ms`);
}

async function main(): Promise<void> {
  const url = await startServer();
  print('/healthz, server at rest', await probeUntil(url, AbortSignal.timeout(quietMs)));
  const file = join(dataDir, 'customers.csv');
  const lines = Array.from({ length: rows }, (_, n) => `客户${n},林悦,${n % 5 === 0 ? 'B1' : 'C'},城东`);
  writeFileSync(file, ['客户名称,客户经理,等级,片区', ...lines].join('\n'));
  const over = new AbortController();
  const probing = probeUntil(url, over.signal);
  const began = performance.now();
  const importing = run(built('cli', 'run.js'), ['import', 'customers', file]);
  const [code] = await once(importing, 'exit');
  over.abort();
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  print(`/healthz during the import`, await probing);
  console.log(`import of ${rows} rows: exit ${code}, ${seconds} s (goal: p99 under 50 ms)`);
  process.exit(code === 0 ? 0 : 1);
}

await main();
