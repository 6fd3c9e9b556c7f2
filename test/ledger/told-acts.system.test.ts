import { jest } from '@jest/globals';
import { buttonOf, type Office, openOffice, textsOf } from './office.js';

jest.setTimeout(30_000);

let office: Office;
const recordId = /TS-\d{6}-[0-9A-Z]{4}/;

afterEach(() => office.close());

/** 荣昌建材 complains, a VIP: 24 hours by the clock. */
async function complain(now: string): Promise<string> {
  office = await openOffice(now);
  await office.say('demo-supervisor', '你好');
  await office.say('demo-manager', '登个投诉 澄江医药赵凯 10月账单多收480元 要求查清退费');
  const texts = textsOf(await office.say('demo-manager', '确认')).join();
  const id = recordId.exec(texts)?.[0];
  if (!id) throw new Error(`not recorded: ${texts}`);
  await office.news('demo-supervisor');
  return id;
}

const answerOf = async (id: string) =>
  (await office.obligations(`complaint:${id}`)).find((each) => each.rule === 'complaint.answer');
const eventsOf = (id: string) => office.app.store.listEvents({ kind: 'system' }, `complaint:${id}`);

async function reminder() {
  const [message] = (await office.news('demo-manager')).filter((a) => a.text?.includes('投诉'));
  return message;
}

describe('one tap on a reminder', () => {
  test('asks when and with what result, one question at a time, and writes both times', async () => {
    const id = await complain('2026-11-24T16:50:00+08:00');
    await office.at('2026-11-25T12:50:00+08:00');
    const { say, card } = buttonOf(await reminder(), '已回了');
    expect(textsOf(await office.say('demo-manager', say, { say, card }))).toEqual([
      expect.stringMatching(/几点回的\?$/),
    ]);
    expect(textsOf(await office.say('demo-manager', '十二点半'))).toEqual(['结果怎么样?']);
    const told = textsOf(await office.say('demo-manager', '客户认可')).join();
    expect(told).toContain('11月25日(周三)12:30,客户认可');
    expect(told).toContain('比到点早4小时20分钟');
    expect(await answerOf(id)).toMatchObject({ state: 'met', metAt: Date.parse('2026-11-25T12:30:00+08:00') });
    const answered = (await eventsOf(id)).find((event) => event.kind === 'complaint.answered');
    expect(answered).toMatchObject({
      at: Date.parse('2026-11-25T12:30:00+08:00'),
      recordedAt: Date.parse('2026-11-25T12:50:00+08:00'),
      facts: { result: 'accepted' },
    });
    await office.at('2026-11-26T18:00:00+08:00');
    expect(textsOf(await office.news('demo-supervisor')).join()).not.toContain(id);
  });

  test('an old button does nothing twice and says what happened', async () => {
    const id = await complain('2026-11-24T16:50:00+08:00');
    await office.at('2026-11-25T12:50:00+08:00');
    const { say, card } = buttonOf(await reminder(), '已回了');
    await office.say('demo-manager', '已回了,12:30电话答复,解决了', { say, card });
    const again = textsOf(await office.say('demo-manager', say, { say, card })).join();
    expect(again).toContain('12:30就记过了');
    expect((await eventsOf(id)).filter((event) => event.kind === 'complaint.answered')).toHaveLength(1);
  });

  test('is authorised again: somebody else’s card is nobody’s', async () => {
    const id = await complain('2026-11-24T16:50:00+08:00');
    await office.at('2026-11-25T12:50:00+08:00');
    const { say, card } = buttonOf(await reminder(), '已回了');
    const reply = textsOf(await office.say('passer-by', '已回了,12:30电话答复,客户认可', { say, card })).join();
    expect(reply).toContain('按钮不起作用');
    expect(await answerOf(id)).toMatchObject({ state: 'open' });
  });

  test('找主管 tells the supervisor once; the duty stays', async () => {
    const id = await complain('2026-11-24T16:50:00+08:00');
    await office.at('2026-11-25T12:50:00+08:00');
    const { say, card } = buttonOf(await reminder(), '找主管');
    expect(textsOf(await office.say('demo-manager', say, { say, card })).join()).toContain('已经告诉周岚了');
    await office.say('demo-manager', say, { say, card });
    const news = textsOf(await office.news('demo-supervisor'));
    expect(news).toEqual([expect.stringMatching(/^林悦请您搭把手:.*11月25日\(周三\)16:50到点/)]);
    expect(await answerOf(id)).toMatchObject({ state: 'open' });
  });
});

describe('told in words', () => {
  test.each([
    '赵凯那单已回了,今天12:30电话答复,客户认可',
    '澄江医药 回过电话了 十二点半 客户满意',
    '澄江的赵凯中午12点半打过电话了 问题解决了',
  ])('%s', async (text) => {
    const id = await complain('2026-11-24T16:50:00+08:00');
    await office.at('2026-11-25T13:30:00+08:00');
    const reply = textsOf(await office.say('demo-manager', text)).join();
    expect(reply).toContain('记好了');
    expect(await answerOf(id)).toMatchObject({ state: 'met', metAt: Date.parse('2026-11-25T12:30:00+08:00') });
  });

  test('a time that has not come is asked again, nothing is written', async () => {
    const id = await complain('2026-11-24T16:50:00+08:00');
    await office.at('2026-11-25T12:50:00+08:00');
    const reply = textsOf(await office.say('demo-manager', '赵凯那单已回了,今天15:00,客户认可')).join();
    expect(reply).toContain('15:00还没到');
    expect(await answerOf(id)).toMatchObject({ state: 'open' });
  });

  test('a time before the complaint came in is asked again', async () => {
    const id = await complain('2026-11-24T16:50:00+08:00');
    await office.at('2026-11-25T12:50:00+08:00');
    const reply = textsOf(await office.say('demo-manager', '赵凯那单已回了,昨天上午10点,客户认可')).join();
    expect(reply).toContain('还没接到');
    expect(await answerOf(id)).toMatchObject({ state: 'open' });
  });

  test('a question about it, and a new complaint, are no telling', async () => {
    const id = await complain('2026-11-24T16:50:00+08:00');
    await office.say('demo-manager', '赵凯那单回了吗');
    await office.say('demo-manager', '赵凯那单还没回');
    expect(await answerOf(id)).toMatchObject({ state: 'open' });
  });
});

