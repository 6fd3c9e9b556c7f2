import fc from 'fast-check';
import { fold } from '../../src/understanding/fold.js';

describe('fold', () => {
  test.each([
    ['後天禮拜五點鐘', '后天礼拜五点钟'],
    ['ＶＩＰ投诉:３点', 'vip投诉:3点'],
    ['什么著急', '什么着急'],
    ['什麼時候', '什么时候'],
    ['Dec 3，3PM', 'dec 3,3pm'],
  ])('%s', (text, folded) => {
    expect(fold(text)).toBe(folded);
  });

  test('keeps the length of any text', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => fold(text).length === text.length));
  });

  test('folding twice changes nothing', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme', maxLength: 80 }), (text) => fold(fold(text)) === fold(text)));
  });
});
