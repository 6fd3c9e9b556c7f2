import type { Activity } from 'botbuilder';
import { exportRows } from '../exported.js';
import { messageActivity, type RunningApp, startApp } from '../running-app.js';

let running: RunningApp;
beforeEach(async () => {
  running = await startApp({ now: '2026-11-24T16:50:00+08:00' });
}, 20_000);
afterEach(() => running.close());

let sent = 0;
async function call(text: string): Promise<string> {
  const entities = [{ type: 'mention', mentioned: { id: 'bot' }, text: '<at>首问</at>' }];
  const conversation = { id: 'group', isGroup: true, conversationType: 'groupChat' };
  const message = messageActivity(`<at>首问</at> ${text}`, 'demo-manager', 'group', `g${++sent}`);
  const response = await running.post({ ...message, conversation, entities });
  const { activities } = (await response.json()) as { activities: Activity[] };
  return activities.map((activity) => activity.text).join('\n');
}

test('in a group the handbook is answered, customers’ matters and own work are not', async () => {
  expect(await call('VIP投诉多久要回')).toContain('24小时');
  for (const private_ of ['远帆食品什么情况', '我今天还有什么事', '远帆食品王芳投诉10月账单多480,很生气,要求退费'])
    expect(await call(private_)).toMatch(/群里不说/);
  expect(await exportRows(running.app.store, 'complaints')).toEqual([]);
});

test('what is talked about alone goes on alone', async () => {
  await running.say('远帆食品王芳投诉10月账单多480,很生气,要求退费');
  expect(await call('确认')).not.toMatch(/TS-/);
  const [reply] = await running.say('确认');
  expect(reply?.text).toMatch(/TS-261124/);
});

test('whoever installs the bot is greeted once, also where Teams tells it twice', async () => {
  const told = async (type: string, more: object): Promise<number> => {
    const message = messageActivity('', 'demo-manager', 'install', `i${++sent}`);
    const conversation = { id: 'install', conversationType: 'personal', tenantId: 't' };
    const channel = { channelId: 'msteams', from: { id: '29:x', aadObjectId: 'demo-manager' }, conversation };
    const response = await running.post({ ...message, ...channel, type, text: undefined, ...more });
    const { activities } = (await response.json()) as { activities: Activity[] };
    return activities.length;
  };
  expect(await told('installationUpdate', { action: 'add' })).toBe(1);
  expect(await told('conversationUpdate', { membersAdded: [{ id: 'bot' }] })).toBe(0);
  expect(await told('installationUpdate', { action: 'add-upgrade' })).toBe(0);
});
