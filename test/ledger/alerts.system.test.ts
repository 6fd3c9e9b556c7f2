import { jest } from '@jest/globals';
import { type Office, openOffice, textsOf } from './office.js';

const day = '2026-11-24';
jest.setTimeout(30_000);

let office: Office;

afterEach(() => office.close());

/** Both have written once, so that there is a conversation to reach them in. */
async function open(now: string): Promise<void> {
  office = await openOffice(now);
  await office.say('demo-manager', '你好');
  await office.say('demo-supervisor', '你好');
}

const vip = { ownerId: 'lin-yue', vip: true, severity: 'ordinary', customerClass: 'B1' };

describe('a duty counted by the clock', () => {
  beforeEach(async () => {
    await open(`${day}T20:50:00+08:00`);
    await office.fact('complaint:TS-1', 'complaint.accepted', vip);
  });

  test('reminds its owner twice before, tells the supervisor at the due time, by name, at any hour', async () => {
    await office.at('2026-11-25T16:49:59+08:00');
    expect(await office.news('demo-manager')).toEqual([]);
    await office.at('2026-11-25T16:50:00+08:00');
    expect(textsOf(await office.news('demo-manager'))).toEqual([
      expect.stringMatching(/处理并答复投诉,11月25日\(周三\)20:50到点/),
    ]);
    await office.at('2026-11-25T19:50:00+08:00');
    expect(await office.news('demo-manager')).toHaveLength(1);
    expect(await office.news('demo-supervisor')).toEqual([]);
    await office.at('2026-11-25T20:50:01+08:00');
    const [told, ...more] = textsOf(await office.news('demo-supervisor'));
    expect(more).toEqual([]);
    expect(told).toMatch(/^林悦的「.*处理并答复投诉」11月25日\(周三\)20:50到点,没见记录。/);
    expect(told).not.toContain('未处理');
    expect(textsOf(await office.news('demo-manager')).join()).not.toContain('投诉');
  });

  test('is in time within its due second, and stored as late after it', async () => {
    await office.at('2026-11-25T20:50:00.999+08:00');
    expect((await office.obligations('complaint:TS-1'))[0]?.state).toBe('open');
    expect(await office.news('demo-supervisor')).toEqual([]);
    await office.at('2026-11-25T20:50:01+08:00');
    expect((await office.obligations('complaint:TS-1'))[0]?.state).toBe('late');
    expect(await office.news('demo-supervisor')).toHaveLength(1);
  });

  test('never alerts twice, however often it is swept', async () => {
    await office.at('2026-11-25T16:50:00+08:00');
    await office.at('2026-11-25T16:50:00+08:00');
    await office.app.ledger.sweep();
    expect(await office.news('demo-manager')).toHaveLength(1);
  });

  test('a reminder that a later one overtook is not given; the last is, even when the due time has passed', async () => {
    await office.at('2026-11-25T21:10:00+08:00');
    expect(textsOf(await office.news('demo-manager'))).toEqual([expect.stringContaining('20:50到点了,还没见记录')]);
    expect(await office.news('demo-supervisor')).toHaveLength(1);
  });

  test('that is done alerts nobody', async () => {
    await office.fact('complaint:TS-1', 'complaint.answered', { result: 'accepted' });
    await office.at('2026-11-26T12:00:00+08:00');
    expect(await office.news('demo-manager')).toEqual([]);
    expect(await office.news('demo-supervisor')).toEqual([]);
  });

  test('a changed due time alerts again, an unchanged one never', async () => {
    await office.at('2026-11-25T16:50:00+08:00');
    await office.news('demo-manager');
    await office.fact('complaint:TS-1', 'complaint.waiting-for-customer', {});
    await office.at('2026-11-25T17:50:00+08:00');
    await office.fact('complaint:TS-1', 'complaint.resumed', {});
    await office.at('2026-11-25T17:50:00+08:00');
    expect(textsOf(await office.news('demo-manager'))).toEqual([expect.stringContaining('21:50到点')]);
    await office.fact('complaint:TS-1', 'complaint.noted', {});
    await office.app.ledger.sweep();
    expect(await office.news('demo-manager')).toEqual([]);
  });

  test('the next level is told an hour later, and knows who was told before', async () => {
    await office.hire('boss', '董晓', 'administrator');
    await office.say('boss', '你好');
    await office.at('2026-11-25T20:50:01+08:00');
    await office.at('2026-11-25T21:49:59+08:00');
    expect(await office.news('boss')).toEqual([]);
    await office.at('2026-11-25T21:50:00+08:00');
    await office.at('2026-11-25T23:50:00+08:00');
    expect(textsOf(await office.news('boss'))).toEqual([expect.stringMatching(/^林悦的.*没见记录;周岚已经知道。/)]);
    expect(await office.news('demo-supervisor')).toHaveLength(1);
  });
});

