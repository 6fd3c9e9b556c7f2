import { jest } from '@jest/globals';
import { type Office, openOffice, textsOf } from './office.js';

jest.setTimeout(30_000);

let office: Office;
beforeEach(async () => {
  office = await openOffice('2026-11-24T10:00:00+08:00');
});
afterEach(() => office.close());

async function sample(accurate: number): Promise<void> {
  const at = office.clock.businessNow();
  const facts = { customerClass: 'A1', checked: 20, accurate };
  const what = { id: `s${accurate}`, subject: 'customer:yuanfan-food', kind: 'profile.sampled', facts };
  await office.app.store.transaction(async (tx) => {
    await tx.appendEvents([{ ...what, at, recordedAt: at, actor: 'lin-yue', channel: 'test' }]);
  });
}

test('a supervisor asks how the figures stand: every one with its clause, measured or without data', async () => {
  await sample(18);
  const [reply] = await office.say('demo-supervisor', '指标怎么样');
  expect(reply?.text).toContain('2026年11月的指标,1项有数据。');
  expect(reply?.text).toContain('〔一·AB类客户资料准确性〕90%,手册高于95%,还差。');
  expect(reply?.text).toMatch(/没有数据12项,还没人登记:〔一·资料完整率〕100%、/);
  expect(reply?.text).toContain('〔三·VIP客户满意度〕高于95%');
  expect(reply?.text).toContain('〔一·每月收集通讯录〕每月至少2');
  expect(Buffer.byteLength(reply?.text ?? '')).toBeLessThanOrEqual(2_048);
  const [entity] = reply?.entities ?? [];
  expect(entity).toMatchObject({ citation: expect.arrayContaining([expect.objectContaining({ position: 1 })]) });
});

test('of another month, its own', async () => {
  await sample(18);
  expect(textsOf(await office.say('demo-supervisor', '上个月指标怎么样')).join()).toContain(
    '2026年10月的指标,0项有数据',
  );
});

test('what the handbook asks for stays a question to the handbook', async () => {
  const text = textsOf(await office.say('demo-supervisor', '资料准确率的指标要求是多少')).join();
  expect(text).toContain('95%');
  expect(text).not.toContain('没有数据');
});

describe('the share done in time', () => {
  const vip = (ownerId: string) => ({ ownerId, vip: true, severity: 'ordinary', customerClass: 'B1' });
  beforeEach(async () => {
    await office.close();
    office = await openOffice('2026-11-17T10:00:00+08:00');
    await office.fact('complaint:TS-1', 'complaint.accepted', vip('lin-yue'));
    await office.at('2026-11-17T12:00:00+08:00');
    await office.fact('complaint:TS-1', 'complaint.answered', { result: 'resolved' });
    await office.fact('complaint:TS-2', 'complaint.accepted', vip('gao-xiang'));
    await office.fact('staff:lin-yue', 'work-log.submitted', {});
    await office.fact('staff:gao-xiang', 'work-log.submitted', {});
    await office.fact('staff:chen-qi', 'work-log.submitted', {});
    await office.at('2026-11-24T10:00:00+08:00');
  });

  test('last week, of the whole team for its supervisor', async () => {
    const text = textsOf(await office.say('demo-supervisor', '上周按时率多少')).join();
    expect(text).toMatch(/^11月16日\(周一\)到11月22日\(周日\)到期14件,按时4件\(28\.5%\)。/);
    expect(text).toMatch(/陈琪1\/4、高翔1\/5、林悦2\/5。$/);
  });

  test('one’s own for an account manager; of days without anything due there is no share', async () => {
    expect(textsOf(await office.say('demo-manager', '上周按时率多少')).join()).toContain('到期5件,按时2件(40%)');
    expect(textsOf(await office.say('demo-manager', '上个月按时率多少')).join()).toContain('没有到期的事,算不出按时率');
  });
});
