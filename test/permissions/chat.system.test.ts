import type { Activity } from 'botbuilder';
import { systemViewer, viewerOf } from '../../src/domain/staff.js';
import { asking, exported, naming } from './commands.js';
import { type House, insiders, openHouse, outsiders, personas, secrets } from './house.js';

let house: House;

beforeEach(async () => {
  house = await openHouse();
});
afterEach(() => house.close());

/** Numbers that were never given, of the same day and kind. */
const guessed = { TS: 'TS-261124-ZZZ9', BF: 'BF-261125-ZZZ9', XQ: 'XQ-261124-ZZZ9' };

const filled = (say: string, numbers: Record<string, string>) =>
  say.replace(/\{(..)\}/g, (_, kind: string) => numbers[kind] ?? '');

const real = () => {
  const { complaint, visit, form } = house.numbers;
  return { TS: complaint, BF: visit, XQ: form };
};

/** What a reply tells, byte for byte but for numbers and ids made for it. */
function told(replies: readonly Activity[]): string {
  const shown = replies.map(({ text, attachments, suggestedActions, entities }) => ({
    text,
    attachments,
    suggestedActions,
    entities,
  }));
  return JSON.stringify(shown)
    .replace(/[A-Z]{2}-\d{6}-[0-9A-Z]{4}/g, '#')
    .replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, '#');
}

const everything = async () => {
  const kinds = ['complaints', 'visits', 'forms', 'events', 'obligations', 'notes', 'customers', 'contacts'] as const;
  const rows = kinds.map((kind) => Array.fromAsync<unknown>(house.app.store.records(systemViewer, kind)));
  return JSON.stringify(await Promise.all(rows));
};

test('a guessed number of another’s record answers as one that was never given, and changes nothing', async () => {
  const before = await everything();
  const differing: string[] = [];
  for (const persona of outsiders) {
    for (const say of naming) {
      const who = personas[persona];
      const existing = told(await house.ask(who, filled(say, real())));
      const absent = told(await house.ask(who, filled(say, guessed)));
      if (existing !== absent) differing.push(`${persona}: ${say}\n  ${existing}\n  ${absent}`);
      for (const secret of secrets) if (existing.includes(secret)) differing.push(`${persona}: ${say} → ${secret}`);
    }
  }
  expect(differing).toEqual([]);
  expect(await everything()).toBe(before);
});

test('by customer, by person or by nothing at all outsiders hear nothing of the file', async () => {
  const heard: string[] = [];
  for (const persona of outsiders) {
    for (const say of asking) {
      const replies = told(await house.ask(personas[persona], say));
      const { complaint, visit, form } = house.numbers;
      const raw = secrets.filter((secret) => !say.includes(secret) && replies.includes(secret));
      const numbers = [complaint, visit, form].filter((number) => replies.includes(number));
      if (raw.length + numbers.length > 0) heard.push(`${persona}: ${say} → ${[...raw, ...numbers]}`);
    }
  }
  expect(heard).toEqual([]);
});

test.each(insiders)('the same question is answered to the %s', async (persona) => {
  const { complaint, visit, form } = house.numbers;
  for (const number of [complaint, visit, form]) {
    const [answer] = await house.ask(personas[persona], number);
    const [nothing] = await house.ask(personas[persona], 'TS-261124-ZZZ9');
    expect(answer?.text).not.toBe(nothing?.text);
  }
  const [file] = await house.ask(personas[persona], '华盛物流什么情况');
  expect(file?.text).toContain('欧阳兰');
});

test('every sentence means something to the owner, so that the matrix compares what it says it does', async () => {
  const same: string[] = [];
  for (const say of naming) {
    const existing = told(await house.ask('anna', filled(say, real())));
    const absent = told(await house.ask('anna', filled(say, guessed)));
    if (existing === absent) same.push(say);
  }
  expect(same).toEqual([]);
});

test('somebody else’s button, and one that was never made, are answered alike', async () => {
  const [card = ''] = house.cards;
  expect(card).not.toBe('');
  const press = (who: string, id: string) => house.ask(who, '已回了', { value: { card: id, say: '已回了' } });
  for (const persona of outsiders) {
    const who = personas[persona];
    expect({ persona, told: told(await press(who, card)) }).toEqual({
      persona,
      told: told(await press(who, 'made-up')),
    });
  }
  expect(told(await press('anna', card))).not.toBe(told(await press('anna', 'made-up')));
});

test('who records for somebody else’s customer is told nothing of the file', async () => {
  const told: string[] = [];
  const firsts = [
    '华盛物流投诉:欧阳总打来,网络太慢,要求今天修好',
    '明天上午10点去华盛物流上门服务',
    '登记需求:华盛物流要一条专线',
  ];
  for (const persona of outsiders) {
    for (const say of firsts) {
      const replies = JSON.stringify(await house.ask(personas[persona], say));
      const heard = [...secrets, 'A1', 'VIP', '金卡', house.numbers.complaint].filter((one) => replies.includes(one));
      if (heard.length > 0) told.push(`${persona}: ${say} → ${heard}`);
    }
  }
  expect(told).toEqual([]);
});

test('a button counts for nothing once its matter went to somebody else', async () => {
  const [card = ''] = house.cards;
  const here = { conversation: { id: 'boss', conversationType: 'personal', isGroup: false, name: '' } };
  await house.ask('boss-east', `${house.numbers.complaint}改由员工dora跟`, here);
  await house.ask('boss-east', '确认', here);
  expect(await house.app.store.findComplaint(systemViewer, house.numbers.complaint)).toMatchObject({ ownerId: 'dora' });
  const before = await everything();
  const pressed = told(await house.ask('anna', '已回了', { value: { card, say: '已回了' } }));
  const madeUp = told(await house.ask('anna', '已回了', { value: { card: 'made-up', say: '已回了' } }));
  expect(pressed).toBe(madeUp);
  expect(await everything()).toBe(before);
});

test('exports give each viewer his own', async () => {
  const store = house.app.store;
  const rows = async (kind: keyof typeof exported, id: string) => {
    const found = await store.findStaff(systemViewer, id);
    if (!found) throw new Error(`nobody ${id}`);
    return await Array.fromAsync<unknown>(store.records(viewerOf(found), kind));
  };
  const { complaint, visit, form } = house.numbers;
  const annas = [complaint, visit, form, 'huasheng', '"lan"', 'webchat|anna', ...secrets];
  for (const [kind, rule] of Object.entries(exported) as [keyof typeof exported, string][]) {
    const all = await Array.fromAsync<unknown>(store.records(systemViewer, kind));
    if (rule === 'own records') expect({ kind, rows: await rows(kind, 'admin') }).toEqual({ kind, rows: all });
    for (const id of ['ben', 'carl', 'boss-west']) {
      const seen = JSON.stringify(await rows(kind, id));
      expect({ kind, id, seen: annas.filter((one) => seen.includes(one)) }).toEqual({ kind, id, seen: [] });
      if (rule === 'administrators') expect({ kind, id, seen }).toEqual({ kind, id, seen: '[]' });
    }
    if (rule === 'own records' && all.length > 0)
      expect({ kind, own: (await rows(kind, 'anna')).length > 0 }).toEqual({ kind, own: true });
  }
});
