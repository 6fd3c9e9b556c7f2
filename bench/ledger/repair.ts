import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { get } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { loadCalendars } from '../../src/policy/calendar.js';
import { loadPack } from '../../src/policy/load-pack.js';
import { openStore } from '../../src/records/open-store.js';
import { percentile } from '../turn/figures.js';
import { fill } from './fill.js';

const port = 39_781;
const talksEnded = Date.parse('2026-12-31T10:00:00+08:00');
const script = (name: string) => fileURLToPath(new URL(`../../src/${name}`, import.meta.url));

/** A server on a store whose every deadline moves, repaired by a command beside it, and asked for its health all the while. */
export async function measureRepair(count: number): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), 'shouwen-bench-'));
  try {
    await fillProvisional(dataDir, count);
    publishNextYear(dataDir);
    const env = { ...environment(dataDir), PORT: String(port), LOG_LEVEL: 'error' };
    const server = spawn(process.execPath, [script('index.js')], { env, stdio: ['ignore', 'ignore', 'inherit'] });
    await healthy();
    await repaired(dataDir);
    await end(server);
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
}

async function repaired(dataDir: string): Promise<void> {
  const before = performance.now();
  const args = [script('cli/run.js'), 'repair', '--yes'];
  const child = spawn(process.execPath, args, { env: environment(dataDir), stdio: ['ignore', 'pipe', 'inherit'] });
  let rows = 0;
  child.stdout?.on('data', (chunk: Buffer) => {
    for (const byte of chunk) if (byte === 10) rows++;
  });
  const latencies = await asked(child);
  const seconds = ((performance.now() - before) / 1000).toFixed(1);
  const [p50, p99, worst] = [0.5, 0.99, 1].map((p) => percentile(latencies, p).toFixed(1));
  console.log(`  ${rows.toLocaleString('en')} deadlines shown and moved in ${seconds} s`);
  console.log(
    `  /healthz meanwhile, ${latencies.length} times: p50 ${p50} ms  p99 ${p99} ms  worst ${worst} ms (goal: p99 under 50 ms)`,
  );
}

/** Asks until the process has ended. */
async function asked(child: ChildProcess): Promise<number[]> {
  const latencies: number[] = [];
  const gone = once(child, 'exit');
  while (child.exitCode === null) {
    const before = performance.now();
    await health();
    latencies.push(performance.now() - before);
    await after(10);
  }
  await gone;
  return latencies;
}

function health(): Promise<void> {
  return new Promise((resolve, reject) => {
    get({ host: '127.0.0.1', port, path: '/healthz' }, (response) => {
      response.resume();
      response.once('end', resolve);
    }).once('error', reject);
  });
}

async function healthy(): Promise<void> {
  for (let tries = 0; ; tries++) {
    try {
      return await health();
    } catch (error) {
      if (tries > 100) throw error;
      await after(100);
    }
  }
}

async function end(server: ChildProcess): Promise<void> {
  const gone = once(server, 'exit');
  server.kill('SIGTERM');
  await gone;
}

/** Its deadlines lie in a year nobody has published. */
async function fillProvisional(dataDir: string, count: number): Promise<void> {
  const store = await openStore({ dataDir });
  const policy = { pack: loadPack('telecom'), calendars: loadCalendars() };
  await fill(store, policy, talksEnded, count, (n) => ({
    subject: `customer:bench-${n}`,
    kind: 'negotiation.ended',
    at: talksEnded,
    facts: { ownerId: `manager-${n % 100}` },
  }));
  await store.close();
}

/** An invented year: its New Year holiday is two days longer. */
function publishNextYear(dataDir: string): void {
  const folder = join(dataDir, 'overlay', 'calendars');
  mkdirSync(folder, { recursive: true });
  writeFileSync(
    join(folder, '2027.yaml'),
    'year: 2027\nsource: { title: invented for a bench, url: "https://example.org/" }\nholidays: [{ name: 元旦, from: 2027-01-01, to: 2027-01-05 }]\nmakeUpDays: []\n',
  );
}

/** Before the deadlines, so that nothing is due meanwhile; the program reads its other settings nowhere here. */
function environment(dataDir: string): NodeJS.ProcessEnv {
  return { DATA_DIR: dataDir, DEMO: '1', SIMULATED_NOW: '2026-12-31T12:00:00+08:00', SIMULATED_SPEED: '1' };
}
