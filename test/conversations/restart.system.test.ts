import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exportRows } from '../exported.js';
import { type RunningApp, startApp } from '../running-app.js';

const now = '2026-11-24T16:50:00+08:00';
let dataDir: string;
let running: RunningApp;

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'shouwen-restart-'));
  running = await startApp({ now, dataDir });
});
afterEach(async () => {
  await running.close();
  await rm(dataDir, { recursive: true, force: true });
});

async function restart(): Promise<void> {
  await running.close();
  running = await startApp({ now, dataDir });
}

/** Each restart opens the whole product anew. */
const manyRestartsMs = 60_000;

let said = 0;
const nextId = () => `restart-${++said}`;

async function say(text: string, id = nextId()): Promise<string> {
  const replies = await running.say(text, { id });
  return replies.map((r) => r.text ?? '').join('\n');
}

test(
  'a restart between any two messages loses nothing',
  async () => {
    expect(await say('登个投诉 清江水务孙薇 说专线这两天老断')).toContain('孙薇要求什么');
    await restart();
    expect(await say('要求赶紧修好')).toContain('专线这两天老断');
    await restart();
    expect(await say('修改')).toContain('改哪一项');
    await restart();
    expect(await say('电话')).toContain('电话改成什么');
    await restart();
    expect(await say('13812345678')).toContain('13812345678');
    await restart();
    expect(await say('对')).toMatch(/编号 TS-261124-/);
    await restart();
    expect(await say('明早十点前')).toContain('11月25日(周三)10:00前回孙薇');
    expect(await exportRows(running.app.store, 'complaints')).toEqual([
      expect.objectContaining({ customer: '清江水务', phone: '13812345678', demand: '赶紧修好' }),
    ]);
  },
  manyRestartsMs,
);

test(
  'a message that comes again, before or after a restart, gets its first answer and records nothing twice',
  async () => {
    const told = nextId();
    const confirmed = nextId();
    const readBack = await say('远帆食品王芳投诉10月账单多收480 要求退费', told);
    expect(await say('远帆食品王芳投诉10月账单多收480 要求退费', told)).toBe(readBack);
    const recorded = await say('确认', confirmed);
    expect(recorded).toMatch(/编号 TS-261124-/);
    expect(await say('确认', confirmed)).toBe(recorded);
    await restart();
    expect(await say('确认', confirmed)).toBe(recorded);
    expect(await say('远帆食品王芳投诉10月账单多收480 要求退费', told)).toBe(readBack);
    expect(await exportRows(running.app.store, 'complaints')).toHaveLength(1);
  },
  manyRestartsMs,
);
