import { systemViewer } from '../../src/domain/staff.js';
import { createLogger, messageId } from '../../src/log.js';
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
