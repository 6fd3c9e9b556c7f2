import { jest } from '@jest/globals';
import { until } from '../processes.js';
import { type RunningApp, startApp } from '../running-app.js';

let running: RunningApp;
let passed = 0;

beforeEach(async () => {
  passed = 0;
  const { now } = performance;
  jest.spyOn(performance, 'now').mockImplementation(() => now.call(performance) + passed);
  running = await startApp({ now: '2026-11-24T16:50:00+08:00' });
  running.app.ledger.start();
});
afterEach(async () => {
  await running.close();
  jest.restoreAllMocks();
});

const get = async (path: string) => await fetch(`${running.url}${path}`);
const becomes = async (status: number) =>
  await until(20_000, async () => {
    const response = await get('/readyz');
    return response.status === status ? await response.text() : undefined;
  });

test('a sweep that hangs: not ready after a minute, alive all the while, ready again when it goes on', async () => {
  const { store } = running.app;
  const { claimDueWork } = store;
  const hanging = Promise.withResolvers<void>();
  const hangs = Promise.withResolvers<void>();
  store.claimDueWork = async (claim) => {
    hangs.resolve();
    await hanging.promise;
    return await claimDueWork(claim);
  };
  await hangs.promise;
  expect((await get('/readyz')).status).toBe(200);
  passed += 61_000;
  expect(await becomes(503)).toContain('sweep of due work stands still');
  expect((await get('/healthz')).status).toBe(200);
  const [, still] = /^shouwen_sweep_still_seconds (\S+)$/m.exec(await (await get('/metrics')).text()) ?? [];
  expect(Number(still)).toBeGreaterThan(60);
  hanging.resolve();
  store.claimDueWork = claimDueWork;
  await becomes(200);
}, 60_000);

test('sweeps that fail at the same place each time: not ready after a minute', async () => {
  const { store } = running.app;
  const { claimDueWork } = store;
  let failed = 0;
  store.claimDueWork = async () => {
    failed += 1;
    throw new Error('one row that cannot be worked through');
  };
  await until(20_000, async () => failed > 1 || undefined);
  expect((await get('/readyz')).status).toBe(200);
  passed += 61_000;
  const before = failed;
  await until(20_000, async () => failed > before + 1 || undefined);
  expect(await becomes(503)).toContain('sweep of due work stands still');
  store.claimDueWork = claimDueWork;
  await becomes(200);
}, 60_000);
