import { englishFigure, figuresOf, sameAmount } from '../../src/handbook/figures.js';
import { normalize } from '../../src/handbook/text.js';

const read = (text: string) =>
  figuresOf(normalize(text)).map(({ dimension, value, every }) => [dimension, value, every]);

test.each([
  ['要在24小时以内回复', [['time', 24, false]]],
  ['四十八个钟头', [['time', 48, false]]],
  [
    '每两个月更新一次',
    [
      ['time', 1460, true],
      ['frequency', 1, false],
    ],
  ],
  ['按月报销', [['time', 730, true]]],
  ['两个工作日之内', [['working-days', 2, false]]],
  ['准确率高于95%', [['percent', 95, false]]],
  ['百分之八十五', [['percent', 85, false]]],
  ['好于1:1.5', [['ratio', 1.5, false]]],
  [
    '10:00到16:00',
    [
      ['clock', 10, false],
      ['clock', 16, false],
    ],
  ],
  ['至少两家', [['count', 2, false]]],
  ['within 48 hours', [['time', 48, false]]],
  ['every two months', [['time', 1460, true]]],
])(
  // biome-ignore format: a table
  '%s',
  (text, figures) => {
    expect(read(text)).toEqual(figures);
  },
);

test.each(['第二天再录', '按钟点连续计算', '找一个人', '一般客户'])('%s holds no figure', (text) => {
  expect(read(text)).toEqual([]);
});

test('the same amount in other units is the same, a working day is no day', () => {
  const [day, hours, working] = figuresOf(normalize('1天 24小时 1个工作日'));
  if (!day || !hours || !working) throw new Error('three figures expected');
  expect(sameAmount(day, hours)).toBe(true);
  expect(sameAmount(day, working)).toBe(false);
});

test.each([
  ['24小时', '24 hours'],
  ['每两个月', 'every 2 months'],
  ['每半年', 'half a year'],
  ['两个工作日', '2 working days'],
  ['1次', 'once'],
])('%s is told as %s', (text, english) => {
  expect(figuresOf(normalize(text)).map(englishFigure)).toEqual([english]);
});
