import { toldResult, toldTime, waiverReason } from '../../dialogs/due-work/told.js';
import { isoLocal } from '../../src/policy/local-time.js';
import { createUnderstanding } from '../../src/understanding/read.js';

const timeZone = 'Asia/Shanghai';
const reader = createUnderstanding({
  lexicon: {},
  severitySignals: [],
  directory: () => ({ customers: [], contacts: [] }),
});
const now = Date.parse('2026-11-24T19:13:00+08:00');
const since = Date.parse('2026-11-23T09:00:00+08:00');

function read(text: string, from = since) {
  const told = toldTime(reader.read(text, { now, timeZone, speaker: 'manager' }), now, from, timeZone);
  if (!told) return undefined;
  return told.kind === 'no-hour' ? 'no-hour' : `${told.kind} ${isoLocal(told.at, timeZone).slice(5, 16)}`;
}

test.each([
  ['送到 七点十二', 'at 11-24T19:12'],
  ['七点十五', 'at 11-24T07:15'],
  ['19:12送到了', 'at 11-24T19:12'],
  ['昨天19:50电话答复,客户认可', 'at 11-23T19:50'],
  ['今天12:30打的', 'at 11-24T12:30'],
  ['下午三点一刻', 'at 11-24T15:15'],
  ['周一下午三点', 'at 11-23T15:00'],
  ['23号上午十点半回的', 'at 11-23T10:30'],
  ['刚刚', 'at 11-24T19:13'],
  ['今晚八点', 'future 11-24T20:00'],
  ['昨天早上八点', 'early 11-23T08:00'],
  ['昨天下午', 'no-hour'],
  ['客户认可', undefined],
])('%s → %s', (text, expected) => {
  expect(read(text)).toBe(expected);
});

test('the minute the matter came in is not too early', () => {
  const came = Date.parse('2026-11-24T19:10:40+08:00');
  expect(read('19:10回的', came)).toBe('at 11-24T19:10');
});

test.each([
  ['客户认可', 'accepted'],
  ['他还不认可', 'not-accepted'],
  ['客户不满意', 'not-accepted'],
  ['钱退了', 'resolved'],
  ['已经恢復了', 'resolved'],
  ['跟她解释清楚了', 'explained'],
  ['customer is happy with it', 'accepted'],
  ['七点十二', undefined],
])('result of %s: %s', (text, expected) => {
  expect(toldResult(text)).toBe(expected);
});

test.each([
  ['重复登记', 'duplicate'],
  ['客户撤诉了', 'withdrawn'],
  ['不归我们管', 'not-applicable'],
  ['就是想免', undefined],
])('reason %s: %s', (text, expected) => {
  expect(waiverReason(text)).toBe(expected);
});
