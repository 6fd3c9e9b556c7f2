import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { exportRows } from '../../exported.js';
import { freePort, until } from '../../processes.js';
import { type RunningApp, startApp } from '../../running-app.js';
import { CustomerBrowser } from './customer.js';
import { forbiddenIn } from './forbidden.js';
import { advance, linkFor, officeOf } from './manager.js';

let running: RunningApp;
beforeAll(async () => {
  running = await startApp({ now: '2026-11-24T16:50:00+08:00' });
}, 20_000);
afterAll(() => running.close());

async function opened(who: string, language?: string): Promise<CustomerBrowser> {
  const browser = new CustomerBrowser(running.url, language);
  await browser.open(await linkFor(running, who));
  return browser;
}

const told = ['10月账单多收了我30元', '139xxxx2071', '查清多收的钱'];

/** Tells a whole complaint; gives its number. */
async function complain(browser: CustomerBrowser, story: readonly string[] = told): Promise<string> {
  for (const each of story) await browser.say(each);
  return await confirmed(browser);
}

async function confirmed(browser: CustomerBrowser): Promise<string> {
  const { text } = await browser.say('先记上');
  const number = /TS-\d{6}-\w{4}/.exec(text)?.[0];
  if (number === undefined) throw new Error(`no number was told: ${text}`);
  return number;
}

describe('an angry customer', () => {
  const story = [
    '昨天刚交的费今天下午就停我机!!你们搞什么',
    '打客服转了四个人 没一个说得清 误了我三个电话',
    '139xxxx6621 两点多停的',
    '马上恢复 再给个说法 今晚必须能用',
  ];

  test('is soothed before anything is asked, and it is said back to him as a person would', async () => {
    const browser = await opened('澄江医药的赵凯');
    const answers: string[] = [];
    for (const each of story) answers.push((await browser.say(each)).text);
    expect(answers[0]).toMatch(/^刚交完费.*对不住.*智能助手\(自动应答\).*您说,我在听。$/s);
    expect(answers[0]).not.toMatch(/[?\uFF1F]/);
    expect(answers[1]).toContain('停的是哪个号码?');
    expect(answers[2]).toContain('您最想我们先办哪一件?');
    expect(answers[1]).toContain('误了您三个电话');
    for (const words of ['停您机', '误了您三个电话', '两点多停的', '尾号6621', '再给个说法', '今晚必须能用'])
      expect(answers[3]).toContain(words);
    expect(answers[3]).not.toMatch(/搞什么|[我你]们/);
  });

  test('is answered in the language he writes, a mere number included, whatever his browser speaks', async () => {
    const browser = await opened('澄江医药的赵凯', 'en-US');
    for (const each of ['你们多扣了我480元短信费 气死了', '我从来没订过']) await browser.say(each);
    expect((await browser.say('13800138001')).text).toMatch(/\p{Script=Han}/u);
  });

  test('gets number, owner and time, and no promise; the clock runs from his first message', async () => {
    const browser = await opened('澄江医药的赵凯');
    for (const each of story) {
      await browser.say(each);
      advance(running, 2 * 60_000);
    }
    const { text } = await browser.say('对!能不能保证今晚');
    expect(text).toMatch(/不拿没把握的话哄您.*编号 TS-261124-\w{4},林悦.*11月25日\(周三\)16:50前/s);
    const id = /TS-\d{6}-\w{4}/.exec(text)?.[0];
    const complaint = (await exportRows(running.app.store, 'complaints')).find((each) => each.id === id);
    expect(complaint).toMatchObject({ owner: 'lin-yue', customer: '澄江医药', contact: '赵凯', vip: true });
    const owed = (await exportRows(running.app.store, 'obligations')).find(
      ({ rule, subject }) => rule === 'complaint.answer' && subject === `complaint:${id}`,
    );
    expect(owed).toMatchObject({ due: '2026-11-25T16:50:00+08:00' });
  });

  test('is told of to whoever stands in, too, while his manager is on leave', async () => {
    const { store } = running.app;
    const now = running.clock.businessNow();
    const heard = await officeOf(running, 'demo-supervisor');
    await store.transaction((tx) => tx.upsertLeave({ staffId: 'lin-yue', from: now, until: now + 3_600_000 }));
    const number = await complain(await opened('澄江医药的赵凯'), story);
    await store.transaction((tx) => tx.upsertLeave({ staffId: 'lin-yue', from: now - 1, until: now }));
    expect((await heard()).at(-1)).toContain(number);
  });

  test('is told of at once to his manager, who then finds it as any other complaint', async () => {
    const heard = await officeOf(running);
    const number = await complain(await opened('澄江医药的赵凯'), story);
    const notice = (await heard()).at(-1);
    expect(notice).toMatch(new RegExp(`澄江医药赵凯.*业务.*${number}.*11月25日\\(周三\\)1[67]`, 's'));
    const [status] = await running.say(`${number}怎么样了`);
    expect(status?.text).toContain(number);
  });
});

