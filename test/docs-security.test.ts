import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../src/project-root.js';

const text = readFileSync(join(projectRoot, 'docs', 'security.md'), 'utf8');

test('every file the threat model names is there', () => {
  const named = [...text.matchAll(/`((?:src|test)\/[\w/.-]+\.ts)`/g)].map((match) => match[1] ?? '');
  expect(named.length).toBeGreaterThan(20);
  expect(named.filter((path) => !existsSync(join(projectRoot, path)))).toEqual([]);
});

test('every threat names a test', () => {
  const rows =
    text
      .split('## Threats')[1]
      ?.split('## ')[0]
      ?.split('\n')
      .filter((line) => line.startsWith('| ')) ?? [];
  const bare = rows.slice(1).filter((row) => !/`test\/[^`]+`[^|]*\|\s*$/.test(row));
  expect(bare).toEqual([]);
});
