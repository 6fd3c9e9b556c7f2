import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { Worker } from '../turn/worker.js';
import { Meter } from './meter.js';
import { type Product, startProduct } from './product.js';

export interface Setting {
  name: string;
  urls: string[];
  pids: number[];
}

/** Servers that run, who writes to them, and the database they have for themselves. */
export interface Site {
  settings: Setting[];
  loads: Worker[];
  meter: Meter;
  close(): Promise<void>;
}

const server = process.env.DATABASE_URL ?? 'postgres://postgres@127.0.0.1:5432/postgres';
/** Divided evenly among one, two and three processes. */
const loadCount = 6;

async function onServer(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  await client.query(statement).finally(() => client.end());
}

/** Three processes on PostgreSQL and Redis, of which one, two or three are used, and one on the embedded store. */
export async function openSite(share?: number): Promise<Site> {
  const name = `shouwen_test_scale_${randomBytes(4).toString('hex')}`;
  const dataDir = mkdtempSync(join(tmpdir(), 'shouwen-scale-'));
  const redis = new URL(process.env.REDIS_URL ?? 'redis://127.0.0.1:6379');
  const database = new URL(server);
  database.pathname = `/${name}`;
  const toClose: Array<{ stop(): Promise<void> }> = [];
  const close = async () => {
    await Promise.all(toClose.map((each) => each.stop()));
    await onServer(`drop database ${name} with (force)`);
    rmSync(dataDir, { recursive: true, force: true });
  };
  await onServer(`create database ${name}`);
  try {
    const meter = await Meter.open(database.href, redis.href);
    toClose.push({ stop: () => meter.close() });
    redis.searchParams.set('keyPrefix', `${name}:`);
    const shared = {
      DATABASE_URL: database.href,
      REDIS_URL: redis.href,
      SECRET_KEY: 's'.repeat(40),
      DATA_DIR: dataDir,
    };
    const alone = { DATABASE_URL: '', REDIS_URL: '', DATA_DIR: join(dataDir, 'embedded') };
    const products: Product[] = [];
    for (const environment of [shared, shared, shared, alone]) {
      const product = await startProduct(environment, share);
      products.push(product);
      toClose.push(product);
    }
    const loads: Worker[] = [];
    for (let n = 0; n < loadCount; n++) {
      const worker = await Worker.start('load.js');
      loads.push(worker);
      toClose.push(worker);
    }
    const setting = (what: string, which: readonly Product[]): Setting => ({
      name: what,
      urls: which.map(({ url }) => url),
      pids: which.map(({ pid }) => pid),
    });
    const settings = [
      setting('one process, embedded store', products.slice(3)),
      setting('one process, PostgreSQL and Redis', products.slice(0, 1)),
      setting('two processes, PostgreSQL and Redis', products.slice(0, 2)),
      setting('three processes, PostgreSQL and Redis', products.slice(0, 3)),
    ];
    return { settings, loads, meter, close };
  } catch (error) {
    await close();
    throw error;
  }
}
