import type { Activity } from 'botbuilder';
import { LocalConnector } from '../channels/bot-framework/connector.js';
import { exportRows } from '../exported.js';
import { quiet } from '../outbox.js';
import { type RunningApp, startApp } from '../running-app.js';

let running: RunningApp;
let connector: LocalConnector;
let serviceUrl: string;

beforeEach(async () => {
  running = await startApp({ now: '2026-11-24T16:50:00+08:00' });
  connector = new LocalConnector();
  serviceUrl = await connector.listen();
}, 20_000);
afterEach(async () => {
  await running.close();
  await connector.close();
});

let sent = 0;
async function post(text: string, more: object = {}, from = 'demo-manager'): Promise<unknown> {
  const conversation = { id: `chat-${from}`, conversationType: 'personal', tenantId: 'tenant-1' };
  const response = await running.post({
    type: 'message',
    id: `t${++sent}`,
    channelId: 'msteams',
    serviceUrl,
    from: { id: from },
    recipient: { id: 'bot' },
    conversation,
    text,
    ...more,
  });
  await quiet(running);
  const body = await response.text();
  return body === '' ? undefined : JSON.parse(body);
}

type Button = { title: string; data: { say: string; offer: string } };
type Card = { body: Array<{ text: string }>; actions?: Button[] };

const press = (data: unknown, more: object = {}) =>
  post('', {
    type: 'invoke',
    name: 'adaptiveCard/action',
    value: { action: { type: 'Action.Execute', data } },
    ...more,
  });
const all = () => connector.received.map(({ activity }) => activity as Partial<Activity>);
const texts = () => all().flatMap(({ text }) => text || []);
const cards = () => all().flatMap(({ attachments = [] }) => attachments.map(({ content }) => content as Card));
const shown = (card: Card | undefined) => (card?.body ?? []).map(({ text }) => text);
const updates = () => connector.received.filter(({ method }) => method === 'PUT');

function button(
  title: string,
  card = cards()
    .filter(({ actions }) => actions)
    .at(-1),
): unknown {
  const found = card?.actions?.find((action) => action.title === title);
  if (!found) throw new Error(`no button ${title}`);
  return found.data;
}

const told = '客户华盛物流投诉:8月账单多收300元漫游费,李敏经理13800138001很生气,要求今天退费';

test('a read-back is a card; the press is answered, the card says what became of it, pressed again it does nothing', async () => {
  await post(told);
  const [card] = cards();
  expect(shown(card)).toContain('13800138001');
  expect(JSON.stringify(card?.actions)).not.toMatch(/华盛|李敏|13800138001/);
  const confirm = button('确认');
  const answer = await press(confirm);
  expect(answer).toMatchObject({
    type: 'application/vnd.microsoft.activity.message',
    value: expect.stringMatching(/^✓ 已登记 TS-261124-/),
  });
  expect(updates()).toHaveLength(1);
  const id = connector.received.findIndex(({ activity }) => JSON.stringify(activity).includes('Action.Execute')) + 1;
  expect(updates()[0]?.path).toMatch(new RegExp(`/r${id}$`));
  expect(shown(cards().at(-1)).at(-1)).toMatch(/^✓ 已登记 TS-261124-/);
  expect(cards().at(-1)).not.toHaveProperty('actions');
  await press(confirm);
  expect(texts().at(-1)).toMatch(/^这单记好了,编号 TS-261124-/);
  expect(await exportRows(running.app.store, 'complaints')).toHaveLength(1);
}, 30_000);

test('a card from before a correction says so, and books nothing', async () => {
  await post(told);
  const old = button('确认');
  await post('300改成460');
  expect(
    shown(
      updates().map(({ activity }) => (activity as { attachments: [{ content: Card }] }).attachments[0].content)[0],
    ).at(-1),
  ).toMatch(/改过了/);
  await press(old);
  expect(texts().at(-1)).toMatch(/改之前/);
  expect(await exportRows(running.app.store, 'complaints')).toEqual([]);
  await press(button('取消'));
  await press(button('确认'));
  expect(texts().at(-1)).toMatch(/不办了/);
  expect(await exportRows(running.app.store, 'complaints')).toEqual([]);
}, 30_000);

test('somebody else’s card does nothing, in whatever conversation it is pressed', async () => {
  await post(told);
  const stolen = button('确认');
  const value = { action: { type: 'Action.Execute', data: stolen } };
  await post('', { type: 'invoke', name: 'adaptiveCard/action', value }, 'demo-supervisor');
  expect(texts().at(-1)).toMatch(/用不了/);
  const conversation = { id: 'chat-demo-manager', conversationType: 'personal', tenantId: 'tenant-1' };
  await post('', { type: 'invoke', name: 'adaptiveCard/action', value, conversation }, 'demo-supervisor');
  expect(texts().at(-1)).toMatch(/用不了/);
  expect(await exportRows(running.app.store, 'complaints')).toEqual([]);
}, 30_000);
