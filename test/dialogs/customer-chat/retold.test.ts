import { expect, test } from '@jest/globals';
import { echoOf, retold, turned, wishesRetold } from '../../../dialogs/customer-chat/retold.js';

test.each([
  ['昨天刚交的费今天下午就停我机!!你们搞什么', '昨天刚交的费今天下午就停您机'],
  ['他妈的 老子手机又停了', '您手机又停了'],
  ['你们把我的套餐改了没告诉我 谁给你们的权力', '我们把您的套餐改了没告诉您'],
  ['我们公司全断网了;我们一直按时缴费', '您公司全断网了;您那边一直按时缴费'],
  ['俺们厂里嘞网三天两头断', '您厂里嘞网三天两头断'],
  ['我的13900002021昨天停了', '您的尾号2021昨天停了'],
  ['你們的網路慢到不行', '我們的網路慢到不行'],
  ['我們飯店前台電話打不進來;我們一直等', '您飯店前台電話打不進來;您那邊一直等'],
  ['貴公司專線昨日斷線六次,影響本公司作業', '我們專線昨日斷線六次,影響您公司作業'],
  [
    '你好啊同志我跟你说一下我们这个情况啊是这样的我们单位会议老卡完了我打电话没人理',
    '您单位会议老卡,完了您打电话没人理',
  ],
  ['你告诉我哪来的流量', '哪来的流量'],
  ['I waited the whole day and nobody called me', 'You waited the whole day and nobody called you'],
  ['You cut me off and I told you twice', 'We cut you off and you told us twice'],
])('%s → %s', (story, said) => {
  expect(retold(story)).toBe(said);
});

test('a wish is turned to him too', () => {
  expect(turned('赶紧给老子开')).toBe('赶紧给您开');
});

test.each([
  ['求求你们先让我能收短信行不行', '先让您能收短信'],
  ['红包我想要回来 可以吗亲', '红包您想要回来'],
  ['你能帮我盯着点吗', '帮您盯着点'],
  ['我要你們賠償損失,還有今天之內修好', '賠償損失,還有今天之內修好'],
  ['必须搞好', '必须搞好'],
])('what he wants, without the pleading: %s → %s', (demand, said) => {
  expect(wishesRetold(demand)).toBe(said);
});

test('his questions, threats and thanks are not said back at once', () => {
  expect(echoOf('客人都在骂我 你们赔吗 不赔我就上12315 谢谢')).toBe('客人都在骂您');
  expect(echoOf('补充:今早九点又断了一次')).toBe('今早九点又断了一次');
});

test('what a message adds is said back in its order, without sighs and numbers', () => {
  expect(echoOf('烦死了 你们负责赔偿 13900002021 昨晚断了两次')).toBe('我们负责赔偿,昨晚断了两次');
});
