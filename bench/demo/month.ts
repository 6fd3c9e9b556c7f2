import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { type App, openApp } from '../../src/app.js';
import { progressBar } from '../../src/cli/progress.js';
import { FixedClock } from '../../src/clock.js';
import { parseConfig } from '../../src/config.js';
import { createLogger } from '../../src/log.js';
import { loadCalendars } from '../../src/policy/calendar.js';
import { monthLog } from './log.js';
import { begins, ends } from './story.js';
import { act, openChats } from './team.js';

const help = `Usage: npm run demo -- [--data folder]

A month of the demo team, with the clock moved on instead of waited for: what was owed, who was reminded and told, what was met
and what was late. With --data the records stay in that folder, and a run that was killed goes on where it was.
`;

const stepMs = 15 * 60_000;
/** What a killed process had claimed is free again after its lease, real ms. */
const leaseMs = 31_000;
/** How far it is, and when that was by the real clock: two instants, ms. */
const setting = 'demo-month-at';

async function main(): Promise<number> {
  const { values } = parseArgs({ options: { data: { type: 'string' }, help: { type: 'boolean', default: false } } });
  if (values.help) {
    process.stdout.write(help);
    return 0;
  }
  const dataDir = values.data ?? mkdtempSync(join(tmpdir(), 'shouwen-demo-'));
  const clock = new FixedClock(begins);
  const config = parseConfig({ DATA_DIR: dataDir, DEMO: '1' });
  const app = await openApp({ config, clock, log: createLogger({ level: 'error' }) });
  try {
    await live(app, clock);
    return await tell(app);
  } finally {
    await app.close();
    if (values.data === undefined) rmSync(dataDir, { recursive: true, force: true });
  }
}

/** Step by step; where it is stands in the store, and a step done again changes nothing. */
async function live(app: App, clock: FixedClock): Promise<void> {
  const calendars = loadCalendars();
  const progress = progressBar(process.stderr, 'month');
  const [from, until] = [Date.parse(begins), Date.parse(ends)];
  const [reached, leftAt = 0] = (await app.store.findSetting(setting))?.split(' ').map(Number) ?? [];
  if (reached !== undefined && reached < until) {
    process.stderr.write('a run was cut off here; waiting until what it had claimed is free again\n');
    await after(Math.max(0, leftAt + leaseMs - Date.now()));
  }
  await openChats(app);
  for (let at = reached === undefined ? from : reached + stepMs; at <= until; at += stepMs) {
    clock.set(at);
    await act(app, calendars, at - stepMs, at);
    await app.ledger.sweep();
    await app.store.saveSetting(setting, `${at} ${Date.now()}`);
    progress(at - from, until - from);
  }
}

async function tell(app: App): Promise<number> {
  const { lines, twice } = await monthLog(app);
  process.stdout.write(`${lines.join('\n')}\n\n`);
  const count = (mark: string) => lines.filter((line) => line.slice(2).includes(` ${mark} `)).length;
  process.stdout.write(
    `要做 ${count('+')} · 按时 ${lines.filter((line) => line.includes(' ✓ ') && !line.endsWith('晚了')).length} · 到点没做 ${count('✗')} · 消息 ${count('→')} · 重复提醒 ${twice.length}\n`,
  );
  return twice.length === 0 ? 0 : 1;
}

process.exitCode = await main();
