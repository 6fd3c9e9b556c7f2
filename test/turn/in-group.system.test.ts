import type { Activity } from 'botbuilder';
import { tenantId } from '../channels/bot-framework/login.js';
import { ask, textOf } from '../channels/places/place.js';
import { openTeams, type TeamsPlace } from '../channels/places/teams.js';
import { exportRows } from '../exported.js';
import { messageActivity, type RunningApp, startApp } from '../running-app.js';

let running: RunningApp;
beforeEach(async () => {
  running = await startApp({ now: '2026-11-24T16:50:00+08:00' });
}, 20_000);
afterEach(() => running.close());

const mentioned = (id: string) => ({ type: 'mention', mentioned: { id }, text: '<at>首问</at>' });

let sent = 0;
async function call(text: string): Promise<string> {
  const entities = [mentioned('bot')];
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

describe('who called in the group is answered in his own chat', () => {
  let place: TeamsPlace;
  const me = { as: 'demo-manager', in: 'own' };
  const group = { conversation: { id: 'team', isGroup: true, conversationType: 'groupChat', tenantId } };
  beforeEach(async () => {
    place = await openTeams({ now: '2026-11-24T16:50:00+08:00' });
  }, 30_000);
  afterEach(() => place.close());

  const calling = async (text: string) => {
    await place.post(me, { ...group, text: `<at>首问</at> ${text}`, entities: [mentioned('28:bot')] });
    await place.settle();
  };
  const told = (path: string) =>
    place.sent.filter((each) => each.path.includes(path)).map(({ activity }) => JSON.stringify(activity));

  test('by the reference stored of it; the group hears no more than that', async () => {
    await ask(place, me, '你好');
    await calling('远帆食品王芳投诉10月账单多480,很生气,要求退费');
    const own = textOf(await place.heard(me));
    expect(own).toMatch(/您在群里说的「远帆食品王芳投诉/);
    expect(own).toMatch(/10月账单多480/);
    expect(told('/team/').join()).toMatch(/单独跟您说/);
    expect(told('/team/').join()).not.toMatch(/远帆|王芳|账单/);
    expect(textOf(await ask(place, me, '确认'))).toMatch(/TS-261124-/);
  }, 30_000);

  test('in one the bot opens, where there was none; where it may not he is asked to write there', async () => {
    await calling('远帆食品什么情况');
    const opened = place.sent.find(({ path }) => path === '/v3/conversations');
    expect(opened?.activity).toMatchObject({ isGroup: false, tenantId, members: [{ id: '29:demo-manager' }] });
    expect(told(`/${opened?.id}/`).join()).toMatch(/远帆食品/);
    expect(told('/team/').join()).not.toMatch(/远帆/);
    place.refuse((path) => path === '/v3/conversations');
    await place.post(
      { as: 'demo-supervisor', in: 'own' },
      { ...group, text: '<at>首问</at> 我今天还有什么事', entities: [mentioned('28:bot')] },
    );
    await place.settle();
    expect(told('/team/').at(-1)).toMatch(/群里不说/);
  }, 30_000);

  test('once, however often Teams delivers it', async () => {
    await ask(place, me, '你好');
    const said = { ...group, id: 'same', text: '<at>首问</at> 远帆食品什么情况', entities: [mentioned('28:bot')] };
    await place.post(me, said);
    await place.settle();
    const heard = (await place.heard(me)).length;
    await place.post(me, said);
    await place.settle();
    expect(await place.heard(me)).toHaveLength(heard);
  }, 30_000);
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
