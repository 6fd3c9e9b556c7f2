import fc from 'fast-check';
import { readAs } from './demo-reader.js';

const pieces = [
  '明天',
  '下周三',
  '三点',
  '到',
  '480改成460',
  '客户',
  '华盛物流',
  '投诉',
  '李敏经理',
  '13800138001',
  '不是',
  '是',
  '，',
  '。',
  ' ',
  '😡',
  '断网',
  '要求',
  '12/3',
  '(',
  '一二三',
  '9:30-',
  'VIP',
  'ＡＢ',
  '點鐘',
  '去',
  '找',
  '王',
  '?',
];

describe('any text', () => {
  test('is read without throwing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (text) => {
        expect(readAs(text).text).toHaveLength(text.length);
      }),
      { numRuns: 150 },
    );
  });

  test('made of our own words is read without throwing, by either speaker', () => {
    const message = fc.array(fc.constantFrom(...pieces), { maxLength: 60 }).map((p) => p.join(''));
    fc.assert(
      fc.property(message, fc.constantFrom('manager' as const, 'customer' as const), (text, speaker) => {
        const reading = readAs(text, { speaker });
        expect(reading.facts.emotion).toBeDefined();
        for (const { span } of reading.times) expect(span[0]).toBeLessThan(span[1]);
      }),
      { numRuns: 200 },
    );
  });

  test.each([
    ['客户投诉断网'],
    ['1234567890'],
    ['不是a是b,'],
    ['A-'],
    ['😡'],
    ['三点到'],
    ['我们'],
    ['刚'],
    ['----'],
    ['电话是,'],
  ])('ten thousand characters of %s', (piece) => {
    const text = piece.repeat(Math.ceil(10_000 / piece.length)).slice(0, 10_000);
    expect(readAs(text).text).toHaveLength(10_000);
  });

  test('the same text reads the same', () => {
    const text = '远帆食品王芳刚打来 10月账单多480短信费 说没订过 火很大 要查清退钱';
    expect(readAs(text)).toEqual(readAs(text));
  });
});
