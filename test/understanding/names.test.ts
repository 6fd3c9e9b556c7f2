import { demoReader, setNow, zone } from '../../bench/understanding/reader.js';
import type { DirectoryIndex, ReadingContext } from '../../src/understanding/types.js';

const directory = (): DirectoryIndex => ({
  customers: Array.from({ length: 3_000 }, (_, n) => ({
    id: `c${n}`,
    name: `宏图${n}号食品有限公司`,
    aliases: [`宏图${n}`],
  })),
  contacts: [{ id: 'p', customerId: 'c7', name: '邹小满', title: '总', phone: null }],
});
const context = (index: DirectoryIndex): ReadingContext => ({
  now: setNow,
  timeZone: zone,
  speaker: 'manager',
  directory: index,
});

test('names taken in beforehand read as names taken in with the message', async () => {
  const reader = demoReader();
  const prepared = directory();
  await reader.prepare(prepared);
  const text = '邹小满说宏图7的专线断了';
  expect(reader.read(text, context(prepared))).toEqual(reader.read(text, context(directory())));
});

test('others are served while a large directory is taken in', async () => {
  let turns = 0;
  let done = false;
  const others = async (): Promise<void> => {
    while (!done) {
      turns++;
      await new Promise((resolve) => setImmediate(resolve));
    }
  };
  const serving = others();
  await demoReader().prepare(directory());
  done = true;
  await serving;
  expect(turns).toBeGreaterThan(2);
});

const demo = demoReader();
const facts = (text: string, speaker: ReadingContext['speaker'] = 'manager') =>
  demo.read(text, { now: setNow, timeZone: zone, speaker }).facts;

test.each([
  ['恒丰农商行城东支行专线断了', '恒丰农商行城东支行'],
  ['博世通汽车零部件(苏州)有限公司说短信平台发不出去', '博世通汽车零部件(苏州)有限公司'],
  ['明天下午三点赴青云中学巡检网络', '青云中学'],
  ['Kelly at Bright Future Kindergarten says the wifi keeps dropping', 'Bright Future Kindergarten'],
  ["Metro Bank's ATM line is down", 'Metro Bank'],
  ['Mr Tan of Golden Dragon Restaurant says the hotline hung up on him', 'Golden Dragon Restaurant'],
])('%s: the whole name of the firm and no more', (text, name) => {
  expect(facts(text).customer?.name).toBe(name);
});

test.each([
  ['那边孙主任说网断了', '孙主任'],
  ['隽总监说携号转网办不了', '隽总监'],
  ['小桔灯托管班老师姓冼 说网断了', '冼老师'],
  ['栖霞民宿小鹿姐说wifi卡', '小鹿姐'],
  ['北方重工段长王海说专线断了', '王海'],
  ['恒隆物業個經理Peter投訴寬頻慢', 'Peter'],
  ['Grace Lim of Harbour Freight Logistics says the line is down', 'Grace Lim'],
])('%s: who speaks for the firm', (text, name) => {
  expect(facts(text).contact?.name).toBe(name);
});

test('a run-on dictation with two firms is two complaints', () => {
  const { also } = demo.read('一家是鑫隆钢构说专线断了还有一家是天宇印染说短号打不通', {
    now: setNow,
    timeZone: zone,
    speaker: 'manager',
  });
  expect(also.map(({ facts: { customer } }) => customer?.name)).toEqual(['天宇印染']);
});

test.each([
  ['欠费两毛就给我停机', undefined],
  ['把我信息卖给装修公司', undefined],
  ['网断了 让退这个月的钱', '退这个月的钱'],
])('%s: what happened is no wish', (text, wish) => {
  expect(facts(text, 'customer').demand).toBe(wish);
});

test.each([
  ['远帆食品的普通员工李小梅投诉10月账单多收30元,要求退费', '李小梅'],
  ['遠帆食品員工陳小玲投訴多收30元', '陳小玲'],
  ['清江水务的文员周敏说手机停机了 要求恢复', '周敏'],
  ['远帆一个车间工人小李投诉多收30', '小李'],
])('an employee named by what he is: %s', (text, name) => {
  expect(demoReader().read(text, context(directory())).facts.contact?.name).toBe(name);
});

test.each([
  '远帆食品投诉,员工全部上不了网,要求马上修',
  '远帆食品说职工安全培训那天网断了',
  '远帆食品员工高峰期都连不上wifi',
  '远帆食品20名员工向我投诉没信号',
  '远帆食品投诉员工金额不对',
])('employees in general are nobody: %s', (text) => {
  expect(demoReader().read(text, context(directory())).facts.contact ?? null).toBeNull();
});
