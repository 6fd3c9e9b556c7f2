import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectRoot } from '../src/project-root.js';
import { collect, freePort, until } from './processes.js';

let dataDir: string;
let port: number;
let started: ChildProcess | undefined;

function start(environment: Record<string, string> = {}): ChildProcess {
  const env = { ...process.env, NODE_OPTIONS: '', PORT: String(port), DATA_DIR: dataDir, ...environment };
  started = spawn('npm', ['start'], { cwd: projectRoot, env, stdio: ['ignore', 'pipe', 'pipe'] });
  return started;
}

async function statusOf(path: string): Promise<number> {
  try {
    return (await fetch(`http://127.0.0.1:${port}${path}`, { headers: { connection: 'close' } })).status;
  } catch {
    return 0;
  }
}

const becomes = (path: string, status: number, limitMs: number) =>
  until(limitMs, async () => ((await statusOf(path)) === status ? true : undefined));

beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'shouwen-start-'));
  port = await freePort();
});
afterEach(async () => {
  if (started?.exitCode === null && started.signalCode === null) started.kill('SIGTERM');
  await becomes('/healthz', 0, 5_000);
  rmSync(dataDir, { recursive: true, force: true });
});

test('npm start serves a page and a bot without any setting, and is gone when npm is', async () => {
  const npm = start();
  await becomes('/readyz', 200, 15_000);
  expect(await statusOf('/')).toBe(200);
  expect(await statusOf('/metrics')).toBe(200);
  npm.kill('SIGTERM');
  await becomes('/healthz', 0, 1_000);
}, 30_000);

test.each([
  ['a mistyped port', { PORT: 'three' }, 'PORT'],
  ['production without a channel', { NODE_ENV: 'production' }, 'MICROSOFT_APP_ID, OIDC_ISSUER or WECOM_BOT_ID'],
  ['half a registration', { MICROSOFT_APP_ID: '11111111-2222-4333-8444-555555555555' }, 'MICROSOFT_APP_TYPE'],
])(
  '%s is refused at the start, in words',
  async (_, environment, name) => {
    const { code, out, err } = await collect(start(environment));
    expect(code).toBe(1);
    expect(`${out}${err}`).toContain(`- ${name}: `);
    expect(err).not.toContain('    at ');
  },
  30_000,
);
