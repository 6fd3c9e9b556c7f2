import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { projectRoot } from '../src/project-root.js';
import { median, percentile } from './turn/figures.js';
import { intakeTexts } from './turn/intake-texts.js';
import { loadResult } from './turn/load-contract.js';
import { startDurableRedis } from './turn/redis-process.js';
import { Worker } from './turn/worker.js';

/**
 * A whole durable intake (told, confirmed, over HTTP) beside a bare botbuilder WaterfallDialog of two steps, on memory and on
 * Redis that syncs every write. Rounds take turns, so that whatever else the machine does hits all alike. All are warmed for
 * `--warm` ms, since a server runs for days and its compiler is done after seconds, and started with the flags of `npm start`.
 * `--profile <folder>` writes a CPU profile of our server.
 */
const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '5' },
    ms: { type: 'string', default: '2000' },
    concurrency: { type: 'string', default: '16' },
    warm: { type: 'string', default: '8000' },
    profile: { type: 'string' },
  },
});
const rounds = Number(values.rounds);
const roundMs = Number(values.ms);
/** Enough of them, so that none writes more than a sender may. */
const senders = 500;

interface Target {
  name: string;
  server: Worker;
  url: string;
  expected: string;
  perSecond: number[];
  latencies: number[];
  /** Of the server's process, without that of Redis, ms. */
  cpuMs: number;
}

const launcher = z.object({ serverFlags: z.array(z.string()) });
const { serverFlags } = launcher.parse(await import(pathToFileURL(join(projectRoot, 'bin', 'runtime.mjs')).href));

const cpuUsage = z.object({ user: z.number(), system: z.number() });

async function start(name: string, file: string, args: string[], expected: string, node: string[] = []) {
  const server = await Worker.start(file, args, [...serverFlags, ...node]);
  const url = await server.ask(z.string(), 'url');
  return { name, server, url, expected, perSecond: [], latencies: [], cpuMs: 0 } satisfies Target;
}

async function round(load: Worker, target: Target, name: string, ms: number, concurrency: number) {
  const { url, expected } = target;
  const input = { url, expected, round: name, ms, concurrency, senders, texts: intakeTexts, confirm: '确认' };
  return await load.ask(loadResult, 'run', input);
}

async function measure(load: Worker, targets: readonly Target[]): Promise<void> {
  const concurrency = Number(values.concurrency);
  for (const target of targets) await round(load, target, 'warm', Number(values.warm), concurrency);
  for (let n = 0; n < rounds; n++) {
    for (const target of targets) {
      const before = await cpuMs(target);
      const { latencies, seconds } = await round(load, target, `r${n}`, roundMs, concurrency);
      target.cpuMs += (await cpuMs(target)) - before;
      target.perSecond.push(latencies.length / seconds);
      target.latencies.push(...latencies);
    }
  }
}

async function cpuMs({ server }: Target): Promise<number> {
  const { user, system } = await server.ask(cpuUsage, 'cpu');
  return (user + system) / 1000;
}

function print(targets: readonly Target[]): void {
  console.log(`requests over HTTP, ${values.concurrency} at a time; median (lowest–highest) of ${rounds} rounds`);
  for (const { name, perSecond, latencies, cpuMs } of targets) {
    const range = `${Math.min(...perSecond).toFixed(0)}–${Math.max(...perSecond).toFixed(0)}`;
    const times = [0.5, 0.99].map((p) => percentile(latencies, p).toFixed(1).padStart(6));
    const rate = `${median(perSecond).toFixed(0).padStart(6)}/s ${`(${range})`.padEnd(12)}`;
    console.log(
      `${name.padEnd(36)} ${rate}  p50 ${times[0]} ms  p99 ${times[1]} ms  CPU ${(cpuMs / latencies.length).toFixed(2)} ms`,
    );
  }
}

/** Round by round, so that a slow moment of the machine counts for both. */
function ratio(ours: Target, other: Target): string {
  const ratios = ours.perSecond.map((rate, n) => rate / (other.perSecond[n] ?? Number.NaN));
  return `${median(ratios).toFixed(2)}×`;
}

/** One message at a time: what a phase costs, not how long it waits for the turns of others. */
async function printCosts(load: Worker, ours: Target): Promise<void> {
  const costs = z.record(z.string(), z.array(z.number()));
  await ours.server.ask(costs, 'costs');
  await round(load, ours, 'alone', 2_500, 1);
  console.log('cost of our turn by phase, one message at a time');
  for (const [phase, ms] of Object.entries(await ours.server.ask(costs, 'costs'))) {
    const times = [0.5, 0.99].map((p) => percentile(ms, p).toFixed(2).padStart(6));
    console.log(`  ${phase.padEnd(10)} p50 ${times[0]} ms  p99 ${times[1]} ms`);
  }
}

async function main(): Promise<void> {
  const redis = await startDurableRedis();
  const profile = values.profile ? ['--cpu-prof', `--cpu-prof-dir=${values.profile}`] : [];
  const load = await Worker.start('load.js');
  const ours = await start('shouwen, all durable, on SQLite', 'our-server.js', [`${senders}`], '编号', profile);
  const memory = await start('WaterfallDialog on MemoryStorage', 'waterfall-server.js', [], 'recorded');
  const durable = redis
    ? await start('WaterfallDialog on Redis, AOF always', 'waterfall-server.js', [`${redis.port}`], 'recorded')
    : undefined;
  const targets = [ours, memory, ...(durable ? [durable] : [])];
  try {
    await measure(load, targets);
    print(targets);
    console.log(`shouwen / memory: ${ratio(ours, memory)}`);
    if (durable) console.log(`shouwen / Redis, AOF always: ${ratio(ours, durable)} (goal: at least 1.00×)`);
    else console.log('not measured on Redis: there is no redis-server here (Debian: apt-get install redis-server)');
    await printCosts(load, ours);
    const recorded = await ours.server.ask(z.number(), 'recorded');
    console.log(`${recorded} complaints on record`);
  } finally {
    for (const worker of [load, ...targets.map((target) => target.server)]) await worker.stop();
    await redis?.stop();
  }
}

for (const signal of ['SIGTERM', 'SIGINT']) process.once(signal, () => process.exit(1));
await main();
