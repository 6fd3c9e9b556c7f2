import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type Browser, chromium } from 'playwright-core';
import { projectRoot } from '../../src/project-root.js';

const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium';

/** Whether there is a Chromium to test with; where CI requires everything a missing one fails the tests. */
export const hasBrowser: boolean = existsSync(executablePath) || process.env.REQUIRE_SERVICES === '1';
if (!hasBrowser) process.stderr.write(`not run: the page in a browser; install chromium at ${executablePath}\n`);

/** For a hook that launches it, ms: its first start on a busy machine reads a third of a gigabyte. */
export const launching = 120_000;

export async function launch(): Promise<Browser> {
  return await chromium.launch({
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

/** Compiles the page as it is now; resolves to the folder. */
export async function buildPage(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'shouwen-web-'));
  const tsc = join(projectRoot, 'node_modules', 'typescript', 'bin', 'tsc');
  await promisify(execFile)(process.execPath, [tsc, '-p', join(projectRoot, 'web'), '--outDir', folder]);
  return folder;
}
