import fc from 'fast-check';
import { typeset } from '../../web/typeset.js';

/** The marks are written as escapes, so that the table shows which is which. */
test.each([
  ['您先忙,我记着。', '您先忙\uFF0C我记着。'],
  ['编号 TS-261124-K7Q2,由您跟到底', '编号 TS-261124-K7Q2\uFF0C由您跟到底'],
  ['11月25日(周三)10:00前', '11月25日\uFF08周三\uFF0910:00前'],
  ['远帆食品(A2)王芳', '远帆食品\uFF08A2\uFF09王芳'],
  ['约了几点回吗?', '约了几点回吗\uFF1F'],
  ['出发:16:20;带名片!', '出发\uFF1A16:20\uFF1B带名片\uFF01'],
  ['投入产出1:1.5,共1,200元', '投入产出1:1.5\uFF0C共1,200元'],
  ['Hello, what next? (soon)', 'Hello, what next? (soon)'],
])('%s', (text, printed) => {
  expect(typeset(text)).toBe(printed);
});

test('any text keeps its length and all that is no mark', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (text) => {
      const printed = typeset(text);
      expect(printed).toHaveLength(text.length);
      expect(printed.replace(/[\uFF00-\uFFEF,:;?!()]/g, '')).toBe(text.replace(/[\uFF00-\uFFEF,:;?!()]/g, ''));
    }),
  );
});
