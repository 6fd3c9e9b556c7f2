import { withNamesSpelt } from '../../src/turn/names-spelt.js';
import type { Reading } from '../../src/understanding/types.js';

const staff = [{ name: '陈琪' }, { name: '周岚' }, { name: 'Anna Wu' }];
const spelt = (text: string) => withNamesSpelt({ text } as Reading, staff).text;

test.each([
  ['陳琪的日誌,陳琪的投訴', '陈琪的日誌,陈琪的投訴'],
  ['問問周嵐', '問問周岚'],
  ['把單給anna wu', '把單給Anna Wu'],
])('%s names them as the directory does', (typed, told) => {
  expect(spelt(typed)).toBe(told);
});

test('a message that names nobody, or names them right, stays the same reading', () => {
  for (const text of ['陈琪的日志', '今天有什麼急的', '團隊情況']) {
    const reading = { text } as Reading;
    expect(withNamesSpelt(reading, staff)).toBe(reading);
  }
});
