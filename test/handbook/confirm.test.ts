import { createHandbook } from '../../src/handbook/handbook.js';
import { clauses, lexicon } from './clauses.js';

const handbook = createHandbook(clauses, lexicon);
const say = (question: string) => handbook.answer(question).answer;

test('a number that is not the clause’s is contradicted with the clause’s', () => {
  expect(say('B类客户资料三个月更新一次对吧')).toMatch(/^不是三个月。.*每两个月/);
  expect(say('VIP投诉24小时内回复就行吧')).toMatch(/^对。.*24小时/);
});

test('a length beyond the month a clause names is contradicted, however often it is', () => {
  expect(say('投诉处理完三个月内回访一次就可以吧')).toMatch(/^不是三个月。.*当月/);
});

test('a number that holds for some only is not confirmed for all; the rest is said to be left out', () => {
  expect(say('投诉24小时内答复就行吧')).toMatch(/^VIP客户.*24小时.*普通投诉.*缺失/);
});
