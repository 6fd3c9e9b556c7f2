import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { type App, openApp } from '../../src/app.js';
import { FixedClock } from '../../src/clock.js';
import { parseConfig } from '../../src/config.js';
import type { DutyFact } from '../../src/domain/duty-events.js';
import type { Conversation } from '../../src/domain/ports.js';
import { systemViewer } from '../../src/domain/staff.js';
import { createLogger } from '../../src/log.js';
import { loadCalendars } from '../../src/policy/calendar.js';
import { median } from '../turn/figures.js';
import { fill } from './fill.js';

const start = Date.parse('2026-11-24T09:00:00+08:00');
const hourMs = 3_600_000;
const minuteMs = 60_000;
const managers = 100;
const dueAtOnce = 100;
const rounds = 8;

setFlagsFromString('--expose-gc');
const collectGarbage: () => void = runInNewContext('gc');

interface Ledger {
  open: number;
  app: App;
  clock: FixedClock;
  dataDir: string;
  /** Of the sweeps that found what is due, ms. */
  sweeps: number[];
}

/** A sweep that finds 100 due among many open obligations must cost what it costs among few; rounds take turns. */
export async function measureSweeps(few: number, many: number): Promise<void> {
  const ledgers = [await ledgerOf(few), await ledgerOf(many)];
  const heaps: number[] = [];
  for (let round = 0; round < rounds; round++) {
    for (const ledger of ledgers) await sweepDue(ledger, round);
    collectGarbage();
    heaps.push(process.memoryUsage().heapUsed / 1e6);
  }
  const [small, large] = ledgers.map(({ open, sweeps }) => {
    const warm = sweeps.slice(2);
    console.log(
      `  ${open.toLocaleString('en').padStart(9)} open: ${median(warm).toFixed(1)} ms a sweep that finds ${dueAtOnce} due`,
    );
    return median(warm);
  });
  const ratio = (large ?? Number.NaN) / (small ?? Number.NaN);
  console.log(`  ratio ${ratio.toFixed(2)} (goal: at most 1.5)`);
  console.log(
    `  heap after garbage collection, MB: ${heaps
      .slice(1)
      .map((mb) => mb.toFixed(0))
      .join(' ')}`,
  );
  for (const { app, dataDir } of ledgers) {
    await app.close();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

async function ledgerOf(open: number): Promise<Ledger> {
  const dataDir = mkdtempSync(join(tmpdir(), 'shouwen-bench-'));
  const clock = new FixedClock(start);
  const config = parseConfig({ DATA_DIR: dataDir, DEMO: '1' });
  const app = await openApp({ config, clock, log: createLogger({ level: 'error' }) });
  await addManagers(app);
  const policy = { pack: app.pack, calendars: loadCalendars() };
  const before = performance.now();
  await fill(app.store, policy, start, open, farOff);
  const seconds = (performance.now() - before) / 1000;
  console.log(`  ${open.toLocaleString('en')} obligations opened in ${seconds.toFixed(1)} s`);
  await app.ledger.sweep();
  return { open, app, clock, dataDir, sweeps: [] };
}

/** Their reminders begin three weeks from now. */
const farOff = (n: number): DutyFact => ({
  subject: `customer:bench-${n}`,
  kind: 'customer.assigned',
  at: start,
  facts: { ownerId: `manager-${n % managers}`, customerClass: 'A1' },
});

/** Opened, and the owner reminded, before it is measured: the sweep at the due time finds these alone. */
async function sweepDue({ app, clock, sweeps }: Ledger, round: number): Promise<void> {
  const acceptedAt = start + round * 24 * hourMs;
  clock.set(acceptedAt);
  const policy = { pack: app.pack, calendars: loadCalendars() };
  await fill(app.store, policy, acceptedAt, dueAtOnce, (n) => ({
    subject: `complaint:bench-${round}-${n}`,
    kind: 'complaint.accepted',
    at: acceptedAt,
    facts: { ownerId: `manager-${n % managers}`, vip: true },
  }));
  await app.ledger.sweep();
  clock.set(acceptedAt + 24 * hourMs - minuteMs);
  await app.ledger.sweep();
  // A breach is told once the due second is over.
  clock.set(acceptedAt + 24 * hourMs + 1_000);
  const before = performance.now();
  await app.ledger.sweep();
  sweeps.push(performance.now() - before);
}

/** Everybody has a web chat open, so that what is told is delivered. */
async function addManagers({ store }: App): Promise<void> {
  const everyone = await store.listStaff(systemViewer);
  const template = everyone.find((staff) => staff.role === 'manager');
  if (!template) throw new Error('the demo directory has no manager');
  await store.transaction(async (tx) => {
    for (const { id } of everyone) await tx.upsertConversation(webChatOf(id));
    for (let n = 0; n < managers; n++) {
      await tx.insertStaff({ ...template, id: `manager-${n}`, name: `经理${n}`, phone: null }, []);
      await tx.upsertConversation(webChatOf(`manager-${n}`));
    }
  });
}

function webChatOf(staffId: string): Conversation {
  const place = { channel: 'webchat', private: true, reachable: true, reference: '{}' };
  return { ...place, id: `webchat|${staffId}`, staffId, lastUsedAt: start };
}
