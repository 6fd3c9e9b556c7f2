import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { jest } from '@jest/globals';
import { projectRoot } from '../src/project-root.js';
import { collect } from './processes.js';

jest.setTimeout(240_000);

const folders: string[] = [];
const running = new Set<ChildProcess>();

afterAll(async () => {
  for (const child of running) child.kill('SIGKILL');
  for (const folder of folders) await rm(folder, { recursive: true, force: true });
});

async function folder(): Promise<string> {
  const made = await mkdtemp(join(tmpdir(), 'shouwen-month-'));
  folders.push(made);
  return made;
}

function month(dataDir: string): ChildProcess {
  const script = join(projectRoot, 'dist', 'bench', 'demo', 'month.js');
  const child = spawn(process.execPath, [script, '--data', dataDir], { stdio: ['ignore', 'pipe', 'pipe'] });
  running.add(child);
  child.once('exit', () => running.delete(child));
  return child;
}

/** Kills the process as soon as it has come so far. */
async function killAt(child: ChildProcess, percent: string): Promise<void> {
  const gone = once(child, 'exit');
  child.stderr?.on('data', (chunk) => String(chunk).includes(` ${percent}% `) && child.kill('SIGKILL'));
  await gone;
}

test('a month of the demo team: nothing is told twice, and a kill -9 in the middle changes nothing', async () => {
  const [whole, cut] = [await folder(), await folder()];
  const killed = killAt(month(cut), '40');
  const { code, out } = await collect(month(whole));
  expect(code).toBe(0);
  expect(out).toMatch(/重复提醒 0\n$/);
  expect(out).toMatch(/→ 高翔:今天的日志还没见/);
  expect(out).toMatch(/→ 周岚:高翔的「荣昌建材郑海东:处理并答复投诉」11月11日\(周三\)15:40到点,没见记录/);
  expect(out).toMatch(/✓ 林悦 澄江医药 处理并答复投诉/);
  await killed;
  const resumed = await collect(month(cut));
  expect(resumed.err).toMatch(/a run was cut off here/);
  expect(resumed).toMatchObject({ code: 0, out });
});
