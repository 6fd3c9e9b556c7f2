import { loadPack } from '../../../src/policy/load-pack.js';
import {
  callsSupervisor,
  cardOf,
  pointsAtOne,
  tellsAct,
  verdictOf,
  waives,
} from '../../../src/turn/duties/commands.js';
import { asksWhyDue } from '../../../src/turn/duties/explain.js';
import { createUnderstanding } from '../../../src/understanding/read.js';

const { lexicon, severitySignals } = loadPack('packs/telecom');
const reader = createUnderstanding({ lexicon, severitySignals, directory: () => ({ customers: [], contacts: [] }) });
const now = Date.parse('2026-11-24T19:13:00+08:00');
const read = (text: string) => reader.read(text, { now, timeZone: 'Asia/Shanghai', speaker: 'manager' });

describe('something done is told', () => {
  test.each([
    '已回了',
    '王芳那单已回了,昨天19:50电话答复,客户认可',
    '王姐那边打过电话了 说没问题',
    '赵凯的回復了 十點半',
    '送到 七点十二',
    '卡送到了19:12',
    '澄江那单处理好了,刚回的',
    '王芳那单回了,客户还不认可',
    '交了',
    'replied to Wang Fang at 10:30, she is happy',
  ])('%s', (text) => {
    expect(tellsAct(read(text))).toBe(true);
  });

  test.each([
    '王芳那单回了吗',
    '还没回王芳',
    '王芳那单怎么回复',
    'VIP投诉多久要回',
    '明天上午十点前要回王芳',
    '普通投诉需要几天答复',
    '政府客户补卡急件四小时内送到行不行',
    '提醒我三点给王芳回电话',
    '投诉办结后多长时间内完成回访',
    '下周三下午三点去远帆看王芳',
    '远帆食品王芳投诉账单多收480元 要求退费',
    'when must I have replied',
  ])('not: %s', (text) => {
    expect(tellsAct(read(text))).toBe(false);
  });
});

test.each([
  ['认可', true],
  ['行,认可', true],
  ['同意', true],
  ['不认可', false],
  ['先不同意', false],
  ['I do not accept it', false],
  ['客户认可', undefined],
  ['方案客户死活不同意 还要报谁', undefined],
  ['认可吗', undefined],
  ['好', undefined],
])('verdict of %s: %s', (text, verdict) => {
  expect(verdictOf(read(text))).toBe(verdict);
});

test.each([
  ['TS-261124-K7Q2 免除,重复登记', true],
  ['远帆那单免了', true],
  ['什么情况可以免除回访', false],
  ['给他免了费用', false],
])('waiving in %s: %s', (text, expected) => {
  expect(waives(read(text))).toBe(expected);
});

test.each([
  ['找主管', true],
  ['脱不开身', true],
  ['转人工', false],
  ['客户要找领导投诉我们网络太差', false],
])('calling the supervisor in %s: %s', (text, expected) => {
  expect(callsSupervisor(read(text))).toBe(expected);
});

test.each([
  ['为什么是这个时限', true],
  ['TS-261124-K7Q2 为什么25号到期', true],
  ['VIP投诉时限怎么算', false],
  ['为什么停机', false],
])('why is it due then: %s: %s', (text, expected) => {
  const reading = read(text);
  expect(asksWhyDue(reading) && pointsAtOne(reading)).toBe(expected);
});

test.each([
  [{ say: '已回了', card: 'k' }, 'k'],
  [{ say: '已回了' }, undefined],
  [{ card: '' }, undefined],
  [{ card: 7 }, undefined],
  ['k', undefined],
  [null, undefined],
])('the card behind %j: %s', (value, id) => {
  expect(cardOf(value)).toBe(id);
});
