import { startScriptedServer } from '../../bench/model/scripted-server.js';
import { systemViewer } from '../../src/domain/staff.js';
import { createLogger, messageId } from '../../src/log.js';
import { LocalConnector } from '../channels/bot-framework/connector.js';
import { until } from '../processes.js';
import { type RunningApp, startApp } from '../running-app.js';

const now = '2026-11-24T16:50:00+08:00';
let running: RunningApp;
let logged: string[];

beforeEach(async () => {
  logged = [];
  const log = createLogger({ level: 'trace', to: { write: (line) => logged.push(line) } });
  running = await startApp({ now, log });
});
afterEach(() => running.close());

const lines = (): Array<Record<string, unknown>> => logged.map((line) => JSON.parse(line));

async function gauges(): Promise<Record<string, number>> {
  const text = await (await fetch(`${running.url}/metrics`)).text();
  const samples = text.split('\n').filter((line) => line.startsWith('shouwen_'));
  return Object.fromEntries(samples.map((line) => [line.replace(/ \S+$/, ''), Number(line.split(' ').at(-1))]));
}

/** Told, corrected, confirmed, asked, not understood, failed: with names, a phone and a card number. */
async function wholeConversation(): Promise<void> {
  const { store } = running.app;
  for (const text of [
    '客户华盛物流投诉:8月账单多收300元漫游费,李敏经理13800138001很生气,身份证11010519491231002X',
    '300改成460',
    '确认',
    '重大投诉多久内要答复?',
    '下周三下午三点去远帆看王芳 送台历',
    '取消',
    '华盛物流什么情况',
    '呃呃呃',
  ])
    await running.say(text);
  const { transaction } = store;
  store.transaction = () => Promise.reject(new Error('could not write 李敏 13800138001'));
  await running.say('远帆食品王芳投诉10月账单多收300元', { id: 'failing' });
  store.transaction = transaction;
  await running.app.ledger.sweep();
}

test('the log of a whole conversation names nobody and quotes nothing', async () => {
  await wholeConversation();
  expect(logged.filter((line) => line.includes('turn done'))).toHaveLength(8);
  expect(logged.filter((line) => line.includes('turn failed'))).toHaveLength(1);
  const all = logged.join('');
  expect(all).not.toMatch(/\p{Script=Han}/u);
  expect(all).not.toMatch(/1380013|11010519491231/);
  for (const { customer, contacts } of await running.app.store.listCustomerFiles(systemViewer)) {
    expect(all).not.toContain(customer.name);
    for (const { name, phone } of contacts)
      for (const known of [name, phone]) if (known) expect(all).not.toContain(known);
  }
});

test('every line about a message carries the id of that message, whoever writes it', async () => {
  const { transaction } = running.app.store;
  running.app.store.transaction = () => Promise.reject(new Error('disk full'));
  await running.say('你好', { id: 'm-1', in: 'talk' });
  running.app.store.transaction = transaction;
  await running.say('你好', { id: 'm-1', in: 'talk' });
  const id = messageId('emulator', 'emulator|talk', 'm-1');
  const told = lines().filter(({ msg }) => `${msg}`.startsWith('turn'));
  expect(told.map(({ msg, message }) => [msg, message])).toEqual([
    ['turn failed', id],
    ['turn done', id],
  ]);
});

test('metrics count messages by what they were about, misses and faults, and what is owed', async () => {
  await running.say('客户华盛物流投诉:8月账单多收300元漫游费,李敏经理13800138001很生气,要求今天退费');
  await running.say('确认');
  await running.say('😡😡', { as: 'demo-supervisor' });
  const { transaction } = running.app.store;
  running.app.store.transaction = () => Promise.reject(new Error('disk full'));
  await running.say('你好');
  running.app.store.transaction = transaction;
  const seen = await gauges();
  expect(seen).toMatchObject({
    'shouwen_turns_total{channel="emulator",outcome="done"}': 3,
    'shouwen_turns_total{channel="emulator",outcome="fault"}': 1,
    'shouwen_turn_seconds_count{channel="emulator"}': 4,
    'shouwen_messages_total{channel="emulator",intent="complaint"}': 1,
    'shouwen_misses_total{channel="emulator"}': 1,
    shouwen_messages_unfinished: 0,
    shouwen_turns_underway: 0,
  });
  const owed = await running.app.store.listObligations(systemViewer, { open: true });
  expect(seen.shouwen_obligations_open).toBe(owed.length);
  expect(owed.length).toBeGreaterThan(0);
});