describe('told after the due time', () => {
  async function tellLate(): Promise<string> {
    const id = await complain('2026-11-24T16:50:00+08:00');
    await office.at('2026-11-25T16:50:01+08:00');
    await office.news('demo-supervisor');
    await office.at('2026-11-25T17:15:00+08:00');
    const reply = textsOf(await office.say('demo-manager', '赵凯那单已回了,今天16:25电话答复,客户认可')).join();
    expect(reply).toContain('早25分钟');
    expect(reply).toContain('等周岚认可');
    return id;
  }

  test('it stays late until the supervisor accepts it, both times are kept', async () => {
    const id = await tellLate();
    expect(await answerOf(id)).toMatchObject({ state: 'late', metAt: Date.parse('2026-11-25T16:25:00+08:00') });
    const [question] = await office.news('demo-supervisor');
    expect(question?.text).toMatch(/林悦补记:.*16:25,客户认可;.*17:15补录.*认可吗\?$/);
    const { say, card } = buttonOf(question, '认可');
    expect(textsOf(await office.say('demo-supervisor', say, { say, card })).join()).toContain('记为按时');
    expect(await answerOf(id)).toMatchObject({ state: 'met' });
    expect(textsOf(await office.news('demo-manager')).join()).toContain('周岚认可了');
    expect(textsOf(await office.say('demo-supervisor', say, { say, card })).join()).toContain('已经认可过了');
  });

  test('typed 认可 does the same', async () => {
    const id = await tellLate();
    await office.news('demo-supervisor');
    expect(textsOf(await office.say('demo-supervisor', '认可')).join()).toContain('记为按时');
    expect(await answerOf(id)).toMatchObject({ state: 'met' });
  });

  test('what is not accepted stays late, and its owner hears of it', async () => {
    const id = await tellLate();
    const [question] = await office.news('demo-supervisor');
    const { say, card } = buttonOf(question, '不认可');
    await office.say('demo-supervisor', say, { say, card });
    expect(await answerOf(id)).toMatchObject({ state: 'late' });
    expect(textsOf(await office.news('demo-manager')).join()).toContain('没有认可');
  });

  test('an account manager accepts nothing', async () => {
    const id = await tellLate();
    await office.say('demo-manager', '认可');
    expect(await answerOf(id)).toMatchObject({ state: 'late' });
  });

  test('done late is late, and the supervisor reads when it was done', async () => {
    const id = await complain('2026-11-24T16:50:00+08:00');
    await office.at('2026-11-25T16:50:01+08:00');
    await office.news('demo-supervisor');
    await office.at('2026-11-25T17:30:00+08:00');
    await office.say('demo-manager', '赵凯那单已回了,今天17:20电话答复,客户认可');
    expect(await answerOf(id)).toMatchObject({ state: 'late' });
    expect(textsOf(await office.news('demo-supervisor')).join()).toContain('比到点晚30分钟');
  });
});

describe('waiving', () => {
  test('is the supervisor’s, with a reason', async () => {
    const id = await complain('2026-11-24T16:50:00+08:00');
    expect(textsOf(await office.say('demo-manager', `${id} 免除,客户撤诉`)).join()).toContain('主管定');
    expect(await answerOf(id)).toMatchObject({ state: 'open' });
    expect(textsOf(await office.say('demo-supervisor', `${id} 免除`)).join()).toContain('理由');
    expect(await answerOf(id)).toMatchObject({ state: 'open' });
    expect(textsOf(await office.say('demo-supervisor', '重复登记')).join()).toContain('免了');
    expect(await answerOf(id)).toMatchObject({ state: 'waived' });
    const waived = (await eventsOf(id)).find((event) => event.kind === 'obligation.waived');
    expect(waived?.facts).toEqual({ rule: 'complaint.answer', role: 'supervisor', reason: 'duplicate' });
  });
});

describe('leave', () => {
  test('of a colleague is entered by his supervisor, and his reminders go to her', async () => {
    office = await openOffice('2026-11-24T10:00:00+08:00');
    await office.say('demo-manager', '你好');
    const reply = textsOf(await office.say('demo-supervisor', '陈琪今天起休假到11月30日')).join();
    expect(reply).toContain('陈琪休假11月24日(周二)至11月30日(周一)');
    const at = (iso: string) => office.app.store.findLeave('chen-qi', Date.parse(`${iso}+08:00`));
    expect(await at('2026-11-30T23:59:59')).toBeDefined();
    expect(await at('2026-12-01T00:00:00')).toBeUndefined();
    expect(textsOf(await office.say('demo-manager', '高翔休假到11月30日')).join()).toContain('只能登自己的');
    expect(textsOf(await office.say('demo-manager', '我休假到11月27日')).join()).toContain('提醒周岚');
  });
});
