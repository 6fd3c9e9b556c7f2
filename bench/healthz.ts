import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { Agent, get } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import { projectRoot } from '../src/project-root.js';
import { percentile } from './turn/figures.js';
import { loadResult } from './turn/load-contract.js';
import { Worker } from './turn/worker.js';

/**
 * How long `/healthz` takes while another process imports 10,000 customers into the server's embedded store: with nobody
 * else there, and with people telling complaints all the while. Goal: p99 under 50 ms.
 */
const rows = 10_000;
const quietMs = 2_000;
const busyMs = 6_000;
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
  rmSync(dataDir, { recursive: true, force: true, maxRetries: 3 });
});

function run(script: string, args: string[]): ChildProcess {
  const child = fork(script, args, { env: environment, stdio: ['ignore', 'ignore', 'pipe', 'ipc'] });
  children.push(child);
  return child;
}

async function startServer(): Promise<string> {
  const child = run(built('index.js'), []);
  let log = '';
  for await (const chunk of child.stderr?.iterator({ destroyOnReturn: false }) ?? []) {
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
  console.log(
    `${what.padEnd(34)} ${String(times.length).padStart(5)} times  p50 ${p50} ms  p99 ${p99} ms  slowest ${max} ms`,
  );
}

/** Customers of a file of their own, so that every row is new. */
async function importCustomers(round: string): Promise<string> {
  const file = join(dataDir, `${round}.csv`);
  const lines = Array.from({ length: rows }, (_, n) => `${nameOf(n)}${round},林悦,${n % 5 === 0 ? 'B1' : 'C'},城东`);
  writeFileSync(file, ['客户名称,客户经理,等级,片区', ...lines].join('\n'));
  const began = performance.now();
  const [code] = await once(run(built('cli', 'run.js'), ['import', 'customers', file]), 'exit');
  if (code !== 0) throw new Error(`the import ended with ${code}`);
  return `import of ${rows} rows: ${((performance.now() - began) / 1000).toFixed(1)} s`;
}

/** Names of companies, each another. */
function nameOf(n: number): string {
  const characters = '远方宏图盛世天成华美金石长河大江南北东西';
  const first = [n % 20, Math.floor(n / 20) % 20, Math.floor(n / 400) % 20].map((i) => characters.charAt(i)).join('');
  return `${first}${['食品', '物流', '医药', '建材'][Math.floor(n / 8_000)] ?? ''}`;
}

async function alone(url: string): Promise<void> {
  const over = new AbortController();
  const probing = probeUntil(url, over.signal);
  const imported = await importCustomers('有限公司');
  over.abort();
  print('during an import', await probing);
  console.log(`  ${imported}`);
}

/** Two people at a time, from before the import until after it. */
async function withPeople(url: string): Promise<void> {
  const load = await Worker.start('load.js');
  const texts = ['晨光印务白晓宇投诉 宽带这两天老断 着急 要今天修好'];
  const talk = {
    round: 'busy',
    ms: busyMs,
    concurrency: 2,
    senders: 2_000,
    texts,
    confirm: '确认',
    expected: '编号',
    url,
  };
  const over = new AbortController();
  const probing = probeUntil(url, over.signal);
  const talking = load.ask(loadResult, 'run', talk);
  await after(1_000);
  const imported = await importCustomers('集团');
  const { latencies } = await talking;
  over.abort();
  print('during an import, people talking', await probing);
  print('  a message', latencies);
  console.log(`  ${imported}`);
  await load.stop();
}

async function main(): Promise<void> {
  const url = await startServer();
  print('at rest', await probeUntil(url, AbortSignal.timeout(quietMs)));
  await alone(url);
  await withPeople(url);
  console.log('goal: p99 of /healthz under 50 ms');
  const [server] = children;
  server?.kill('SIGTERM');
  if (server) await once(server, 'exit');
}

for (const signal of ['SIGTERM', 'SIGINT']) process.once(signal, () => process.exit(1));
await main();
process.exit(0);
