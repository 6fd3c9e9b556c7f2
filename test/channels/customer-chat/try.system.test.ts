import { afterEach, beforeEach, test } from '@jest/globals';
import { type RunningApp, startApp } from '../../running-app.js';
import { CustomerBrowser, tokenIn } from './customer.js';

let running: RunningApp;
beforeEach(async () => {
  running = await startApp({ now: '2026-11-24T16:50:00+08:00' });
}, 30000);
afterEach(() => running.close());
const talk = async (who: string, lang: string, lines: string[]) => {
  const made = await running.say(`给${who}发个投诉链接`);
  console.log(made.map((a) => a.text).join('\n'), made[1]?.attachments?.[0]?.contentUrl?.length);
  const b = new CustomerBrowser(running.url, lang);
  const r = await b.open(tokenIn(made[0]?.text));
  const out: string[] = [String(r.status)];
  for (const l of lines) {
    const a = await b.say(l);
    out.push(`> ${l}\n< ${a.text}  [${a.suggestedActions?.actions.map((x) => x.title).join('|') ?? ''}]`);
  }
  console.log(out.join('\n'));
  return b;
};
test('x', async () => {
  await talk('澄江医药的赵凯', 'zh-CN', [
    '昨天刚交的费今天下午就停我机!!你们搞什么',
    '打客服转了四个人 没一个说得清 误了我三个电话',
    '139xxxx6621 两点多停的',
    '马上恢复 再给个说法 今晚必须能用',
    '对!能不能保证今晚',
    '怎么样了',
    '还有一点 我明天要出差',
    '你们套餐最低多少钱',
    '让你们经理给我回电话',
    '转人工',
    '谢谢',
  ]);
  await talk('远帆食品', 'zh-TW', ['你好', '網路從早上就斷了 要求馬上修', '沒有', '對', '對']);
  await talk('启明模具的唐师安', 'en-US', [
    'hello',
    'my bill has an extra charge of 30 yuan, I want it checked',
    'there are three of them',
    'no number',
    'refund',
    '40 not 30',
    'yes',
    'how is it going?',
    'it happened again today and nobody answers',
    'another one',
    'yes',
  ]);
  const b = await talk('清江水务', 'zh-CN', [
    '在吗',
    '我要投诉',
    '你们营业厅的人态度太差了',
    '没什么要求',
    '算了',
    '查一下 TS-261124-ABCD',
    '13900002061',
    'TS-261124-ABCD 13900002061',
  ]);
  console.log(JSON.stringify((await b.shown()).at(-1)));
  console.log((await running.say('我发过哪些链接')).map((a) => a.text + JSON.stringify(a.suggestedActions)).join('\n'));
  console.log((await running.say('作废1号链接')).map((a) => a.text).join('\n'));
  for await (const o of running.app.store.records({ kind: 'system' }, 'complaints')) console.log(JSON.stringify(o));
}, 60000);
