import { AppError } from '../../../src/errors.js';
import { exportRows } from '../../exported.js';
import { until } from '../../processes.js';
import { people } from '../../records/samples.js';
import { type RunningApp, startApp } from '../../running-app.js';
import { Gateway, type SentFrame } from './gateway.js';

let gateway: Gateway;
let running: RunningApp;

beforeEach(async () => {
  gateway = await Gateway.open('a secret of the test');
  running = await startApp({
    now: '2026-11-24T16:50:00+08:00',
    environment: { WECOM_BOT_ID: 'bot', WECOM_BOT_SECRET: 'a secret of the test', WECOM_URL: gateway.url },
  });
  await running.app.store.transaction(async (tx) => {
    const identity = (userId: string, staffId: string) => ({ channel: 'wecom', tenant: '', userId, staffId });
    await tx.insertStaff({ ...people.bossEast, name: '周岚' }, [identity('zhou.lan', people.bossEast.id)]);
    const anna = { ...people.anna, name: '林悦', supervisorId: people.bossEast.id };
    await tx.insertStaff(anna, [identity('lin.yue', anna.id)]);
  });
  running.app.ledger.start();
  running.app.connect();
  await gateway.subscribed();
}, 30_000);
afterEach(async () => {
  await running.close();
  await gateway.close();
});

test('an intake by words and by the card of the read-back, numbered once', async () => {
  await gateway.say('客户华盛物流投诉:8月账单多收300元漫游费,李敏经理13800138001很生气,要求今天退费');
  await gateway.heard('华盛物流');
  const card = await until(5_000, async () => gateway.cards().at(-1));
  const confirm = card.button_list.find(({ text }) => text === '确认');
  expect(card.button_list.map(({ text }) => text)).toEqual(['确认', '修改', '取消']);

  await gateway.click({ key: confirm?.key ?? '', taskId: card.task_id });
  // The vendor takes a changed card for five seconds after the press.
  const updated = await until(5_000, async () => gateway.sent.find(({ cmd }) => cmd === 'aibot_respond_update_msg'));
  expect(updated.body).toMatchObject({
    template_card: {
      task_id: card.task_id,
      main_title: { title: expect.stringMatching(/^✓ 已登记 TS-261124-/) },
      button_list: [{ text: '✓ 确认' }],
    },
  });
  await gateway.heard(/TS-261124-[0-9A-Z]{4}/);

  await gateway.click({ key: confirm?.key ?? '', taskId: card.task_id });
  await until(15_000, async () => gateway.texts().filter((text) => /TS-261124/.test(text)).length > 1 || undefined);
  expect(await exportRows(running.app.store, 'complaints')).toHaveLength(1);
}, 30_000);

test('the same message again is the same message', async () => {
  await gateway.say('VIP投诉多久要回', { msgid: 'once' });
  await gateway.heard('24小时');
  await gateway.say('VIP投诉多久要回', { msgid: 'once' });
  await gateway.say('你好', { msgid: 'other' });
  await until(15_000, async () => gateway.texts().length >= 2 || undefined);
  expect(gateway.texts().filter((text) => text.includes('24小时'))).toHaveLength(1);
}, 40_000);

test('somebody the directory does not know gets no data, another bot’s frames are not read', async () => {
  await gateway.say('华盛物流什么情况', { from: { userid: 'mallory' } });
  await until(15_000, async () => gateway.texts('mallory').length > 0 || undefined);
  expect(gateway.texts('mallory').join()).not.toMatch(/华盛/);
  const before = gateway.sent.length;
  await gateway.say('VIP投诉多久要回', { aibotid: 'somebody-else' });
  await gateway.say('你好');
  await until(15_000, async () => gateway.texts().length > 0 || undefined);
  expect(
    gateway.sent
      .slice(before)
      .map(({ body }) => JSON.stringify(body))
      .join(),
  ).not.toMatch(/24小时/);
}, 40_000);

test('a socket that drops is made again, and what was due meanwhile arrives once', async () => {
  await gateway.say('远帆食品王芳投诉网慢,要求查清,很生气');
  await gateway.heard('远帆');
  const { port } = gateway;
  await gateway.close();
  const conversation = 'wecom|lin.yue';
  await running.app.store.transaction(async (tx) => {
    const activity = JSON.stringify({ type: 'message', text: '断线时写的' });
    await tx.insertOutbox({
      key: 'test',
      staffId: people.anna.id,
      conversationId: conversation,
      activity,
      at: 0,
      state: 'pending',
      attempts: 0,
    });
  });
  await running.app.ledger.sweep();
  gateway = await Gateway.open('a secret of the test', port);
  await gateway.subscribed();
  await gateway.heard('断线时写的');
  await gateway.say('取消');
  await until(10_000, async () => gateway.texts().length >= 2 || undefined);
  expect(gateway.texts().filter((text) => text === '断线时写的')).toHaveLength(1);
}, 60_000);

