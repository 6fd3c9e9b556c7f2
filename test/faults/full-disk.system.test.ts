import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStore } from '../../src/records/open-store.js';
import { numbersIn } from '../intakes.js';
import { until } from '../processes.js';
import { type RunningApp, secretKey, startApp } from '../running-app.js';
import { WebWriter } from '../web-writer.js';
import { expectOnRecord } from './on-record.js';
import { full, People } from './people.js';

/** A disk of a few megabytes, where this machine lets us mount one. */
function smallDisk(): { dir: string; end(): void } | undefined {
  const dir = mkdtempSync(join(tmpdir(), 'shouwen-disk-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=24m', 'tmpfs', dir], { stdio: 'ignore' });
  } catch {
    rmSync(dir, { recursive: true });
    process.stderr.write('Not run on a full disk: mounting a small one (tmpfs) is not allowed here.\n');
    return undefined;
  }
  const end = () => {
    execFileSync('umount', ['-l', dir]);
    rmSync(dir, { recursive: true });
  };
  return { dir, end };
}

const disk = smallDisk();
let running: RunningApp | undefined;

afterAll(async () => {
  await running?.close().catch(() => undefined);
  disk?.end();
});

/** Leaves so many bytes. */
function fill(dir: string, left: number): void {
  const { bavail, bsize } = statfsSync(dir);
  writeFileSync(join(dir, 'filler'), Buffer.alloc(Math.max(0, bavail * bsize - left)));
}

const withDisk = disk ? test : test.skip;
withDisk(
  'the disk fills up amid intakes: people read it, nothing told is lost, and with space again all goes on without a restart',
  async () => {
    const { dir } = disk as { dir: string };
    const app = await startApp({ now: '2026-11-24T16:50:00+08:00', dataDir: dir });
    running = app;
    app.app.ledger.start();
    const people = new People('crowd', () => [app.url]);
    const writer = await WebWriter.open(app.url, 'demo-manager');
    fill(dir, 300_000);
    const telling = people.tell(full ? 300 : 40, 4);
    expect(await until(20_000, async () => (people.apologies.size > 0 ? [...people.apologies] : undefined))).toEqual([
      expect.stringContaining('现在记不下来'),
    ]);
    // Small writes find room for a while.
    const reason = await until(20_000, async () => {
      const ready = await fetch(`${app.url}/readyz`);
      return ready.status === 503 ? await ready.text() : undefined;
    });
    expect(reason).toContain('check the database or the disk');
    await expect(writer.talk(app.url)).rejects.toThrow('503');

    rmSync(join(dir, 'filler'));
    await telling;
    const answers = [...(await writer.resume(app.url)).values()].flat();
    const told = [...people.numbers, ...answers.flatMap(({ text = '' }) => numbersIn(text))];
    expect((await fetch(`${app.url}/readyz`)).status).toBe(200);
    expect([...people.statuses.keys()]).toEqual([200]);
    await app.close();
    running = undefined;
    const store = await openStore({ dataDir: dir, secrets: [secretKey] });
    await expectOnRecord(store, told);
    await store.close();
  },
  90_000,
);
