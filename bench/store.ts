import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Activity } from 'botbuilder';
import pg from 'pg';
import { type App, openApp } from '../src/app.js';
import { FixedClock } from '../src/clock.js';
import { parseConfig } from '../src/config.js';
import { audit } from '../src/domain/audit.js';
import { createLogger } from '../src/log.js';
import { loadCalendars } from '../src/policy/calendar.js';
import { backUp } from '../src/records/backup.js';
import { fill } from './ledger/fill.js';
import { intakeTexts, nameOf } from './turn/intake-texts.js';

/**
 * What a store weighs and how it does with what lies in it: whole intakes in this process, then obligations beside them; disk for each
 * complaint, start, the first sweep, `audit verify` and a backup. Embedded, and on PostgreSQL with `--postgres` (by DATABASE_URL, else on loopback).
 */
const { values } = parseArgs({
  options: {
    complaints: { type: 'string', default: '1000' },
    obligations: { type: 'string', default: '100000' },
    postgres: { type: 'boolean', default: false },
  },
});
const complaints = Number(values.complaints);
const obligations = Number(values.obligations);
const start = Date.parse('2026-11-24T09:00:00+08:00');
const server = process.env.DATABASE_URL ?? 'postgres://postgres@127.0.0.1:5432/postgres';
const atOnce = 10;

async function onServer(statement: string, url = server): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  return await client
    .query(statement)
    .then(({ rows }) => rows)
    .finally(() => client.end());
}

async function timed<T>(what: string, work: () => Promise<T>): Promise<T> {
  const before = performance.now();
  const result = await work();
  console.log(`  ${what}: ${((performance.now() - before) / 1000).toFixed(2)} s`);
  return result;
}

async function intake(app: App, n: number): Promise<void> {
  const say = async (id: string, text: string) => {
    const activity = {
      type: 'message',
      id,
      channelId: 'emulator',
      serviceUrl: 'http://127.0.0.1:9',
      from: { id: `person-${n % 500}` },
      recipient: { id: 'bot' },
      conversation: { id: `talk-${n}` },
      text,
    } as unknown as Activity;
    return await app.turns.handle({ channel: 'emulator', tenant: '', activity, delivery: 'return' });
  };
  await say('told', (intakeTexts[n % intakeTexts.length] ?? '').replace('{who}', nameOf(n)));
  const replies = await say('confirmed', '确认');
  if (!JSON.stringify(replies).includes('编号'))
    throw new Error(`not recorded: ${JSON.stringify(replies).slice(0, 400)}`);
}

async function measure(
  name: string,
  environment: Record<string, string>,
  sizeKb: () => Promise<number>,
): Promise<void> {
  console.log(name);
  const config = parseConfig({ DEMO: '1', SECRET_KEY: 's'.repeat(40), ...environment });
  const open = () => openApp({ config, clock: new FixedClock(start), log: createLogger({ level: 'error' }) });
  let app = await open();
  await app.close();
  const empty = await sizeKb();
  app = await open();
  await timed(`${complaints} intakes, ${atOnce} at a time`, async () => {
    for (let n = 0; n < complaints; n += atOnce)
      await Promise.all(Array.from({ length: Math.min(atOnce, complaints - n) }, (_, k) => intake(app, n + k)));
  });
  await app.close();
  const full = await sizeKb();
  console.log(
    `  disk: ${((full - empty) / complaints).toFixed(1)} KB a complaint, its two messages and all that is kept of them included`,
  );
  app = await open();
  const policy = { pack: app.pack, calendars: loadCalendars() };
  await timed(`${obligations} obligations opened`, () =>
    fill(app.store, policy, start, obligations, (n) => ({
      subject: `customer:bench-${n}`,
      kind: 'customer.assigned',
      at: start,
      facts: { ownerId: `manager-${n % 100}`, customerClass: 'A1' },
    })),
  );
  await app.close();
  console.log(
    `  disk: ${(((await sizeKb()) - full) / Math.max(1, obligations)).toFixed(1)} KB an obligation and its event`,
  );
  app = await timed('opened again', open);
  await timed('the first sweep', () => app.ledger.sweep());
  await timed('a sweep that finds nothing', () => app.ledger.sweep());
  const { events } = await timed('every chain verified', () => audit(app.store, () => undefined));
  console.log(`  ${events} events; memory of this process ${(process.memoryUsage().rss / 2 ** 20).toFixed(0)} MB`);
  await app.close();
}

const dataDir = mkdtempSync(join(tmpdir(), 'shouwen-store-'));
const file = join(dataDir, 'shouwen.db');
const backup = join(dataDir, 'backup');
await measure('embedded store', { DATA_DIR: dataDir, DATABASE_URL: '' }, async () => statSync(file).size / 1024);
const bytes = await timed('backup, by `vacuum into`', () => backUp(dataDir, backup));
console.log(`  ${(bytes / 2 ** 20).toFixed(0)} MB`);
rmSync(dataDir, { recursive: true, force: true });

if (values.postgres) {
  const name = `shouwen_test_store_${randomBytes(4).toString('hex')}`;
  const url = new URL(server);
  url.pathname = `/${name}`;
  await onServer(`create database ${name}`);
  try {
    const size = async () => {
      await onServer('checkpoint');
      const [row] = (await onServer(`select pg_database_size('${name}') as size`)) as { size: string }[];
      return Number(row?.size) / 1024;
    };
    await measure('PostgreSQL', { DATA_DIR: dataDir, DATABASE_URL: url.href }, size);
  } finally {
    await onServer(`drop database ${name} with (force)`);
  }
}
