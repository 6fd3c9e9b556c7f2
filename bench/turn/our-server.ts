import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type App, openApp, serveApp } from '../../src/app.js';
import { parseConfig } from '../../src/config.js';
import { systemViewer } from '../../src/domain/staff.js';
import { createLogger } from '../../src/log.js';
import { answer } from './worker.js';

/** The product as `npm start` runs it, on SQLite in a folder of its own, with managers to write. Argument: how many. */
const dataDir = mkdtempSync(join(tmpdir(), 'shouwen-bench-'));
const config = parseConfig({ DATA_DIR: dataDir, DEMO: '1', LOG_LEVEL: 'info' });
const log = createLogger({ level: config.logLevel, to: { write: () => true } });
let costs: Record<string, number[]> = {};
const app = await openApp({
  config,
  log,
  trace: (spent) => {
    for (const [phase, ms] of Object.entries(spent)) {
      costs[phase] ??= [];
      costs[phase].push(ms);
    }
  },
});
await addManagers(app, Number(process.argv[2]));
const server = serveApp(app, config, log);
const url = `http://127.0.0.1:${await server.listen(0, '127.0.0.1')}`;
// What each day owes is opened before, so that it is not measured.
await app.ledger.sweep();
app.ledger.start();

/** Members of the demo team with an empty portfolio. */
async function addManagers({ store }: App, count: number): Promise<void> {
  const template = (await store.listStaff(systemViewer)).find((staff) => staff.role === 'manager');
  if (!template) throw new Error('the demo directory has no manager');
  await store.transaction(async (tx) => {
    for (let n = 0; n < count; n++) {
      const staff = { ...template, id: `manager-${n}`, name: `经理${n}`, workNumber: `${9_000 + n}`, phone: null };
      const identity = { channel: 'emulator', tenant: '', userId: `sender-${n}`, staffId: staff.id };
      await tx.insertStaff(staff, [identity]);
    }
  });
}

answer(
  {
    url: async () => url,
    /** In use after a collection, where the process was started with --expose-gc. */
    memory: async () => {
      globalThis.gc?.();
      const { heapUsed, rss } = process.memoryUsage();
      return { heapMb: heapUsed / 2 ** 20, rssMb: rss / 2 ** 20 };
    },
    cpu: async () => process.cpuUsage(),
    /** Cost by phase since it was last asked. */
    costs: async () => {
      const sinceThen = costs;
      costs = {};
      return sinceThen;
    },
    recorded: async () => (await app.store.listComplaints(systemViewer)).length,
  },
  async () => {
    await server.close();
    await app.close();
    rmSync(dataDir, { recursive: true, force: true });
  },
);
