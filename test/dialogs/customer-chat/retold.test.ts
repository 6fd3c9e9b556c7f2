import { expect, test } from '@jest/globals';
import { echoOf, retold, turned } from '../../../dialogs/customer-chat/retold.js';

test.each([
  ['昨天刚交的费今天下午就停我机!!你们搞什么', '昨天刚交的费今天下午就停您机'],
  ['他妈的 老子手机又停了', '您手机又停了'],
  ['你们把我的套餐改了没告诉我 谁给你们的权力', '我们把您的套餐改了没告诉您'],
  ['我们公司全断网了;我们一直按时缴费', '您公司全断网了;您那边一直按时缴费'],
  ['俺们厂里嘞网三天两头断', '您厂里嘞网三天两头断'],
  ['我的13900002021昨天停了', '您的尾号2021昨天停了'],
  ['你們的網路慢到不行', '我們的網路慢到不行'],
  ['I waited the whole day and nobody called me', 'You waited the whole day and nobody called you'],
  ['You cut me off and I told you twice', 'We cut you off and you told us twice'],
])('%s → %s', (story, said) => {
  expect(retold(story)).toBe(said);
});

test('a wish is turned to him too', () => {
  expect(turned('赶紧给老子开')).toBe('赶紧给您开');
});

test('what a message adds is said back in its order, without sighs and numbers', () => {
  expect(echoOf('烦死了 你们负责赔偿 13900002021 昨晚断了两次')).toBe('我们负责赔偿,昨晚断了两次');
});
