import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { printTrees, readTrees, sumOf, type Tree } from '../../src/handbook/trees.js';

const trees: Tree[] = [
  { sign: 'votes', limit: 0.25, below: -1, above: { sign: 'lead', limit: 0.5, below: 0.125, above: 2 } },
  0.5,
];

test('what is printed is read again', () => {
  const file = join(mkdtempSync(join(tmpdir(), 'trees-')), 'trees.tsv');
  writeFileSync(file, printTrees(trees));
  expect(readTrees(file)).toEqual(trees);
});

test.each([
  [{ votes: 0.2, lead: 1 }, -0.5],
  [{ votes: 0.25, lead: 0.4 }, 0.625],
  [{ votes: 1, lead: 0.5 }, 2.5],
])('%p sums to %p: below a limit is less than it', (signs, sum) => {
  const values = new Map<string, number>(Object.entries(signs));
  expect(sumOf(trees, (sign) => values.get(sign) ?? 0)).toBe(sum);
});