test('a refusal for good parks the message and tells the supervisor', async () => {
  await gateway.say('你好', { from: { userid: 'zhou.lan' } });
  await until(15_000, async () => gateway.texts('zhou.lan').length > 0 || undefined);
  gateway.refuse = { code: 60_111, times: 1 };
  await gateway.say('你好');
  const told = await until(10_000, async () => gateway.texts('zhou.lan').find((text) => text.includes('林悦')));
  expect(told).toContain('林悦');
}, 30_000);

test('in a group the mention in front is not part of what was said', async () => {
  await gateway.say('@首问 VIP投诉多久要回', { chattype: 'group', chatid: 'group-1' });
  await until(15_000, async () => gateway.texts('group-1').find((text) => text.includes('24')));
}, 40_000);

test('a socket cut off while an answer is under way: it is made again and nothing is lost', async () => {
  await gateway.say('你好');
  await until(10_000, async () => gateway.texts().length > 0 || undefined);
  const before = gateway.subscriptions;
  await gateway.say('VIP投诉多久要回', { msgid: 'cut-off' });
  const key = { channel: 'wecom', conversationId: 'wecom|lin.yue', activityId: 'cut-off' };
  await until(15_000, async () => running.app.store.findInbox(key));
  gateway.drop();
  await until(15_000, async () => gateway.subscriptions > before || undefined);
  // What was under way when the socket broke is sent again once its lease is over.
  await until(40_000, async () => gateway.texts().some((text) => text.includes('24小时')) || undefined);
  await gateway.say('金卡客户多久关怀一次');
  await until(15_000, async () => gateway.texts().some((text) => text.includes('2个月')) || undefined);
}, 90_000);

describe('a socket cut off in the middle of one reply', () => {
  const isCard = ({ body }: SentFrame) => body.msgtype === 'template_card';

  async function readBack(): Promise<void> {
    await gateway.say('你好');
    await until(10_000, async () => gateway.texts().length > 0 || undefined);
    await gateway.say('远帆食品王芳投诉网慢,要求查清,很生气');
    await until(60_000, async () => gateway.cards().length > 0 || undefined);
    // Nothing more comes after it: what is said next is answered next.
    await gateway.say('VIP投诉多久要回');
    await until(60_000, async () => gateway.texts().find((text) => text.includes('24小时')));
  }
  const words = () => gateway.texts().filter((text) => text.includes('网慢') && !text.includes('24小时'));

  test('before its card was taken: the card arrives, the words do not come twice', async () => {
    gateway.cut = { at: isCard, how: 'unread' };
    await readBack();
    expect(words()).toHaveLength(1);
    expect(gateway.cards()).toHaveLength(1);
  }, 90_000);

  test('before the acknowledgement of its card: that one piece comes again, which the protocol cannot tell apart', async () => {
    gateway.cut = { at: isCard, how: 'unacknowledged' };
    await readBack();
    expect(words()).toHaveLength(1);
    await until(60_000, async () => gateway.cards().length > 1 || undefined);
    expect(new Set(gateway.cards().map(({ task_id }) => task_id)).size).toBe(1);
  }, 90_000);
});

test('his own matter called out in a group is answered in the chat with him alone', async () => {
  await gateway.say('你好');
  await until(10_000, async () => gateway.texts().length > 0 || undefined);
  await gateway.say('@首问 远帆食品什么情况', { chattype: 'group', chatid: 'group-1' });
  await gateway.heard('您在群里说的「远帆食品什么情况」');
  await until(10_000, async () => gateway.texts('group-1').find((text) => text.includes('单独跟您说')));
  expect(gateway.texts('group-1').join()).not.toMatch(/远帆/);
}, 40_000);

test('a message that cannot be stored: its sender is told to say it again', async () => {
  const { turns } = running.app;
  const accept = turns.accept.bind(turns);
  turns.accept = async () => {
    throw new AppError('unreachable', 'The record store is away.');
  };
  await gateway.say('远帆食品王芳投诉网慢,要求查清,很生气');
  await gateway.heard('现在记不下来');
  turns.accept = accept;
  await gateway.say('远帆食品王芳投诉网慢,要求查清,很生气');
  await gateway.heard(/网慢/);
}, 40_000);
