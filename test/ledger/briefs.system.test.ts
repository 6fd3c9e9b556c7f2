import { jest } from '@jest/globals';
import { type Office, openOffice, textsOf } from './office.js';

jest.setTimeout(30_000);

let office: Office;

beforeEach(async () => {
  office = await openOffice('2026-11-26T10:00:00+08:00');
  await office.say('demo-manager', '你好');
  await office.say('demo-supervisor', '你好');
});
afterEach(() => office.close());

const briefOf = async (who: string, name: string) =>
  textsOf(await office.news(who)).filter((text) => text.startsWith(`${name}早,`));

test('comes once on a working day at the brief hour, with what is late, due today and this week', async () => {
  const vip = { ownerId: 'lin-yue', vip: true, severity: 'ordinary', customerClass: 'B1' };
  await office.fact('customer:chengjiang-pharma', 'complaint.accepted', vip, '2026-11-26T10:00:00+08:00');
  await office.at('2026-11-30T08:29:00+08:00');
  expect(await briefOf('demo-manager', '林悦')).toEqual([]);
  await office.at('2026-11-30T08:30:00+08:00');
  const [brief = '', ...more] = await briefOf('demo-manager', '林悦');
  expect(more).toEqual([]);
  expect(brief).toMatch(/^林悦早,11月30日\(周一\)。\n先看\d+件:/);
  expect(brief).toContain('澄江医药:处理并答复投诉,11月27日(周五)10:00到点,还没见记录');
  expect(brief).toMatch(/今天到点\d+件:/);
  expect(brief).toContain('竞争');
  expect(Buffer.byteLength(brief)).toBeLessThanOrEqual(2_048);
  await office.at('2026-11-30T08:45:00+08:00');
  await office.app.ledger.sweep();
  expect(await briefOf('demo-manager', '林悦')).toEqual([]);
});

test('the supervisor reads the team’s late ones first, by name, and for whom she stands in', async () => {
  const vip = { ownerId: 'gao-xiang', vip: true, severity: 'ordinary', customerClass: 'B1' };
  await office.fact('complaint:TS-1', 'complaint.accepted', vip, '2026-11-26T10:00:00+08:00');
  await office.at('2026-11-27T09:00:00+08:00');
  await office.news('demo-supervisor');
  const leave = { from: Date.parse('2026-11-30T00:00:00+08:00'), until: Date.parse('2026-12-03T00:00:00+08:00') };
  await office.app.store.transaction((tx) => tx.upsertLeave({ staffId: 'chen-qi', ...leave }));
  await office.at('2026-11-30T08:30:00+08:00');
  const [brief = ''] = await briefOf('demo-supervisor', '周岚');
  const lines = brief.split('\n');
  expect(lines[1]).toMatch(/^先看\d+件:.*处理并答复投诉\(高翔\),11月27日\(周五\)10:00到点,没见记录/);
  expect(brief).toContain('陈琪休假到12月2日(周三),到点的事由您接');
  expect(brief).toContain('当天的工作日志(陈琪、高翔、林悦),11月27日(周五)23:59:59到点');
  expect(brief).not.toContain('未处理');
});

test('what lapsed overnight is told once: in the brief, and not again when the office opens', async () => {
  const promised = { ownerId: 'gao-xiang', at: '2026-11-26T19:00:00+08:00' };
  await office.fact('complaint:TS-1', 'commitment.made', promised, '2026-11-26T10:00:00+08:00');
  await office.at('2026-11-26T19:00:01+08:00');
  await office.news('demo-supervisor');
  await office.at('2026-11-27T08:30:00+08:00');
  const [brief = ''] = await briefOf('demo-supervisor', '周岚');
  expect(brief).toContain('按约定时间答复客户(高翔),11月26日(周四)19:00到点,没见记录');
  await office.at('2026-11-27T09:00:00+08:00');
  const told = textsOf(await office.news('demo-supervisor')).join('\n');
  expect(told).not.toContain('11月26日(周四)19:00');
  expect((await office.obligations('complaint:TS-1'))[0]?.state).toBe('late');
});

test('a program that was down at the brief hour tells what lapsed once too', async () => {
  const promised = { ownerId: 'gao-xiang', at: '2026-11-26T19:00:00+08:00' };
  await office.fact('complaint:TS-1', 'commitment.made', promised, '2026-11-26T10:00:00+08:00');
  await office.at('2026-11-26T18:59:00+08:00');
  await office.news('demo-supervisor');
  await office.at('2026-11-27T10:20:00+08:00');
  const told = textsOf(await office.news('demo-supervisor')).join('\n');
  expect(told.split('11月26日(周四)19:00')).toHaveLength(2);
  expect((await office.obligations('complaint:TS-1'))[0]?.state).toBe('late');
});