test('nothing that is not his is in any byte sent to him', async () => {
  const browser = await opened('盛源物流的方立群');
  const { frames, ended } = browser.listen();
  const said = [
    '全公司断网一上午了 一千多人没法办公 我要投诉到工信部',
    '客服推来推去 气死了',
    '没有号码',
    '两小时内恢复 不然全部转走',
    '对',
    '怎么样了',
    '重大投诉多久要答复',
    '给我打几折',
    '我发过哪些链接',
    '我今天还有什么事',
    '远帆食品什么情况',
    '约个拜访 下周三下午三点',
    '另外一件',
    '取消',
    '转人工',
    'what is the status',
    'TS-261124-0000 13900002011',
  ];
  for (const each of said) await browser.say(each);
  await until(5_000, async () => (frames.join('').includes('TS-261124') ? true : undefined));
  browser.close();
  await ended;
  expect(browser.received.length).toBeGreaterThan(40);
  expect(forbiddenIn(browser.received, said)).toEqual([]);
  expect(await exportRows(running.app.store, 'visits')).toEqual([]);
}, 30_000);

test('what his manager notes of it, asks of it and hands on stays inside', async () => {
  const browser = await opened('启明模具的唐师安');
  const { frames, ended } = browser.listen();
  const number = await complain(browser);
  const inside = [
    [`${number} 进展:内部:最多让步200元,他难缠,别松口`, '最多让步200元'],
    [`${number} 进展:定的B1,查到了,是套餐叠加`, '套餐叠加'],
    [`${number}转计费账务核查`, '计费账务'],
    ['明天中午12点前', '计费账务'],
  ] as const;
  for (const [said, noted] of inside) {
    const answers = await running.say(said);
    expect(answers.map(({ text }) => text).join('\n')).toContain(noted);
  }
  const asked = [
    '怎么样了',
    '好了没',
    '谁负责的',
    `${number} 13900002071`,
    'what is the status',
    '查到什么了',
    '最多给多少',
  ];
  for (const each of asked) expect((await browser.say(each)).text).not.toBe('');
  await until(5_000, async () => (frames.join('').includes(number) ? true : undefined));
  browser.close();
  await ended;
  await running.say(`${number}怎么样了`);
  expect((await running.say('详')).map(({ text }) => text).join('\n')).toContain('最多让步200元');
  for (const noted of ['200元', '难缠', '松口', '计费账务', '套餐叠加'])
    expect(browser.received.join('\n')).not.toContain(noted);
  expect(forbiddenIn(browser.received, [...told, ...asked])).toEqual([]);
}, 30_000);

describe('what is not told here', () => {
  test.each([
    ['你们套餐最低多少钱', '这个答不了您'],
    ['怎么办理国际漫游?', '这个答不了您'],
    ['谢谢', '不客气'],
    ['怎么样了', '还没记下什么'],
  ])('%s → %s', async (said, answered) => {
    const browser = await opened('启明模具的唐师安');
    expect((await browser.say(said)).text).toContain(answered);
  });

  test('a call for a person tells the manager once, with one tap', async () => {
    const heard = await officeOf(running);
    const browser = await opened('启明模具的唐师安');
    const { suggestedActions } = await browser.say('你们套餐最低多少钱');
    expect(suggestedActions?.actions.map(({ title }) => title)).toEqual(['请林悦回电话']);
    expect((await browser.say('请林悦回电话')).text).toContain('已经请林悦给您回电话');
    expect((await browser.say('转人工')).text).toContain('今天已经请过林悦了');
    const notices = (await heard()).filter((text) => text.includes('请您回个电话'));
    expect(notices).toEqual(['启明模具唐师安在链接里请您回个电话。']);
  });
});

