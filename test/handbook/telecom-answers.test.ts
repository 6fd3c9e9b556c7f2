import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { answerCase, inventedFigures, judgeCase } from '../../src/handbook/evaluation.js';
import { figuresOf, sameAmount } from '../../src/handbook/figures.js';
import { createHandbook } from '../../src/handbook/handbook.js';
import { normalize } from '../../src/handbook/text.js';
import { loadPack } from '../../src/policy/load-pack.js';

const pack = loadPack('telecom');
const handbook = createHandbook(pack.clauses, pack.lexicon);
const textOf = (id: string) => `${pack.clauseById.get(id)?.title} ${pack.clauseById.get(id)?.text}`;

function judged(set: string, every: number) {
  const lines = readFileSync(join(import.meta.dirname, `questions.${set}.jsonl`), 'utf8')
    .split('\n')
    .filter(Boolean);
  return lines
    .filter((_, at) => at % every === 0)
    .map((line) => {
      const one = answerCase.parse(JSON.parse(line));
      return { one, ...judgeCase(handbook, one, (id) => pack.clauseById.get(id)?.catalogue ?? []) };
    });
}

/** Of the tuning questions every fifth; `bench eval-answers` asks them all. */
const sets = { tune: judged('tune', 5), measured: judged('measured', 1) };

test.each([
  ['tune', false, 0.95],
  ['tune', true, 0.94],
  ['measured', false, 0.94],
  ['measured', true, 0.94],
] as const)('%s questions, to be declined: %p, are right in %p', (set, declined, least) => {
  const cases = sets[set].filter(({ one }) => (one.declined ?? false) === declined);
  const right = cases.filter(({ faults }) => faults.length === 0);
  expect(right.length / cases.length).toBeGreaterThanOrEqual(least);
});

test('no answer holds a figure that no cited clause holds, none is too long', () => {
  const wrong = [...sets.tune, ...sets.measured].filter(({ one, answer }) => {
    const limit = answer.citations.length > 1 ? 300 : 120;
    return inventedFigures(answer, one.q, textOf).length > 0 || answer.answer.length > limit;
  });
  expect(wrong.map(({ answer }) => answer.answer)).toEqual([]);
});

test('every clause has English words whose figures it holds', () => {
  const english = new Map((pack.lexicon['retrieval-english'] ?? []).map(([id = '', ...says]) => [id, says.join(' ')]));
  const faults = pack.clauses.flatMap((clause) => {
    const held = figuresOf(normalize(`${clause.title} ${clause.text}`));
    const said = figuresOf(normalize(english.get(clause.id) ?? '')).filter(({ dimension }) => dimension !== 'count');
    const wrong = said.filter((figure) => !held.some((one) => sameAmount(one, figure)));
    return english.has(clause.id) && wrong.length === 0
      ? []
      : [`${clause.id}: ${wrong.map(({ text }) => text).join()}`];
  });
  expect(faults).toEqual([]);
});

test('ways of asking are written for clauses that exist', () => {
  const known = new Set(pack.clauses.flatMap((clause) => [clause.id, ...clause.catalogue]));
  const lists = ['retrieval-asked', 'retrieval-english'].flatMap((list) => pack.lexicon[list] ?? []);
  expect(lists.map(([key = '']) => key).filter((key) => !known.has(key))).toEqual([]);
});

test.each([
  ['驻点有什么要求', 'onsite.duration'],
  ['挽留的规定', 'retention.bottom-line'],
  ['VIP有哪些规定', 'vip.care'],
])('%s asks for all there is: the clauses on it are named and cited', (question, clause) => {
  const { answer, citations, declined } = handbook.answer(question);
  expect(declined).toBe(false);
  expect(citations.length).toBeGreaterThan(2);
  expect(citations.map((one) => one.clause)).toContain(clause);
  expect(answer.length).toBeLessThanOrEqual(120);
  for (const { title } of citations) expect(answer).toContain(title);
});

test('a limit that is left out is said even where nothing but its subject is asked', () => {
  const { answer, declined } = handbook.answer('那普通投诉呢');
  expect(declined).toBe(true);
  expect(answer).toContain('缺失');
});
