import { systemViewer } from '../../src/domain/staff.js';
import { exportRows } from '../exported.js';
import { givenUp, pass } from '../outbox.js';
import { places } from './places/all.js';
import { ask, type Place, type Speaker, textOf } from './places/place.js';

const relayed = '客户华盛物流投诉:8月账单多收300元漫游费,李敏经理13800138001很生气,要求今天退费';
const questions = [
  ['VIP投诉多久要回', '24小时'],
  ['金卡客户多久关怀一次', '2个月'],
  ['现场服务一次至少多久', '2小时'],
] as const;
const numbers = (text: string): string[] => [...new Set(text.match(/TS-261124-[0-9A-Z]{4}/g) ?? [])];

let conversations = 0;
const speaker = (as = 'demo-manager'): Speaker => ({ as, in: `c${conversations}` });

describe.each(places)('the channel %s', (_, open) => {
  let place: Place;
  let me: Speaker;
  let complaint: string;
  let exchanges: ReadonlyArray<readonly [string, string]>;
  let typed: boolean;

  beforeAll(async () => {
    place = await open({ now: '2026-11-24T16:50:00+08:00' });
    complaint = place.unlike?.intake ?? relayed;
    exchanges = place.unlike?.exchanges ?? questions;
    typed = place.unlike?.typed === true;
  }, 60_000);
  afterAll(async () => await place.close(), 30_000);
  beforeEach(() => {
    conversations += 1;
    place.running.clock.set(`2026-11-24T16:50:${String(conversations % 60).padStart(2, '0')}+08:00`);
    me = speaker();
  });
  afterEach(async () => {
    await ask(place, me, '取消');
  });

  const complaints = async () => (await exportRows(place.running.app.store, 'complaints')).length;
  const heard = async (who = me) => textOf(await place.heard(who));

  test('an intake from the first word to the number', async () => {
    const shown = await ask(place, me, complaint);
    expect(textOf(shown)).toMatch(place.unlike?.intake ? /300元?漫游费/ : /华盛物流[\s\S]*300/);
    expect(shown.flatMap(({ buttons }) => buttons)).toEqual(['确认', '修改', '取消']);
    expect(numbers(textOf(await ask(place, me, '确认')))).toHaveLength(1);
  }, 30_000);

  test('a button does what it says once, however often it is pressed', async () => {
    const before = await complaints();
    await ask(place, me, complaint);
    const press = await place.button(me, '确认');
    await press();
    await place.settle();
    expect(await complaints()).toBe(before + 1);
    if (!typed) await press();
    await place.settle();
    expect(await complaints()).toBe(before + 1);
  }, 30_000);

  test('an order is kept: three messages at once are answered one after the other', async () => {
    const from = (await place.heard(me)).length;
    for (const [text] of exchanges) await place.tell(me, text);
    await place.settle();
    const answers = (await place.heard(me)).slice(from).flatMap(({ text }) => text || []);
    expect(answers).toEqual(exchanges.map(([, part]) => expect.stringContaining(part)));
  }, 30_000);

  /** Leaves messages in the outbox for the conversation used last; false where nobody can be called. */
  async function send(...texts: string[]): Promise<boolean> {
    const { store } = place.running.app;
    const conversation = await store.findReachable(systemViewer, 'lin-yue');
    if (conversation === undefined) return false;
    await store.transaction(async (tx) => {
      for (const [at, text] of texts.entries()) {
        const activity = JSON.stringify({ type: 'message', text });
        const row = { key: `sent|${me.in}|${at}`, staffId: 'lin-yue', conversationId: conversation.id, activity, at };
        await tx.insertOutbox({ ...row, state: 'pending', attempts: 0 });
      }
    });
    return true;
  }

  test('what is said unasked arrives, in order', async () => {
    await ask(place, me, '你好');
    if (!(await send('第一件', '第二件', '第三件'))) return expect(place.outage).toBeUndefined();
    await place.settle();
    expect((await place.heard(me)).slice(-3).map(({ text }) => text)).toEqual(['第一件', '第二件', '第三件']);
  }, 30_000);

  test('a long text is told whole, in pieces no character is cut for', async () => {
    const lines = Array.from({ length: 600 }, (_, n) => `第${n}行:远帆食品的账单😀要查清,王芳等着回话,尽快答复。`);
    await ask(place, me, '你好');
    const before = (await place.heard(me)).length;
    if (!(await send(lines.join('\n')))) return expect(place.outage).toBeUndefined();
    await place.settle();
    const pieces = (await place.heard(me)).slice(before).map((shown) => shown.text);
    expect(pieces.join('\n')).toBe(lines.join('\n'));
  }, 30_000);

  test('somebody else’s button does nothing, an old one says what happened', async () => {
    const before = await complaints();
    await ask(place, me, complaint);
    const old = await place.button(me, '确认');
    const colleague = { ...me, as: 'demo-supervisor' };
    if (!typed) {
      await old(colleague);
      await place.settle();
      if (place.unlike?.buttons !== 'words') expect(await heard(colleague)).toMatch(/用不了/);
    }
    expect(await complaints()).toBe(before);
    await ask(place, me, '300改成460');
    if (place.unlike?.buttons === 'words') return;
    await old();
    await place.settle();
    expect(await complaints()).toBe(before);
    expect(await heard()).toMatch(/改之前/);
  }, 30_000);

  test('the same message delivered again is answered once', async () => {
    if (typed) return;
    const [[said]] = exchanges as [readonly [string, string]];
    await place.tell(me, said, `again-${me.in}`);
    await place.settle();
    const answered = (await place.heard(me)).length;
    await place.tell(me, said, `again-${me.in}`);
    await place.settle();
    expect(await place.heard(me)).toHaveLength(answered);
  }, 30_000);

  test('five minutes without the vendor: nothing lost, nothing twice, in order', async () => {
    const { outage } = place;
    if (!outage) return expect(await send('谁听得见')).toBe(false);
    await ask(place, me, complaint);
    const before = (await place.heard(me)).length;
    await outage.begin();
    await send('断线一', '断线二', '断线三');
    for (let second = 0; second < 300; second += 30) {
      await place.running.app.ledger.sweep();
      pass(place.running, 30_000);
    }
    await outage.end();
    pass(place.running, 60_000);
    await place.settle();
    const during = (await place.heard(me)).slice(before).map(({ text }) => text);
    expect(during).toEqual(['断线一', '断线二', '断线三']);
    expect(givenUp(place.running)).toBe(0);
    expect(numbers(textOf(await ask(place, me, '确认')))).toHaveLength(1);
  }, 60_000);

  test('who writes too much is told to wait, or waits; nothing that was taken is lost, others go on', async () => {
    if (typed) return;
    const [[said]] = exchanges as [readonly [string, string]];
    place.limit.pass(10_000);
    const before = (await place.heard(me)).length;
    const told = Array.from({ length: 22 }, (_, n) => place.tell(me, said, `many-${me.in}-${n}`));
    const settled = Promise.allSettled(told);
    await place.tell(speaker('demo-supervisor'), '你好');
    place.limit.pass(10_000);
    const taken = (await settled).filter(({ status }) => status === 'fulfilled').length;
    await place.settle();
    expect(taken).toBeGreaterThanOrEqual(20);
    expect((await place.heard(me)).slice(before)).toHaveLength(taken);
    place.limit.pass(10_000);
  }, 60_000);

  test('somebody the directory does not know learns nothing of a customer', async () => {
    const stranger = speaker('mallory');
    // Some channels do not even take the message.
    const told = await ask(place, stranger, '远帆食品什么情况').then(textOf, () => '');
    expect(told).not.toMatch(/王芳|A1|A2|钻|金卡/);
  }, 30_000);
});