describe('after the number', () => {
  test('what is added goes with the complaint and to its owner; another matter gets its own number', async () => {
    const heard = await officeOf(running);
    const browser = await opened('启明模具的唐师安');
    const number = await complain(browser);
    expect((await browser.say('还有,9月也多收了20')).text).toContain(`补进编号 ${number}`);
    expect((await heard()).at(-1)).toContain('9月也多收了20');
    const { suggestedActions } = await browser.say('今天营业厅的人态度也很差');
    expect(suggestedActions?.actions.map(({ title }) => title)).toEqual(['补充刚才那件', '另外一件']);
    await browser.say('另外一件');
    expect(await confirmed(browser)).not.toBe(number);
  });

  test('whoever comes back is told how it stands, and his owner what he said of it', async () => {
    const heard = await officeOf(running);
    const browser = await opened('启明模具的唐师安');
    const number = await complain(browser);
    for (const [said, answered] of [
      ['人呢 昨天报的现在还没动静', new RegExp(`^编号 ${number}:林悦在跟进.*补进编号 ${number}`, 's')],
      ['谢谢你 那要等到什么时候呀', new RegExp(`^编号 ${number}:林悦在跟进`)],
      ['好了没', new RegExp(`^编号 ${number}:林悦在跟进`)],
      ['谁负责的', /由林悦一个人跟到底/],
      ['别的公司也断了吗', /别家的看不到/],
      ['现在好了 钱退了', new RegExp(`^那就好。\n?补进编号 ${number}`)],
      ['什么时候来修啊 我孙子要看动画片', new RegExp(`^编号 ${number}:林悦在跟进.*补进编号 ${number}`, 's')],
      ['你倒是换啊', new RegExp(`^编号 ${number}:林悦在跟进.*补进编号 ${number}`, 's')],
      ['请提供投诉受理编号', new RegExp(`编号 ${number}:`)],
      ['再不来我砸了你们营业厅', new RegExp(`^编号 ${number}:林悦在跟进.*补进编号 ${number}`, 's')],
      ['你们为什么不提前通知', new RegExp(`^补进编号 ${number}`)],
      ['我需要书面的回执', new RegExp(`^补进编号 ${number}`)],
      ['我不投诉了', new RegExp(`^补进编号 ${number}`)],
    ] as const)
      expect((await browser.say(said)).text).toMatch(answered);
    const notices = (await heard()).join('\n');
    for (const said of ['现在还没动静', '钱退了', '我不投诉了']) expect(notices).toContain(said);
    expect(notices).not.toContain('别的公司');
  });

  test('what is put right is put right in the story and in the wish, few words lose nothing of it', async () => {
    const browser = await opened('启明模具的唐师安');
    for (const each of ['上个月账单多了300 打了三次客服', '13900002071', '退我300']) await browser.say(each);
    expect((await browser.say('等下 是320 不是300')).text).toMatch(/多了320.*退您320/s);
    await browser.say('修改');
    await browser.say('经过');
    expect((await browser.say('其实是四次')).text).toMatch(/多了320,打了四次客服.*退您320/s);
    expect((await browser.say('退钱 取消')).text).toContain('还有漏的直接补');
  });

  test('nothing left out is a yes; whoever has no number at hand is offered a call', async () => {
    const browser = await opened('启明模具的唐师安');
    expect((await browser.say('我以前那件怎么样了')).text).toContain('还没记下什么');
    expect((await browser.say('上周那个提速的事 你们弄了吗')).text).toContain('还没记下什么');
    expect((await browser.say('单号我找找')).text).toContain('没有单号也不要紧');
    expect((await browser.say('单号忘了')).text).toContain('没有单号也不要紧');
    for (const each of told) await browser.say(each);
    expect((await browser.say('没有了')).text).toMatch(/编号 TS-\d{6}-\w{4}/);
  });

  test('a complaint of an earlier session needs its number and the phone it was left under', async () => {
    const number = await complain(await opened('启明模具的唐师安'));
    const another = await opened('启明模具');
    expect((await another.say('怎么样了')).text).toContain('还没记下什么');
    expect((await another.say(number)).text).toContain('留的电话');
    expect((await another.say('13900002071')).text).toMatch(new RegExp(`编号 ${number}:林悦在跟进`));
  });

  test('a wrong number, a wrong phone and another customer answer alike; the fifth locks for a quarter of an hour', async () => {
    const number = await complain(await opened('启明模具的唐师安'));
    const foreign = await complain(await opened('澄江医药的赵凯'), ['账单多收了30', '没有号码', '查清']);
    const browser = await opened('启明模具');
    const guesses = [
      `${number} 13900002072`,
      'TS-261124-0000 13900002071',
      `${foreign} 13900006621`,
      `${number} 12345`,
    ];
    const answers = [];
    for (const each of guesses) answers.push((await browser.say(each)).text);
    expect(new Set(answers)).toEqual(new Set(['单号和电话对不上,您核一下再发;急的话点下面。']));
    expect((await browser.say(`${number} 13900002073`)).text).toContain('过15分钟再查');
    expect((await browser.say(`${number} 13900002071`)).text).toContain('过15分钟再查');
    advance(running, 15 * 60_000 - 1);
    expect((await browser.say(`${number} 13900002071`)).text).toContain('过15分钟再查');
    advance(running, 1);
    expect((await browser.say(`${number} 13900002071`)).text).toContain(`编号 ${number}:`);
  }, 20_000);

  test('guesses of two browsers on one link count together, whatever was right between them', async () => {
    const first = new CustomerBrowser(running.url);
    const second = new CustomerBrowser(running.url);
    const token = await linkFor(running, '启明模具的唐师安');
    await first.open(token);
    await second.open(token);
    const number = await complain(first);
    for (let n = 0; n < 4; n++) {
      await second.say(`TS-261124-000${n} 13900002071`);
      await second.say(`${number} 13900002071`);
    }
    const third = new CustomerBrowser(running.url);
    await third.open(token);
    expect((await third.say('TS-261124-0009 13900002071')).text).toContain('过15分钟再查');
  }, 20_000);
});

