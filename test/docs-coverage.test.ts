import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { coverageOf, coveragePage } from '../src/cli/coverage.js';
import { loadPack } from '../src/policy/load-pack.js';
import { projectRoot } from '../src/project-root.js';

const rows = coverageOf(loadPack('telecom'));

test('every duty of the catalogue that a manager performs is said, done by chat and proved', () => {
  expect(rows.length).toBeGreaterThan(50);
  const bare = rows.filter(({ clauses, by, tests }) => !(clauses.length && by.length && tests.length));
  expect(bare.map(({ row, by, tests }) => ({ row, by, tests }))).toEqual([]);
});

test('docs/coverage.md is what the pack says today', () => {
  const page = readFileSync(join(projectRoot, 'docs', 'coverage.md'), 'utf8');
  expect(page).toBe(coveragePage(rows));
});
