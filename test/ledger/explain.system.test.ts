import { jest } from '@jest/globals';
import { type Office, openOffice, textsOf } from './office.js';

jest.setTimeout(30_000);

let office: Office;
let id: string;

beforeAll(async () => {
  office = await openOffice('2026-11-24T16:50:00+08:00');
  await office.say('demo-manager', '登个投诉 澄江医药赵凯 10月账单多收480元 要求查清退费');
  const said = textsOf(await office.say('demo-manager', '确认')).join();
  id = /TS-\d{6}-[0-9A-Z]{4}/.exec(said)?.[0] ?? '';
});
afterAll(() => office.close());

test.each([
  '为什么是这个时限',
  '{id} 为什么25号到期',
  '赵凯那单时限怎么算的',
  '为啥25号16:50到点',
  'why is {id} due then',
])('%s', async (asked) => {
  const [reply] = await office.say('demo-manager', asked.replace('{id}', id));
  expect(reply?.text).toMatch(/24/);
  expect(reply?.text).toMatch(/16:50/);
  expect(reply?.text).toContain('处理时限');
  expect(reply?.entities?.[0]).toMatchObject({
    type: 'https://schema.org/Message',
    citation: [{ appearance: { identifier: 'complaint.answer-limit' } }],
  });
  expect(Buffer.byteLength(reply?.text ?? '')).toBeLessThanOrEqual(2_048);
});

test('a question about the rule in general is the handbook’s', async () => {
  const [reply] = await office.say('demo-manager', 'VIP投诉处理时限怎么算');
  expect(reply?.text).not.toContain('赵凯');
  expect(reply?.text).toContain('24小时');
});

test('pauses are told', async () => {
  office.clock.set('2026-11-24T18:00:00+08:00');
  await office.fact(`complaint:${id}`, 'complaint.waiting-for-customer', {});
  office.clock.set('2026-11-24T20:00:00+08:00');
  await office.fact(`complaint:${id}`, 'complaint.resumed', {});
  const [reply] = await office.say('demo-manager', `${id}为什么是这个时限`);
  expect(reply?.text).toMatch(/11月24日\(周二\)18:00到11月24日\(周二\)20:00等客户补充,暂停计时/);
  expect(reply?.text).toContain('11月25日(周三)18:50');
});

test('a stranger learns nothing of it', async () => {
  const [reply] = await office.say('passer-by', `${id} 为什么25号到期`);
  expect(reply?.text).not.toContain('澄江');
  expect(reply?.text).not.toContain('18:50');
});

describe('after a visit', () => {
  beforeAll(async () => {
    await office.say('demo-manager', '订个拜访 12月3日下午3点半 去远帆食品见王芳 送台历 时间是她定的');
    await office.say('demo-manager', '订');
  });

  test.each(['为什么是这个时限', '为什么是这个时间到点'])('%s is about the visit', async (asked) => {
    const [reply] = await office.say('demo-manager', asked);
    expect(reply?.text).toMatch(
      /远帆食品这趟12月3日\(周四\)15:30是约好的时间,.*15:20前到.*10分钟。〔二·提前十分钟到〕/,
    );
    expect(reply?.entities?.[0]).toMatchObject({
      citation: [{ appearance: { identifier: 'visit.arrive-early' } }],
    });
  });

  test('the limit of VIP complaints in general is still the handbook’s', async () => {
    const [reply] = await office.say('demo-manager', 'VIP投诉的处理时限怎么算');
    expect(reply?.text).toContain('24小时');
    expect(reply?.text).not.toContain('这趟');
  });
});