test('what earlier briefs told stands behind what is new, with its number', async () => {
  for (const day of [26, 27]) {
    const promised = { ownerId: 'gao-xiang', at: `2026-11-${day}T19:00:00+08:00` };
    await office.fact(`complaint:TS-${day}`, 'commitment.made', promised, '2026-11-26T10:00:00+08:00');
  }
  await office.at('2026-11-30T08:30:00+08:00');
  const [brief = ''] = await briefOf('demo-supervisor', '周岚');
  const [, fresh = '', older = ''] = brief.split('\n');
  expect(fresh).toMatch(/^先看\d+件:.*11月27日\(周五\)19:00/);
  expect(fresh).not.toContain('11月26日(周四)19:00');
  expect(older).toMatch(/^更早没见记录的还有\d+件:.*11月26日\(周四\)19:00到点,没见记录/);
});

test('what is owed promptly and has no record since yesterday is named to its owner and to the supervisor', async () => {
  const signal = { ownerId: 'lin-yue', customerClass: 'A1' };
  await office.fact('customer:shengyuan-logistics', 'churn.signalled', signal, '2026-11-26T10:00:00+08:00');
  await office.at('2026-11-27T08:30:00+08:00');
  const said = '要及时办、还没见记录的1件:盛源物流:AB类客户异动报主管';
  expect((await briefOf('demo-manager', '林悦'))[0]).toContain(`${said}。`);
  expect((await briefOf('demo-supervisor', '周岚'))[0]).toContain(`${said}(林悦)。`);
});

test('what the brief had no room for is told when the office opens', async () => {
  for (let n = 1; n <= 6; n++) {
    const promised = { ownerId: 'gao-xiang', at: `2026-11-26T19:0${n}:00+08:00` };
    await office.fact(`complaint:TS-${n}`, 'commitment.made', promised, '2026-11-26T10:00:00+08:00');
  }
  await office.at('2026-11-26T19:10:00+08:00');
  await office.news('demo-supervisor');
  await office.at('2026-11-27T08:30:00+08:00');
  const [brief = ''] = await briefOf('demo-supervisor', '周岚');
  await office.at('2026-11-27T09:00:00+08:00');
  const told = textsOf(await office.news('demo-supervisor')).join('\n');
  for (let n = 1; n <= 6; n++) {
    const time = `11月26日(周四)19:0${n}`;
    expect([time, Number(brief.includes(time)) + Number(told.includes(time))]).toEqual([time, 1]);
  }
});

test('is not sent on days off, to strangers, or to people on leave', async () => {
  await office.say('passer-by', '你好');
  await office.at('2026-11-28T09:00:00+08:00');
  expect(await briefOf('demo-manager', '林悦')).toEqual([]);
  const leave = { from: Date.parse('2026-11-30T00:00:00+08:00'), until: Date.parse('2026-12-03T00:00:00+08:00') };
  await office.app.store.transaction((tx) => tx.upsertLeave({ staffId: 'lin-yue', ...leave }));
  await office.at('2026-11-30T08:30:00+08:00');
  expect(await briefOf('demo-manager', '林悦')).toEqual([]);
  expect((await office.news('passer-by')).length).toBe(0);
});

test('in the evening the log is asked for once, with what the day’s records hold; it is drafted from them and handed in', async () => {
  office.clock.set('2026-11-27T10:10:00+08:00');
  await office.app.ledger.sweep();
  await office.say('demo-manager', '登个投诉 澄江医药赵凯 10月账单多收480元 要求查清退费');
  await office.say('demo-manager', '确认');
  await office.at('2026-11-27T20:00:00+08:00');
  const [nudge, ...more] = textsOf(await office.news('demo-manager')).filter((text) => text.includes('日志'));
  expect(more).toEqual([]);
  expect(nudge).toContain('今天的日志还没见,11月27日(周五)23:59:59前交。今天有:10:10受理澄江医药投诉');
  expect(textsOf(await office.say('demo-manager', '交了')).join()).toContain(
    '11月27日的日志拟好了:10:10受理投诉(澄江医药)',
  );
  await office.say('demo-manager', '交');
  const logs = (await office.obligations('staff:lin-yue')).filter((each) => each.rule === 'work-log.daily');
  expect(logs.find((each) => each.dueAt === Date.parse('2026-11-27T23:59:59+08:00'))?.state).toBe('met');
});
