import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { type Product, startProduct } from './scale/product.js';
import { median, percentile } from './turn/figures.js';
import { intakeTexts } from './turn/intake-texts.js';
import { loadResult } from './turn/load-contract.js';
import { Worker } from './turn/worker.js';

/**
 * Whole durable intakes over HTTP on PostgreSQL and Redis: three processes beside one, in turns, and one on the embedded store. The
 * load and the databases run on the same machine and take their share of it. Servers by DATABASE_URL and REDIS_URL, else on loopback.
 */
const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '3' },
    ms: { type: 'string', default: '4000' },
    concurrency: { type: 'string', default: '24' },
  },
});
const rounds = Number(values.rounds);
const concurrency = Number(values.concurrency);
const server = process.env.DATABASE_URL ?? 'postgres://postgres@127.0.0.1:5432/postgres';
const redis = new URL(process.env.REDIS_URL ?? 'redis://127.0.0.1:6379');
const loads = 3;

interface Setting {
  name: string;
  urls: string[];
  perSecond: number[];
  latencies: number[];
}

async function onServer(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  await client.query(statement).finally(() => client.end());
}

async function round(workers: readonly Worker[], setting: Setting, name: string, ms: number): Promise<void> {
  const results = await Promise.all(
    workers.map((worker, n) => {
      const url = setting.urls[n % setting.urls.length] ?? '';
      const sender = `stranger-${name}-${setting.name.length}-${n}`;
      const share = {
        sender,
        concurrency: concurrency / loads,
        senders: 500,
        texts: intakeTexts,
        confirm: '确认',
      };
      return worker.ask(loadResult, 'run', {
        url,
        expected: '编号',
        round: `${name}-${setting.urls.length}-${setting.name.length}-${n}`,
        ms,
        ...share,
      });
    }),
  );
  setting.perSecond.push(results.reduce((sum, { latencies, seconds }) => sum + latencies.length / seconds, 0));
  setting.latencies.push(...results.flatMap(({ latencies }) => latencies));
}

function print({ name, perSecond, latencies }: Setting): void {
  const [p50, p99] = [0.5, 0.99].map((p) => percentile(latencies, p).toFixed(0));
  console.log(
    `${name.padEnd(38)} ${median(perSecond).toFixed(0).padStart(5)} messages/s   p50 ${p50} ms   p99 ${p99} ms`,
  );
}

const name = `shouwen_test_scale_${randomBytes(4).toString('hex')}`;
const dataDir = mkdtempSync(join(tmpdir(), 'shouwen-scale-'));
const products: Product[] = [];
const workers: Worker[] = [];
await onServer(`create database ${name}`);
try {
  const database = new URL(server);
  database.pathname = `/${name}`;
  redis.searchParams.set('keyPrefix', `${name}:`);
  const shared = { DATABASE_URL: database.href, REDIS_URL: redis.href, SECRET_KEY: 's'.repeat(40), DATA_DIR: dataDir };
  for (let n = 0; n < 3; n++) products.push(await startProduct(shared));
  products.push(await startProduct({ DATABASE_URL: '', REDIS_URL: '', DATA_DIR: join(dataDir, 'embedded') }));
  for (let n = 0; n < loads; n++) workers.push(await Worker.start('load.js'));
  const urls = products.map(({ url }) => url);
  const settings: Setting[] = [
    { name: 'one process, embedded store', urls: urls.slice(3) },
    { name: 'one process, PostgreSQL and Redis', urls: urls.slice(0, 1) },
    { name: 'three processes, PostgreSQL and Redis', urls: urls.slice(0, 3) },
  ].map((setting) => ({ ...setting, perSecond: [], latencies: [] }));
  for (const setting of settings) await round(workers, { ...setting, perSecond: [], latencies: [] }, 'warm', 2_000);
  for (let n = 0; n < rounds; n++)
    for (const setting of settings) await round(workers, setting, `r${n}`, Number(values.ms));
  console.log(`${concurrency} at a time, median of ${rounds} rounds; ${availableParallelism()} cores for all of it`);
  for (const setting of settings) print(setting);
  const [, one, three] = settings.map(({ perSecond }) => median(perSecond));
  console.log(`three processes against one: ${((three ?? 0) / (one ?? 1)).toFixed(2)}×`);
} catch (error) {
  console.error(error);
  process.exitCode = 1;
} finally {
  await Promise.all([...workers, ...products].map((each) => each.stop()));
  await onServer(`drop database ${name} with (force)`);
  rmSync(dataDir, { recursive: true, force: true });
}
