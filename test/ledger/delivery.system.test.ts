import { jest } from '@jest/globals';
import type { Activity } from 'botbuilder';
import { LocalConnector } from '../channels/bot-framework/connector.js';
import { until } from '../processes.js';
import { type RunningApp, startApp } from '../running-app.js';

jest.setTimeout(60_000);

let running: RunningApp;
let connector: LocalConnector;
let serviceUrl: string;

beforeEach(async () => {
  running = await startApp({ now: '2026-11-24T16:50:00+08:00' });
  connector = new LocalConnector();
  serviceUrl = await connector.listen();
});
afterEach(async () => {
  await running.close();
  await connector.close();
});

let sent = 0;

/** A message in somebody's own Teams-like chat; its replies come through the connector. */
function teams(from: string, text: string, more: object = {}): object {
  return {
    type: 'message',
    id: `t${++sent}`,
    channelId: 'msteams',
    serviceUrl,
    from: { id: from },
    recipient: { id: 'bot' },
    conversation: { id: `chat-${from}`, conversationType: 'personal', tenantId: 'tenant-1' },
    text,
    ...more,
  };
}

async function say(from: string, text: string): Promise<void> {
  await running.post(teams(from, text));
  await running.app.turns.drained();
  await running.app.ledger.sweep();
}

const heard = (from: string): Array<Partial<Activity>> =>
  connector.received
    .filter(({ path }) => path.includes(`/chat-${from}/`))
    .map(({ activity }) => activity as Partial<Activity>);

/** What a message says: its words, or those of the card that holds them. */
const wordsOf = ({ text, attachments }: Partial<Activity>): string =>
  text ??
  (attachments ?? [])
    .flatMap(({ content }) => content?.body ?? [])
    .map((block) => block.text)
    .join('\n');

const about = (from: string, word: string) => heard(from).filter((activity) => wordsOf(activity).includes(word));

async function complain(): Promise<void> {
  await say('demo-supervisor', '你好');
  await say('demo-manager', '登个投诉 澄江医药赵凯 10月账单多收480元 要求查清退费');
  await say('demo-manager', '确认');
  await at('2026-11-24T20:00:00+08:00');
  await at('2026-11-25T09:00:00+08:00');
  connector.received.length = 0;
}

async function at(instant: string): Promise<void> {
  running.clock.set(instant);
  await running.app.ledger.sweep();
}

/** Sweeps until something is there; waiting times of the outbox are real. */
const sweepUntil = <T>(found: () => T | undefined): Promise<T> =>
  until(20_000, async () => {
    await running.app.ledger.sweep();
    return found();
  });

type Card = { actions: Array<{ type: string; title: string; data: object; fallback: { type: string; data: object } }> };

function cardOf(activity: Partial<Activity> | undefined): Card {
  const attachment = activity?.attachments?.[0];
  if (attachment?.contentType !== 'application/vnd.microsoft.card.adaptive') throw new Error('no card');
  return attachment.content;
}

const cards = (from: string) => heard(from).filter(({ attachments }) => (attachments?.length ?? 0) > 0);

test('alerts reach a conversation by its stored reference, with buttons that come back', async () => {
  await complain();
  await at('2026-11-25T12:50:00+08:00');
  const [reminder] = about('demo-manager', '16:50到点');
  expect(reminder).toMatchObject({ type: 'message', recipient: { id: 'demo-manager' } });
  const card = cardOf(cards('demo-manager')[0]);
  const [answered] = card.actions;
  expect(answered).toMatchObject({ type: 'Action.Execute', title: '已回了', fallback: { type: 'Action.Submit' } });
  const click = teams('demo-manager', '', {
    type: 'invoke',
    name: 'adaptiveCard/action',
    replyToId: 'the-card',
    value: { action: { type: 'Action.Execute', verb: 'say', data: answered?.data }, trigger: 'manual' },
  });
  const response = await running.post(click);
  expect(response.status).toBe(200);
  expect(await response.json()).toMatchObject({
    statusCode: 200,
    type: 'application/vnd.microsoft.activity.message',
    value: expect.stringMatching(/^✓ /),
  });
  await sweepUntil(() => about('demo-manager', '几点回的')[0]);
  await say('demo-manager', '今天12:30,客户认可');
  await sweepUntil(() => about('demo-manager', '记好了')[0]);
  expect(about('demo-manager', '记好了')).toHaveLength(1);
  const [closed] = connector.received.filter(({ method }) => method === 'PUT');
  expect(closed?.path).toMatch(/the-card$/);
  expect(JSON.stringify(closed?.activity.attachments)).toContain('✓ 已办');
  await running.post(teams('demo-manager', '', { text: undefined, value: answered?.fallback.data }));
  await sweepUntil(() => about('demo-manager', '12:30就记过了')[0]);
  expect(about('demo-manager', '12:30就记过了')).toHaveLength(1);
});

