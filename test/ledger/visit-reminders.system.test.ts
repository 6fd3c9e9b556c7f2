import { jest } from '@jest/globals';
import { type Office, openOffice, textsOf } from './office.js';

jest.setTimeout(30_000);

let office: Office;

/** A visit at three on Wednesday; half an hour is kept for the way, and it is to be there ten minutes early. */
beforeEach(async () => {
  office = await openOffice('2026-11-24T16:50:00+08:00');
  for (const who of ['demo-manager', 'demo-supervisor']) await office.say(who, '你好');
  await office.say('demo-manager', '明天下午三点去远帆见王芳 送台历 她定的');
  expect(textsOf(await office.say('demo-manager', '订')).join('\n')).toContain('14:20叫您动身');
});
afterEach(() => office.close());

const ofVisits = async (who: string) =>
  textsOf(await office.news(who)).filter((text) => /动身|那趟该谈完/.test(text) && text.includes('远帆'));

test('told to set off at its time, once: there ten minutes early, with the way before it; then asked how it went', async () => {
  await office.at('2026-11-25T14:19:59+08:00');
  expect(await ofVisits('demo-manager')).toEqual([]);
  await office.at('2026-11-25T14:20:00+08:00');
  await office.at('2026-11-25T14:30:00+08:00');
  expect(await ofVisits('demo-manager')).toEqual([
    expect.stringMatching(/^该动身了:15:00远帆食品王芳,14:50前到,路上留30分钟/),
  ]);
  await office.at('2026-11-25T18:00:00+08:00');
  await office.at('2026-11-25T18:30:00+08:00');
  expect(await ofVisits('demo-manager')).toEqual([expect.stringMatching(/^远帆食品王芳那趟该谈完了/)]);
  expect(await ofVisits('demo-supervisor')).toEqual([]);
});

test('a visit that was moved is silent at the old time and reminded of at the new one', async () => {
  await office.say('demo-manager', '明天去远帆的改到后天上午十点');
  expect(textsOf(await office.say('demo-manager', '对')).join('\n')).toContain('09:20叫您动身');
  await office.at('2026-11-25T14:20:00+08:00');
  await office.at('2026-11-25T18:00:00+08:00');
  expect(await ofVisits('demo-manager')).toEqual([]);
  await office.at('2026-11-26T09:19:59+08:00');
  expect(await ofVisits('demo-manager')).toEqual([]);
  await office.at('2026-11-26T09:20:00+08:00');
  expect(await ofVisits('demo-manager')).toEqual([expect.stringMatching(/^该动身了:10:00远帆食品王芳,09:50前到/)]);
});

test('moved and moved back: reminded once', async () => {
  for (const text of ['明天去远帆的改到后天上午十点', '对', '后天去远帆的改到明天下午三点', '对'])
    await office.say('demo-manager', text);
  await office.at('2026-11-25T14:20:00+08:00');
  expect(await ofVisits('demo-manager')).toHaveLength(1);
  await office.at('2026-11-26T09:20:00+08:00');
  expect((await ofVisits('demo-manager')).filter((text) => text.includes('10:00'))).toEqual([]);
});

test('nobody is reminded of a visit that was cancelled', async () => {
  await office.say('demo-manager', '取消明天去远帆的拜访');
  expect(textsOf(await office.say('demo-manager', '对')).join('\n')).toContain('取消了');
  await office.at('2026-11-25T14:20:00+08:00');
  await office.at('2026-11-25T18:00:00+08:00');
  expect(await ofVisits('demo-manager')).toEqual([]);
});

test('who has arrived is not told to set off', async () => {
  await office.at('2026-11-25T14:10:00+08:00');
  await office.say('demo-manager', '我到远帆了');
  await office.at('2026-11-25T14:20:00+08:00');
  expect(await ofVisits('demo-manager')).toEqual([]);
});

test('while the owner is on leave the supervisor is asked to see to it, and knows for whom', async () => {
  const leave = { from: Date.parse('2026-11-25T00:00:00+08:00'), until: Date.parse('2026-11-27T00:00:00+08:00') };
  await office.app.store.transaction((tx) => tx.upsertLeave({ staffId: 'lin-yue', ...leave }));
  await office.at('2026-11-25T14:20:00+08:00');
  expect(await ofVisits('demo-supervisor')).toEqual([
    expect.stringMatching(/^林悦休假,这趟请您定。该动身了:15:00远帆食品王芳,14:50前到/),
  ]);
  expect(await ofVisits('demo-manager')).toEqual([]);
});
