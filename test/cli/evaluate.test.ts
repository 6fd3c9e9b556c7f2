import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { evaluateCommand } from '../../src/cli/evaluate.js';
import { loadPack } from '../../src/policy/load-pack.js';

async function run(...args: string[]) {
  const [out, err] = [new PassThrough(), new PassThrough()];
  const code = await evaluateCommand(loadPack).run(args, { in: Readable.from([]), out, err, env: {} });
  const [row] = String(out.read() ?? '')
    .split('\n')
    .filter(Boolean);
  return { code, row: row ? JSON.parse(row) : undefined, words: String(err.read() ?? '') };
}

function fileOf(lines: string[]): string {
  const file = join(mkdtempSync(join(tmpdir(), 'shouwen-evaluate-')), 'questions.jsonl');
  writeFileSync(file, lines.join('\n'));
  return file;
}

test('hit rate and misses', async () => {
  const { code, row } = await run(
    fileOf(['{"q":"VIP投诉多久要回复","must":["24\\\\s*小时"]}', '', '{"q":"通讯录每月收几家","must":["三家"]}']),
  );
  expect(code).toBe(0);
  expect(row).toMatchObject({ asked: 2, hits: 1, hitRate: 0.5, invented: 0 });
  expect(row.misses).toEqual([
    {
      line: 3,
      q: '通讯录每月收几家',
      faults: ['lacks 三家'],
      answer: expect.stringContaining('两家'),
      citations: ['directory.collect'],
    },
  ]);
});

test('a line that cannot be used is a miss and fails', async () => {
  const { code, row, words } = await run(fileOf(['nonsense', '{"q":"x","must":["("]}']));
  expect(code).toBe(1);
  expect(row.misses.map((miss: { line: number }) => miss.line)).toEqual([1, 2]);
  expect(words).toContain('2 lines not usable');
});

test.each([[[]], [['a', 'b']], [['/nowhere.jsonl']]])('%p is a usage fault', async (args) => {
  expect((await run(...args)).code).toBe(2);
});