test('an invoke that is no click of a card is still refused', async () => {
  for (const value of [{}, { action: {} }, { action: { data: 'text' } }]) {
    const response = await running.post(
      teams('demo-manager', '', { type: 'invoke', name: 'adaptiveCard/action', value }),
    );
    expect(response.status).toBe(501);
  }
});

test('too many: waits as long as it is told, then delivers once', async () => {
  await complain();
  connector.behaviour = { status: 429, headers: { 'retry-after': '2' } };
  await at('2026-11-25T12:50:00+08:00');
  expect(about('demo-manager', '16:50到点')).toHaveLength(1);
  const refusedAt = performance.now();
  await running.app.ledger.sweep();
  expect(about('demo-manager', '16:50到点')).toHaveLength(1);
  connector.behaviour = { status: 200 };
  await sweepUntil(() => about('demo-manager', '16:50到点')[1]);
  expect(performance.now() - refusedAt).toBeGreaterThan(1_900);
  await running.app.ledger.sweep();
  expect(about('demo-manager', '16:50到点')).toHaveLength(2);
});

test('their fault: tried again under the same key', async () => {
  await complain();
  connector.behaviour = { status: 500 };
  await at('2026-11-25T12:50:00+08:00');
  connector.behaviour = { status: 200 };
  const again = await sweepUntil(() => about('demo-manager', '16:50到点')[1]);
  expect(again.channelData).toEqual(about('demo-manager', '16:50到点')[0]?.channelData);
});

test('blocked: parked, never tried again, and the supervisor is told once; the escalation runs regardless', async () => {
  await complain();
  connector.behaviour = (path) => ({ status: path.includes('/chat-demo-manager/') ? 403 : 200 });
  await at('2026-11-25T12:50:00+08:00');
  await running.app.ledger.sweep();
  expect(about('demo-manager', '16:50到点')).toHaveLength(1);
  expect(about('demo-supervisor', '林悦那边收不到我的提醒了')).toHaveLength(1);
  await at('2026-11-25T16:50:01+08:00');
  expect(about('demo-manager', '到点')).toHaveLength(1);
  expect(about('demo-supervisor', '没见记录')).toHaveLength(1);
  connector.behaviour = { status: 200 };
  await say('demo-manager', '你好');
  await sweepUntil(() => about('demo-manager', '到点了,还没见记录')[0]);
});

test('nobody listening: waits in the outbox and arrives when the service is back', async () => {
  await complain();
  await connector.pause();
  await at('2026-11-25T12:50:00+08:00');
  await connector.resume(Number(new URL(serviceUrl).port));
  await sweepUntil(() => about('demo-manager', '16:50到点')[0]);
});

test('a clock that runs fast sends nothing twice: waiting is by the real clock', async () => {
  await complain();
  connector.behaviour = 'hang';
  running.clock.set('2026-11-25T12:50:00+08:00');
  const first = running.app.ledger.sweep();
  await until(10_000, async () => about('demo-manager', '16:50到点')[0]);
  for (const hour of ['13:10', '14:10', '15:10']) await at(`2026-11-25T${hour}:00+08:00`);
  expect(about('demo-manager', '16:50到点')).toHaveLength(1);
  await first;
});

test('thousands that wait for somebody who is not there hold nobody up, and are not gone through again', async () => {
  const { store, ledger } = running.app;
  await say('demo-supervisor', '你好');
  const queued = { activity: '{"type":"message","text":"等着"}', conversationId: null, at: 1 } as const;
  const rows = Array.from({ length: 2_500 }, (_, n) => ({ key: `wait|${n}`, staffId: 'gao-xiang' }));
  await store.transaction(async (tx) => {
    for (const row of rows) await tx.insertOutbox({ ...queued, ...row, state: 'pending', attempts: 0 });
    await tx.insertOutbox({ ...queued, key: 'last', staffId: 'zhou-lan', at: 2, state: 'pending', attempts: 0 });
  });
  await ledger.sweep();
  expect(about('demo-supervisor', '等着')).toHaveLength(1);
  expect(await store.claimOutbox({ leaseMs: 1, limit: 10 })).toEqual([]);
});