/** A message in the manager's own chat on a channel that can go away. */
async function inTeams(serviceUrl: string, id: string, text: string): Promise<void> {
  await running.post({
    type: 'message',
    id,
    channelId: 'msteams',
    serviceUrl,
    from: { id: 'demo-manager' },
    recipient: { id: 'bot' },
    conversation: { id: 'chat', conversationType: 'personal', tenantId: 'tenant-1' },
    text,
  });
  await running.app.turns.drained();
  await running.app.ledger.sweep();
}

async function at(instant: string): Promise<void> {
  running.clock.set(instant);
  await running.app.ledger.sweep();
}

/** What is due and late by the duties themselves, at this moment. */
async function dues(): Promise<Record<string, number>> {
  const now = running.clock.businessNow();
  const owed = await running.app.store.listObligations(systemViewer, { open: true });
  const by = (from: number, until: number) =>
    owed.filter(({ dueAt }) => dueAt !== null && dueAt >= from && dueAt < until).length;
  return { shouwen_obligations_due: by(now, now + 86_400_000), shouwen_obligations_late: by(0, now) };
}

test('with a channel away the metrics tell how long it takes nothing, apart from who is not there; and what is due and late', async () => {
  const connector = new LocalConnector();
  const serviceUrl = await connector.listen();
  const { store } = running.app;
  await inTeams(serviceUrl, 't1', '登个投诉 澄江医药赵凯 10月账单多收480元 要求查清退费');
  await inTeams(serviceUrl, 't2', '确认');
  await at('2026-11-25T12:00:00+08:00');
  await until(20_000, async () => {
    await running.app.ledger.sweep();
    const { outbox } = await store.measure(running.clock.businessNow());
    return outbox.pending === 0 ? true : undefined;
  });
  expect(connector.received.length).toBeGreaterThan(1);
  await connector.pause();
  const absent = { key: 'absent', staffId: 'gao-xiang', conversationId: null, activity: '{"type":"message"}' };
  await store.transaction((tx) => tx.insertOutbox({ ...absent, at: 1, state: 'undelivered', attempts: 0 }));

  await at('2026-11-25T12:50:00+08:00');
  await at('2026-11-25T13:00:00+08:00');
  const away = await gauges();
  expect(away).toMatchObject({ shouwen_outbox_pending: 1, shouwen_outbox_oldest_seconds: 600 });
  expect(away).toMatchObject({ shouwen_outbox_parked: 0, shouwen_due_work: 0 });
  expect(away.shouwen_outbox_undelivered).toBeGreaterThan(1);
  expect(away).toMatchObject(await dues());

  running.clock.set('2026-11-25T16:50:01+08:00');
  const { shouwen_obligations_late: lateBefore = 0 } = away;
  const late = await until(20_000, async () => {
    const seen = await gauges();
    return Number(seen.shouwen_obligations_late) > lateBefore ? seen : undefined;
  });
  expect(late).toMatchObject(await dues());
  expect(late.shouwen_due_work).toBeGreaterThan(0);

  await connector.resume(Number(new URL(serviceUrl).port));
  const back = await until(30_000, async () => {
    await running.app.ledger.sweep();
    const seen = await gauges();
    return seen.shouwen_outbox_pending === 0 ? seen : undefined;
  });
  expect(back).toMatchObject({ shouwen_outbox_oldest_seconds: 0, shouwen_due_work: 0 });
  expect(back.shouwen_outbox_undelivered).toBeGreaterThan(0);
  await connector.close();
}, 90_000);

test('metrics tell what the language model took, by use and by how it ended', async () => {
  const server = await startScriptedServer(() => ({ status: 500 }));
  await running.close();
  const environment = { OPENAI_API_KEY: 'test-key', OPENAI_BASE_URL: server.url, OPENAI_MODEL: 'scripted' };
  running = await startApp({ now, environment });
  await running.say('远帆食品王芳说宽带断了两天了,真是好得很呐,要求今天修好');
  const seen = await gauges();
  const requests = server.captured.length;
  expect(requests).toBeGreaterThan(0);
  expect(seen).toMatchObject({
    'shouwen_model_seconds_count{use="reading",outcome="500"}': requests,
    'shouwen_model_tokens_total{use="reading"}': 0,
  });
  await server.close();
}, 60_000);
