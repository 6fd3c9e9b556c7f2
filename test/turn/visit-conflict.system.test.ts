import { systemViewer } from '../../src/domain/staff.js';
import { type RunningApp, startApp } from '../running-app.js';

let running: RunningApp;

beforeEach(async () => {
  running = await startApp({ now: '2026-11-24T16:50:00+08:00' });
});
afterEach(() => running.close());

/** The manager says something in one of his two chats. */
const said = async (place: string, text: string) =>
  (await running.say(text, { in: place })).map((reply) => reply.text ?? '').join('\n');

/** One visit read back in each of two chats, half an hour over each other; neither is booked yet. */
async function twoDrafts(): Promise<void> {
  const first = await said('desk', '后天三点去远帆见王芳 送台历 她定的');
  const second = await said('phone', '后天三点半去清江水务见孙薇 送台历 她定的');
  expect([first, second].map((text) => text.includes('撞上'))).toEqual([false, false]);
}

test('two overlapping visits confirmed at once in two chats: one is booked, the other is told of the clash', async () => {
  await twoDrafts();
  const replies = await Promise.all([said('desk', '订'), said('phone', '订')]);
  expect(replies.filter((text) => /编号 BF-/.test(text))).toHaveLength(1);
  expect(replies.filter((text) => text.includes('撞上了'))).toEqual([
    expect.stringMatching(/^11月26日\(周四\)1[56]:[03]0–1[67]:[03]0您在(?:远帆食品|清江水务)/),
  ]);
  expect(await running.app.store.listVisits(systemViewer)).toHaveLength(1);
});

test('the draft that clashed is kept: booked all the same when he says so, or for another time', async () => {
  await twoDrafts();
  expect(await said('desk', '订')).toMatch(/编号 BF-/);
  expect(await said('phone', '订')).toContain('15:00–16:00您在远帆食品,撞上了');
  expect(await running.app.store.listVisits(systemViewer)).toHaveLength(1);
  expect(await said('phone', '四点半')).toContain('16:30');
  expect(await said('phone', '订')).toMatch(/编号 BF-/);
  const visits = await running.app.store.listVisits(systemViewer);
  expect(visits.map(({ startAt }) => new Date(startAt).toISOString()).sort()).toEqual([
    '2026-11-26T07:00:00.000Z',
    '2026-11-26T08:30:00.000Z',
  ]);
});

test('「照订」 reads it back once more, a yes books it beside the other', async () => {
  await twoDrafts();
  await said('desk', '订');
  await said('phone', '订');
  expect(await said('phone', '照订')).toContain('11月26日(周四)15:30去清江水务');
  expect(await said('phone', '订')).toMatch(/编号 BF-/);
  expect(await running.app.store.listVisits(systemViewer)).toHaveLength(2);
});