describe('who sees what', () => {
  test('two browsers on one link have two conversations', async () => {
    const token = await linkFor(running, '启明模具的唐师安');
    const [one, two] = [new CustomerBrowser(running.url), new CustomerBrowser(running.url)];
    await one.open(token);
    await two.open(token);
    await complain(one);
    expect(await two.shown()).toEqual([]);
    expect((await two.say('怎么样了')).text).toContain('还没记下什么');
  });

  test('the same browser goes on where it was, after a restart too', async () => {
    const [port, dataDir] = [await freePort(), await mkdtemp(join(tmpdir(), 'shouwen-'))];
    const now = '2026-11-24T16:50:00+08:00';
    const before = await startApp({ now, dataDir, port });
    const browser = new CustomerBrowser(before.url);
    const token = await linkFor(before, '启明模具的唐师安');
    await browser.open(token);
    await browser.say('10月账单多收了我30元');
    await browser.open(token);
    const shown = await browser.shown();
    await before.close();
    const after = await startApp({ now, dataDir, port });
    try {
      expect((await browser.open()).status).toBe(200);
      expect(await browser.shown()).toEqual(shown);
      expect((await browser.say('139xxxx2071')).text).not.toContain('智能助手');
    } finally {
      await after.close();
      await rm(dataDir, { recursive: true, force: true });
    }
  }, 20_000);

  test('a manager lists and revokes his own links alone, and makes them for his own customers alone', async () => {
    const [made] = await running.say('给启明模具的唐师安发个投诉链接');
    const number = /^(\d+)号链接好了/.exec(made?.text ?? '')?.[1];
    const line = new RegExp(`^${number}号 启明模具 唐师安,12月1日\\(周二\\)1\\d:\\d\\d到期$`, 'm');
    expect((await running.say('我发过哪些链接'))[0]?.text).toMatch(line);
    const [foreign] = await running.say('给宏远机械的马丽发个投诉链接');
    expect(foreign?.text).toBe('链接只能发给您自己名下的客户。');
    const stranger = { as: 'somebody' };
    expect((await running.say('我发过哪些链接', stranger))[0]?.text).toContain('没有还有效的链接');
    expect((await running.say(`作废${number}号链接`, stranger))[0]?.text).toContain(`没有${number}号链接`);
    expect((await running.say(`作废${number}号链接`))[0]?.text).toContain(`${number}号链接作废了`);
    expect((await running.say('我发过哪些链接'))[0]?.text).not.toMatch(line);
  });
});
