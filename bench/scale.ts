import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { memoryOf, type Spent } from './scale/meter.js';
import { openSite, type Setting, type Site } from './scale/site.js';
import { median, percentile } from './turn/figures.js';
import { intakeTexts } from './turn/intake-texts.js';
import { loadResult } from './turn/load-contract.js';

/**
 * Whole durable intakes over HTTP: one process on the embedded store; one, two and three on PostgreSQL and Redis. The load and the
 * databases run on the same machine; what each party takes of its cores is printed. Servers by DATABASE_URL and REDIS_URL, else on loopback.
 *
 * Without more, `--concurrency` people write as fast as they are answered. `--managers 200,5000` lets so many write `--hourly` messages
 * an hour each instead, at random instants. `--share 0.1` gives each process a tenth of a core and no more, so that this machine is not what
 * bounds three of them: what is left is what sharing the stores costs.
 */
const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '3' },
    ms: { type: 'string' },
    concurrency: { type: 'string', default: '24' },
    managers: { type: 'string' },
    hourly: { type: 'string', default: '15' },
    share: { type: 'string' },
  },
});
const rounds = Number(values.rounds);
const concurrency = Number(values.concurrency);
const hourly = Number(values.hourly);
const parties = ['processes', 'PostgreSQL', 'Redis', 'load'] as const;

/** How fast people write: as they are answered, or so many messages a second. */
type Pace = { concurrency: number } | { messagesPerSecond: number; senders: number };

interface Figures {
  perSecond: number[];
  latencies: number[];
  /** Cores, round by round. */
  cores: Spent[];
}

let rush = 0;

async function round(site: Site, { urls, pids }: Setting, pace: Pace, ms: number, into?: Figures): Promise<void> {
  const name = `r${++rush}`;
  const { loads, meter } = site;
  const load = loads.map(({ pid }) => pid);
  const before = await meter.read(pids, load);
  const results = await Promise.all(
    loads.map((worker, n) =>
      worker.ask(loadResult, 'run', {
        url: urls[n % urls.length] ?? '',
        expected: '编号',
        round: `${name}-${n}`,
        sender: `stranger-${n}`,
        ms,
        texts: intakeTexts,
        confirm: '确认',
        ...('concurrency' in pace
          ? { concurrency: pace.concurrency / loads.length, senders: 500 }
          : {
              concurrency: 1,
              senders: Math.ceil(pace.senders / loads.length),
              perSecond: pace.messagesPerSecond / loads.length / 2,
            }),
      }),
    ),
  );
  const after = await meter.read(pids, load);
  const seconds = Math.max(...results.map((each) => each.seconds));
  if (!into) return;
  into.perSecond.push(results.reduce((sum, each) => sum + each.latencies.length / each.seconds, 0));
  for (const { latencies } of results) into.latencies.push(...latencies);
  into.cores.push(
    Object.fromEntries(parties.map((of) => [of, Math.max(0, after[of] - before[of]) / seconds])) as Spent,
  );
}

async function measure(site: Site, setting: Setting, pace: Pace, ms: number): Promise<Figures> {
  const figures: Figures = { perSecond: [], latencies: [], cores: [] };
  await round(site, setting, pace, ms / 2);
  for (let n = 0; n < rounds; n++) await round(site, setting, pace, ms, figures);
  return figures;
}

function print({ name, pids }: Setting, { perSecond, latencies, cores }: Figures): void {
  const [p50, p99] = [0.5, 0.99].map((p) => percentile(latencies, p).toFixed(0));
  const rate = median(perSecond);
  const taken = parties.map((of) => median(cores.map((each) => each[of])));
  const all = taken.reduce((sum, each) => sum + each, 0);
  const each = taken.map((part, n) => `${parties[n]} ${part.toFixed(2)} (${((part / rate) * 1_000).toFixed(1)} ms)`);
  console.log(
    `${name.padEnd(38)} ${rate.toFixed(rate < 20 ? 1 : 0).padStart(5)} messages/s   p50 ${p50} ms   p99 ${p99} ms`,
  );
  console.log(`    cores busy ${all.toFixed(2)} (CPU a message): ${each.join(', ')}`);
  console.log(`    memory of a process ${Math.max(...pids.map(memoryOf)).toFixed(0)} MB`);
}

async function fast(site: Site): Promise<void> {
  const rates: number[] = [];
  console.log(`${concurrency} at a time, median of ${rounds} rounds; ${availableParallelism()} cores for all of it`);
  for (const setting of site.settings) {
    const figures = await measure(site, setting, { concurrency }, Number(values.ms ?? 4_000));
    print(setting, figures);
    rates.push(median(figures.perSecond));
  }
  const [, one = 1, ...more] = rates;
  console.log(`two and three processes against one: ${more.map((rate) => `${(rate / one).toFixed(2)}×`).join(', ')}`);
}

async function atEase(site: Site, counts: readonly number[]): Promise<void> {
  console.log(`managers who write ${hourly} messages an hour each; ${availableParallelism()} cores for all of it`);
  for (const managers of counts) {
    for (const setting of site.settings.filter((_, n) => n < 2 || n === site.settings.length - 1)) {
      const pace = { messagesPerSecond: (managers * hourly) / 3_600, senders: managers };
      const figures = await measure(site, setting, pace, Number(values.ms ?? 20_000));
      print({ ...setting, name: `${managers} managers, ${setting.name}` }, figures);
    }
  }
}

const site = await openSite(values.share === undefined ? undefined : Number(values.share));
try {
  console.log(
    `memory at rest: ${site.settings.map(({ name, pids }) => `${name} ${memoryOf(pids[0] ?? 0).toFixed(0)} MB`).join(', ')}`,
  );
  if (values.managers === undefined) await fast(site);
  else await atEase(site, values.managers.split(',').map(Number));
  console.log(`connections to PostgreSQL at the end: ${await site.meter.connections()} of three processes`);
} catch (error) {
  console.error(error);
  process.exitCode = 1;
} finally {
  await site.close();
}
