import { jest } from '@jest/globals';
import { LocalConnector } from '../channels/bot-framework/connector.js';
import { until } from '../processes.js';
import { startApp } from '../running-app.js';
import { buttonOf, type Office, openOffice, textsOf } from './office.js';

jest.setTimeout(60_000);

describe('duties that are told in a form of the pack', () => {
  let office: Office;

  afterEach(() => office.close());

  const dutyOf = async (subject: string, rule: string) =>
    (await office.obligations(subject)).find((each) => each.rule === rule);

  test('the reminder of the log opens it, drafted from the day; handing it in meets the duty', async () => {
    office = await openOffice('2026-11-24T08:00:00+08:00');
    await office.at('2026-11-24T08:00:01+08:00');
    await office.say('demo-manager', '你好');
    await office.at('2026-11-24T10:00:00+08:00');
    await office.say('demo-manager', '报个竞争信息:电信在空港园区给三年半价');
    await office.say('demo-manager', '对');
    await office.at('2026-11-24T20:00:00+08:00');
    const reminder = (await office.news('demo-manager')).find((each) => each.text?.includes('日志'));
    const { say, card } = buttonOf(reminder, '交了');
    const drafted = textsOf(await office.say('demo-manager', say, { say, card })).join();
    expect(drafted).toContain('11月24日的日志拟好了:10:00上报竞争信息(电信)');
    expect(textsOf(await office.say('demo-manager', '交')).join()).toMatch(
      /编号 RZ-261124-.*「当天的工作日志」这件就算办了/,
    );
    expect(await dutyOf('staff:lin-yue', 'work-log.daily')).toMatchObject({ state: 'met' });
    const [log] = await office.app.store.listFormRecords({ kind: 'system' }, { form: 'work-log' });
    const events = await office.app.store.listEventsBy({ kind: 'system' }, 'lin-yue', 0, Date.now() * 2);
    const reported = events.find(({ kind }) => kind === 'competition.reported');
    expect(log?.values.lines).toEqual([expect.objectContaining({ events: [reported?.id], told: false })]);
  });

  test('an old button of a log that was handed in does nothing twice', async () => {
    office = await openOffice('2026-11-24T08:00:00+08:00');
    await office.at('2026-11-24T08:00:01+08:00');
    await office.say('demo-manager', '你好');
    await office.at('2026-11-24T20:00:00+08:00');
    const reminder = (await office.news('demo-manager')).find((each) => each.text?.includes('日志'));
    const { say, card } = buttonOf(reminder, '交了');
    await office.say('demo-manager', say, { say, card });
    await office.say('demo-manager', '交');
    expect(textsOf(await office.say('demo-manager', say, { say, card })).join()).toContain('就记过了');
    expect(await office.app.store.listFormRecords({ kind: 'system' }, { form: 'work-log' })).toHaveLength(1);
  });

  test('the reminder of a profile opens its form about that customer', async () => {
    office = await openOffice('2026-11-24T08:00:00+08:00');
    await office.at('2026-11-24T08:00:01+08:00');
    await office.say('demo-manager', '你好');
    await office.at('2026-12-21T09:00:00+08:00');
    const buttons = (await office.news('demo-manager')).flatMap((each) => each.suggestedActions?.actions ?? []);
    const { say, card } = buttons.find(({ title }) => title === '盛源物流:办好了')?.value ?? {};
    expect(textsOf(await office.say('demo-manager', say, { say, card })).join()).toContain('盛源物流的资料改了什么');
    expect(textsOf(await office.say('demo-manager', '核对无误')).join()).toContain('盛源物流(A1)');
    await office.say('demo-manager', '对');
    const duties = await office.obligations('customer:shengyuan-logistics');
    expect(duties.filter(({ rule, state }) => rule === 'profile.update' && state === 'met')).toHaveLength(1);
  });

  test('a log told the day after waits for the supervisor, where it was written in time it needs nobody', async () => {
    office = await openOffice('2026-11-24T08:00:00+08:00');
    await office.at('2026-11-24T08:00:01+08:00');
    await office.say('demo-supervisor', '你好');
    await office.say('demo-manager', '你好');
    await office.at('2026-11-25T09:30:00+08:00');
    await office.news('demo-supervisor');
    await office.say('demo-manager', '补昨天的日志');
    const told = textsOf(await office.say('demo-manager', '交')).join();
    expect(told).toMatch(/编号 RZ-/);
    const log = (await office.obligations('staff:lin-yue')).find(
      ({ rule, id }) => rule === 'work-log.daily' && id.includes('2026-11-24'),
    );
    expect(log).toMatchObject({ state: 'late' });
  });
});

test('a report to the supervisor counts once his channel has it', async () => {
  const running = await startApp({ now: '2026-11-24T16:50:00+08:00' });
  const connector = new LocalConnector();
  try {
    const serviceUrl = await connector.listen();
    let sent = 0;
    const say = async (from: string, text: string) => {
      await running.post({
        type: 'message',
        id: `t${++sent}`,
        channelId: 'msteams',
        serviceUrl,
        from: { id: from },
        recipient: { id: 'bot' },
        conversation: { id: `chat-${from}`, conversationType: 'personal', tenantId: 'tenant-1' },
        text,
      });
      await running.app.turns.drained();
    };
    await say('demo-supervisor', '你好');
    await say('demo-manager', '盛源物流吴总说对手给半价 这周五就签 1200个号要走');
    await say('demo-manager', '方总拍板');
    await say('demo-manager', '发');
    const reportOf = async () => {
      const duties = await running.app.store.listObligations({ kind: 'system' }, { ownerId: 'lin-yue' });
      return duties.find(({ rule }) => rule === 'churn.report')?.state;
    };
    const heard = () =>
      connector.received.some(({ activity }) => String((activity as { text?: string }).text).includes('林悦报异动'));
    await until(20_000, async () => {
      await running.app.ledger.sweep();
      return heard() && (await reportOf()) === 'met' ? true : undefined;
    });
    expect(await reportOf()).toBe('met');
  } finally {
    await running.close();
    await connector.close();
  }
});
