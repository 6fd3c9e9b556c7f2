import { jest } from '@jest/globals';
import { systemViewer } from '../../src/domain/staff.js';
import { buttonOf, type Office, openOffice, textsOf } from './office.js';

jest.setTimeout(30_000);

let office: Office;
afterEach(() => office.close());

let complaintId: string;

/** 高翔, who answers to 周岚, took a major complaint on Saturday evening; on Monday no answer is seen. */
beforeEach(async () => {
  office = await openOffice('2026-11-28T20:15:00+08:00');
  const { store } = office.app;
  const gao = await store.findStaff(systemViewer, 'gao-xiang');
  if (!gao) throw new Error('高翔 is not in the demo directory');
  const identity = { channel: 'webchat', tenant: '', userId: 'gao-xiang', staffId: 'gao-xiang' };
  await store.transaction((tx) => tx.upsertStaff(gao, [identity]));
  await office.say('demo-supervisor', '你好');
  await office.say('gao-xiang', '登个投诉 荣昌建材 专线断了 全公司上不了网 要求尽快修好');
  await office.say('gao-xiang', '按重大');
  await office.say('gao-xiang', '确认');
  complaintId = (await store.listComplaints(systemViewer))[0]?.id ?? '';
  await office.at('2026-11-30T08:40:00+08:00');
  await office.news('demo-supervisor');
  await office.news('gao-xiang');
});

test('the supervisor sees the question first, and only the owner gets it', async () => {
  const [draft] = await office.say('demo-supervisor', '高翔那个先别催 问问怎么回事');
  expect(draft?.text).toMatch(
    /^拟给高翔:「.*11月29日\(周日\)20:15到点没见记录,联系上客户了吗\?.*」只发高翔一个人。发吗\?$/,
  );
  expect(await office.news('gao-xiang')).toEqual([]);
  expect(textsOf(await office.say('demo-supervisor', '发')).join()).toContain('发给高翔了');
  const [asked, ...more] = await office.news('gao-xiang');
  expect(more).toEqual([]);
  expect(asked?.text).toMatch(/^周岚问:.*联系上客户了吗\?/);
  expect(buttonOf(asked, '已回了').card).toEqual(expect.any(String));
});

test('not sent when she says no', async () => {
  await office.say('demo-supervisor', '高翔那个问问怎么回事');
  expect(textsOf(await office.say('demo-supervisor', '先不发')).join()).toContain('先不动');
  expect(await office.news('gao-xiang')).toEqual([]);
});

test('what is done already is not asked about', async () => {
  await office.say('demo-supervisor', '高翔那个问问怎么回事');
  await office.fact(`complaint:${complaintId}`, 'complaint.answered', { result: 'accepted' });
  await office.say('demo-supervisor', '发');
  expect(await office.news('gao-xiang')).toEqual([]);
});

test('an account manager asks nobody in this way', async () => {
  const text = textsOf(await office.say('demo-manager', '高翔那个问问怎么回事')).join();
  expect(text).not.toContain('拟给');
});

test('the owner answers with the time and the result, and the supervisor is asked to accept it', async () => {
  await office.say('demo-supervisor', '高翔那个问问怎么回事');
  await office.say('demo-supervisor', '发');
  const [asked] = await office.news('gao-xiang');
  office.clock.set('2026-11-30T08:41:00+08:00');
  const { say, card } = buttonOf(asked, '已回了');
  await office.say('gao-xiang', say, { say, card });
  const told = textsOf(await office.say('gao-xiang', '昨天19:50电话答复,客户认可')).join();
  expect(told).toContain('早25分钟');
  expect(textsOf(await office.news('demo-supervisor')).join()).toMatch(/高翔补记:.*19:50.*08:41补录.*认可吗\?/);
});
