import { answerCase, inventedFigures, judgeCase } from '../../src/handbook/evaluation.js';
import { createHandbook } from '../../src/handbook/handbook.js';
import { clauses, lexicon } from './clauses.js';

const handbook = createHandbook(clauses, lexicon);
const judge = (one: object) =>
  judgeCase(handbook, answerCase.parse(one), (id) => (id === 'limit' ? ['A4-12'] : [])).faults;

test('a right answer has no faults', () => {
  expect(judge({ q: 'VIP投诉多久要回复', must: ['24\\s*小时'], rows: ['A4-12'] })).toEqual([]);
  expect(judge({ q: '那普通的呢', after: 'VIP投诉多久要回复', declined: true, not: ['24'] })).toEqual([]);
});

test('what is wrong is named', () => {
  expect(judge({ q: 'VIP投诉多久要回复', must: ['48'], not: ['24'], rows: ['update'] })).toEqual([
    'lacks 48',
    'says 24',
    'cites none of update',
  ]);
  expect(judge({ q: '今天天气怎么样', rows: ['limit'] })).toEqual(['declined']);
});

test('a pattern that is none is refused', () => {
  expect(answerCase.safeParse({ q: 'x', must: ['('] }).success).toBe(false);
});

test('a figure no cited clause holds is found', () => {
  const answer = handbook.answer('VIP投诉多久要回复');
  const textOf = (id: string) => clauses.find((clause) => clause.id === id)?.text ?? '';
  expect(inventedFigures(answer, '', textOf)).toEqual([]);
  expect(inventedFigures({ ...answer, answer: '要在48小时内答复' }, '', textOf)).toEqual(['48小时']);
});
