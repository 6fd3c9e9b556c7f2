import { createIndex } from '../../src/handbook/clause-index.js';

const index = createIndex([
  {
    fields: [
      { terms: ['投诉', '时限'], weight: 2 },
      { terms: ['二十'], weight: 1 },
    ],
  },
  { fields: [{ terms: ['投诉', '记录'], weight: 1 }] },
  { fields: [{ terms: ['驻点'], weight: 1 }] },
]);

test('finds what shares the rarer and heavier terms first', () => {
  expect(
    index
      .search(
        new Map([
          ['投诉', 1],
          ['时限', 1],
        ]),
        5,
      )
      .map(({ at }) => at),
  ).toEqual([0, 1]);
});

test('keeps to the limit and finds nothing for unknown terms', () => {
  expect(index.search(new Map([['投诉', 1]]), 1)).toHaveLength(1);
  expect(index.search(new Map([['天气', 1]]), 5)).toEqual([]);
});

test('an unseen term is the rarest', () => {
  expect(index.rarity('天气')).toBeGreaterThan(index.rarity('驻点'));
  expect(index.rarity('驻点')).toBeGreaterThan(index.rarity('投诉'));
});
