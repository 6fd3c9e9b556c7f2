import { mkdtempSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createHandbook } from '../../../src/handbook/handbook.js';
import { type Ingested, ingest } from '../../../src/handbook/ingestion/ingest.js';
import { packFiles } from '../../../src/handbook/ingestion/pack-files.js';
import { loadPack } from '../../../src/policy/load-pack.js';
import { docx, paragraph, pdf, table } from './make-files.js';

async function packOf(read: Ingested) {
  const folder = mkdtempSync(join(tmpdir(), 'shouwen-ingest-'));
  for (const [path, text] of packFiles('trial', read)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
  return loadPack(folder);
}

const read = (text: string) => ingest('值班守则.txt', Buffer.from(text));
const shown = ({ clauses }: Ingested) =>
  clauses.map(({ id, title, source }) => `${id} ${title} ${source ?? ''}`.trim());

const rota = `值班守则
值班守则
一、值班安排
(一)排班
1. 每个班组的班长都要在每周五中午以前排好下周的班,写清姓名和电
话,报值班长。
2. 换班要提前两天说,值班长同意后
才算数。
(二)交接
① 交班的人写好交接单。② 接班的人当面核对。
二、应急
1、报警:发现火情先报119,再报值班长。
2、疏散:按下表的路线走。
3、复盘:每月一次,具体要求如下:
`;

test('numbering becomes a tree whose ids come from the numbers', async () => {
  expect(shown(await read(rota))).toEqual([
    'p1 值班安排 一',
    'p1.1 排班 一/(一)',
    'p1.2 交接 一/(二)',
    'p2 应急 二',
    'p2.1 报警 二/1',
    'p2.2 疏散 二/2',
    'p2.3 复盘 二/3',
  ]);
});

test('broken lines are joined, numbers in mid-line begin an item, a repeated title is dropped', async () => {
  const { title, clauses, dropped } = await read(rota);
  const textOf = (id: string) => clauses.find((clause) => clause.id === id)?.text;
  expect(title).toBe('值班守则');
  expect(dropped.map(({ line, why }) => [line.at, why])).toEqual([[2, 'said before']]);
  expect(textOf('p1.1')).toContain('写清姓名和电话,报值班长。');
  expect(textOf('p1.1')).toContain('值班长同意后才算数。');
  expect(textOf('p1.2')).toBe('① 交班的人写好交接单。\n② 接班的人当面核对。');
});

test('what is announced and missing is unset and reported', async () => {
  const { clauses, doubts } = await read(rota);
  expect(clauses.filter(({ unset }) => unset).map(({ id }) => id)).toEqual(['p2.3']);
  expect(doubts.filter(({ kind }) => kind === 'missing').map(({ at }) => at)).toEqual([14]);
});

test('a gap in the numbers is kept and reported', async () => {
  const { clauses, doubts } = await read(
    '一、甲项\n(1)先做这个再做那个。\n(3)最后收尾并且登记。\n二、乙项\n写清楚。\n',
  );
  expect(doubts.filter(({ kind }) => kind === 'number').map(({ text }) => text)).toEqual([
    expect.stringContaining('(3)'),
  ]);
  expect(clauses.map(({ text }) => text).join()).toContain('最后收尾');
});

test('another text in the same file is set apart, web-page noise dropped', async () => {
  const noisy = `当前位置:首页 > 文库\n${rota}仓库保管员职责\n仓库保管员职责 1、每天盘点一次。\n2、月底报表。\n下一篇:别的\n- 3 -\n`;
  const { clauses, apart, dropped } = await read(noisy);
  expect(clauses.map(({ text }) => text).join()).not.toContain('盘点');
  expect(apart).toEqual([{ title: '仓库保管员职责', at: 17, characters: expect.any(Number) }]);
  expect(dropped.map(({ why }) => why)).toEqual(['web page', 'said before', 'web page', 'page number']);
});

test('full-width numbers and marks are read like half-width ones', async () => {
  const long = await read(
    `一、总则\n\uff08一\uff09范围\uff1a${'适用全体人员和外包人员,'.repeat(12)}。\n\uff08二\uff09期限\uff1a三年。\n`,
  );
  expect(shown(long)).toEqual(['p1 总则 一', 'p1.1 范围 一/(一)', 'p1.2 期限 一/(二)']);
});

test('a Word document gives headings, lists and tables', async () => {
  const body = [
    paragraph('一、借用设备', 'Heading1'),
    paragraph('借期', 'Heading2'),
    paragraph('投影仪一次最多借3天,到期归还。'),
    paragraph('收费', 'Heading2'),
    paragraph('逾期按下表收费。'),
    table([
      ['设备', '每天'],
      ['投影仪', '20元'],
    ]),
  ].join('');
  const ingested = await ingest('设备.docx', docx(body));
  expect(shown(ingested)).toEqual(['p1 借用设备 一', 'p1.1 借期 一', 'p1.2 收费 一']);
  expect(ingested.clauses.at(-1)?.text).toBe('逾期按下表收费。\n| 设备 | 每天 |\n| --- | --- |\n| 投影仪 | 20元 |');
});

test('a PDF gives its lines without heads and feet, broken ones joined', async () => {
  const page = (number: number, ...lines: string[]) => ['内部资料', ...lines, `第${number}页`];
  const bytes = pdf([
    page(1, '一、门禁', '1、访客凭预约码进门,由接待人到一楼大厅迎接并且全程陪'),
    page(2, '同,离开时交回访客证。', '2、员工证丢失要在1小时内报行政部。'),
    page(3, '二、停车', '车位先到先停,过夜要登记。'),
  ]);
  const { clauses } = await ingest('门禁.pdf', bytes);
  const text = clauses.map((clause) => clause.text).join('\n');
  expect(text).toContain('全程陪同,离开时');
  expect(text).not.toMatch(/内部资料|第\d页/);
  expect(clauses.map(({ source }) => source)).toEqual(expect.arrayContaining(['一', '二']));
});

test('Markdown keeps its headings and tables', async () => {
  const { clauses } = await ingest(
    'a.md',
    Buffer.from('# 值班\n## 夜班 {#x}\n夜班从22:00到6:00。\n\n| 岗 | 人 |\n|---|---|\n| 门 | 1 |\n'),
  );
  expect(clauses.map(({ id, title }) => `${id} ${title}`)).toEqual(['p1 夜班']);
  expect(clauses[0]?.text).toContain('| 门 | 1 |');
});

test('GB 18030 is read as well as UTF-8', async () => {
  const gb = Buffer.from('d2bba1a2b0b2c5c50ac3bfd6dcd2bbd6b5b0e0a1a30a', 'hex');
  expect((await ingest('a.txt', gb)).clauses.map(({ title, text }) => [title, text])).toEqual([
    ['安排', '每周一值班。'],
  ]);
});

test('the pack that is written loads, answers with its clauses, and declines what it does not hold', async () => {
  const pack = await packOf(await read(rota));
  const handbook = createHandbook(pack.clauses, pack.lexicon);
  const swap = handbook.answer('换班要提前几天说');
  expect(swap.declined).toBe(false);
  expect(swap.answer).toContain('提前两天');
  expect(swap.citations.map(({ clause }) => clause)).toEqual(['p1.1']);
  expect(handbook.answer('年终奖发多少').declined).toBe(true);
});

test.each([
  ['a.doc', Buffer.from('x'), 'unsupported'],
  ['a.docx', Buffer.from('no zip'), 'invalid-input'],
  ['a.pdf', Buffer.from('no pdf'), 'invalid-input'],
  ['a.txt', Buffer.from(' \n\n'), 'invalid-input'],
])('%s that cannot be read is refused', async (name, bytes, code) => {
  await expect(ingest(name, bytes)).rejects.toMatchObject({ code });
});

test('a text that lost its line ends gets its titles back, without page marks and stray spaces', async () => {
  const body = '门卫每天早上七点开门 , 晚上十点锁门 , 钥匙由值班 Page3 26/11/2020 长保管。';
  const flat = `总则说在前面。 ${body.repeat(40)} 门禁管理制度 门卫每小时 巡查一次,并填写《巡查记录表》。 一、来访登记:来访的人要登记。`;
  const { clauses } = await read(`${flat}\n`);
  expect(clauses.map(({ title }) => title)).toEqual(['前言', '门禁管理制度', '来访登记']);
  expect(clauses[0]?.text).toContain('锁门,钥匙由值班长保管。');
  expect(clauses[1]?.text).toBe('门卫每小时巡查一次,并填写《巡查记录表》。');
});
