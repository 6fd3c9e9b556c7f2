import { chineseNumeral, limitStandsIn, thresholdStandsIn } from '../../src/policy/figures.js';
import type { Clock } from '../../src/policy/types.js';

test.each<[Clock, number | null, string, boolean]>([
  ['wall-hours', 24, '要在24小时以内答复', true],
  ['wall-hours', 24, '二十四个小时之内', true],
  ['wall-hours', 24, 'within 24 hours', true],
  ['wall-hours', 4, '要在24小时以内答复', false],
  ['wall-hours', 4, '二十四小时之内', false],
  ['wall-hours', 2, '两小时内送到', true],
  ['wall-hours', 2, '12小时内送到', false],
  ['wall-hours', 24, '24个工作日', false],
  ['working-days', 2, '两个工作日之内', true],
  ['working-days', 2, '2 working days', true],
  ['working-days', 2, '2天内', false],
  ['working-days', 3, '两个工作日之内', false],
  ['working-days-before', 2, '提前二个工作日', true],
  ['calendar-months', 1, '每月更新一次', true],
  ['calendar-months', 1, '每两个月更新一次', false],
  ['calendar-months', 2, '每两个月更新', true],
  ['calendar-months', 2, '每2个月一次', true],
  ['calendar-months', 2, '12个月一次', false],
  ['calendar-months', 6, '每半年', true],
  ['calendar-months', 12, '每年一次', true],
  ['calendar-days', 10, '十天以内', true],
  ['calendar-days', 10, '二十天以内', false],
  ['end-of-month', null, '当月之内', true],
  ['end-of-month', null, '当天之内', false],
  ['end-of-day', null, '每天写日志', true],
  ['end-of-week', null, '每周交一份', true],
  ['end-of-week', null, '周转之内', false],
  ['end-of-quarter', null, '每季度一篇', true],
  ['end-of-half-year', null, '每半年', true],
  ['end-of-year', null, '每年至少一次', true],
  ['now', null, '及时上报', true],
  ['now', null, '每月上报', false],
])('%s %s in 「%s」: %s', (clock, amount, text, expected) => {
  expect(limitStandsIn(clock, amount, text)).toBe(expected);
});

test.each<[number, Parameters<typeof thresholdStandsIn>[0]['unit'], string, boolean]>([
  [95, 'percent', '高于95%', true],
  [95, 'percent', '高于百分之九十五', true],
  [95, 'percent', '高于85%', false],
  [5, 'percent', '高于95%', false],
  [1.5, 'ratio-1-to', '好于1:1.5', true],
  [1.5, 'ratio-1-to', '好于1:1.55', false],
  [2, 'a-month', '每月至少两家', true],
  [2, 'a-month', '每月至少三家', false],
  [1, 'a-quarter', '每季度交一篇', true],
  [10, 'minutes', '提前十分钟', true],
  [2, 'hours', '不少于2小时', true],
])('%s %s in 「%s」: %s', (value, unit, text, expected) => {
  expect(thresholdStandsIn({ value, unit }, text)).toBe(expected);
});

test('Chinese numerals', () => {
  expect([2, 10, 11, 20, 24, 95].map(chineseNumeral)).toEqual(['二', '十', '十一', '二十', '二十四', '九十五']);
});