describe('an ordinary duty', () => {
  const commitment = (at: string) => ({ ownerId: 'lin-yue', at: new Date(at).toISOString() });

  test('reminds in office hours, and tells the supervisor when the office opens', async () => {
    await open('2026-11-27T17:30:00+08:00');
    await office.fact('complaint:TS-1', 'commitment.made', commitment('2026-11-27T18:20:00+08:00'));
    await office.at('2026-11-27T17:50:00+08:00');
    expect(await office.news('demo-manager')).toHaveLength(1);
    await office.at('2026-11-27T18:20:00+08:00');
    await office.at('2026-11-27T18:20:01+08:00');
    expect((await office.obligations('complaint:TS-1'))[0]?.state).toBe('late');
    expect(await office.news('demo-supervisor')).toEqual([]);
    await office.at('2026-11-30T09:00:00+08:00');
    expect(textsOf(await office.news('demo-supervisor')).join()).toContain('11月27日(周五)18:20到点,没见记录');
  });

  test('whose office opens too late reminds at once', async () => {
    await open('2026-11-27T17:30:00+08:00');
    await office.fact('complaint:TS-1', 'commitment.made', commitment('2026-11-28T10:00:00+08:00'));
    await office.at('2026-11-28T09:30:00+08:00');
    expect(await office.news('demo-manager')).toHaveLength(1);
  });

  test('a reminder before the office opens waits for it', async () => {
    await open('2026-11-27T17:30:00+08:00');
    await office.fact('complaint:TS-1', 'commitment.made', commitment('2026-11-30T09:20:00+08:00'));
    await office.at('2026-11-30T08:50:00+08:00');
    const early = textsOf(await office.news('demo-manager')).filter((text) => text.includes('09:20到点。'));
    await office.at('2026-11-30T09:00:00+08:00');
    expect(early).toEqual([]);
    expect(textsOf(await office.news('demo-manager')).join()).toContain('09:20到点');
  });
});

test('many at once to one person are one message, each reason has its row', async () => {
  await open(`${day}T10:00:00+08:00`);
  for (let n = 1; n <= 9; n++) await office.fact(`complaint:TS-${n}`, 'complaint.accepted', vip);
  await office.at('2026-11-25T06:00:00+08:00');
  const [one, ...more] = await office.news('demo-manager');
  expect(more).toEqual([]);
  expect(one?.text).toContain('还有3件');
  expect(one?.channelData.keys).toHaveLength(9);
  expect(one?.suggestedActions?.actions.map(({ title }) => title)).toEqual(Array(4).fill('处理并答复投诉:已回了'));
  expect(Buffer.byteLength(one?.text ?? '', 'utf8')).toBeLessThanOrEqual(2_048);
});

describe('people who are not there', () => {
  test('a manager on leave: the supervisor is reminded in his place and knows it', async () => {
    await open(`${day}T10:00:00+08:00`);
    await office.fact('complaint:TS-1', 'complaint.accepted', vip);
    const leave = { from: Date.parse(`${day}T00:00:00+08:00`), until: Date.parse('2026-12-01T00:00:00+08:00') };
    await office.app.store.transaction((tx) => tx.upsertLeave({ staffId: 'lin-yue', ...leave }));
    await office.at('2026-11-25T06:00:00+08:00');
    expect(await office.news('demo-manager')).toEqual([]);
    expect(textsOf(await office.news('demo-supervisor'))).toEqual([expect.stringMatching(/^林悦休假,这件请您接:/)]);
  });

  test('the log of somebody on leave is asked of nobody, before the day ends or after', async () => {
    await open(`${day}T10:00:00+08:00`);
    const leave = { from: Date.parse(`${day}T00:00:00+08:00`), until: Date.parse('2026-12-01T00:00:00+08:00') };
    await office.app.store.transaction((tx) => tx.upsertLeave({ staffId: 'lin-yue', ...leave }));
    await office.at(`${day}T21:00:00+08:00`);
    await office.at('2026-11-25T09:30:00+08:00');
    const told = textsOf([...(await office.news('demo-manager')), ...(await office.news('demo-supervisor'))]);
    expect(told.join()).toContain('当天的工作日志(陈琪、高翔)');
    expect(told.join()).not.toMatch(/这件请您接:当天的工作日志|林悦的「当天的工作日志/);
  });

  test('a reminder of the log that comes late, after a leave began, goes to no stand-in', async () => {
    await open(`${day}T10:00:00+08:00`);
    await office.at(`${day}T11:00:00+08:00`);
    const leave = { from: Date.parse('2026-11-25T00:00:00+08:00'), until: Date.parse('2026-12-01T00:00:00+08:00') };
    await office.app.store.transaction((tx) => tx.upsertLeave({ staffId: 'lin-yue', ...leave }));
    await office.at('2026-11-25T09:30:00+08:00');
    const told = textsOf([...(await office.news('demo-manager')), ...(await office.news('demo-supervisor'))]).join();
    expect(told).toContain('当天的工作日志(');
    expect(told).not.toMatch(/快到点了|交了回「交了」|这件请您接:当天的工作日志/);
  });

  test('somebody who cannot be reached: the alert waits, the escalation runs all the same', async () => {
    office = await openOffice(`${day}T10:00:00+08:00`);
    await office.say('demo-supervisor', '你好');
    await office.fact('complaint:TS-1', 'complaint.accepted', vip);
    await office.at('2026-11-25T06:00:00+08:00');
    await office.at('2026-11-25T10:00:01+08:00');
    expect(textsOf(await office.news('demo-supervisor')).join()).toContain('没见记录');
  });
});
