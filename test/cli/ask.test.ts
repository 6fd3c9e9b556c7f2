import { PassThrough, Readable } from 'node:stream';
import { askCommand } from '../../src/cli/ask.js';
import { AppError } from '../../src/errors.js';
import { loadPack } from '../../src/policy/load-pack.js';

async function run(args: string[], lines: string[] = [], load = loadPack) {
  const [out, err] = [new PassThrough(), new PassThrough()];
  const input = Readable.from([lines.map((line) => `${line}\n`).join('')]);
  const code = await askCommand(load).run(args, { in: input, out, err, env: {} });
  const rows = String(out.read() ?? '').split('\n').filter(Boolean).map((row) => JSON.parse(row));
  return { code, rows, words: String(err.read() ?? '') };
} // biome-ignore format: short

test("a question as argument gives one row with the contract's fields", async () => {
  const { code, rows } = await run(['VIP投诉多久要回复']);
  expect(code).toBe(0);
  expect(rows).toHaveLength(1);
  expect(Object.keys(rows[0])).toEqual(['question', 'answer', 'declined', 'confidence', 'citations']);
  expect(rows[0]).toMatchObject({ question: 'VIP投诉多久要回复', declined: false });
  expect(rows[0].answer).toMatch(/24小时.*〔四·处理时限〕/);
  expect(Object.keys(rows[0].citations[0])).toEqual(['clause', 'title', 'path', 'quote', 'effectiveFrom']);
});

test('one row a line, in order, an empty line in its place', async () => {
  const { code, rows } = await run([], ['通讯录每月收几家', '', '今天天气怎么样']);
  expect(code).toBe(1);
  expect(rows.map((row) => row.question ?? row.error.code)).toEqual([
    '通讯录每月收几家',
    'invalid-input',
    '今天天气怎么样',
  ]);
  expect(rows.map((row) => row.declined)).toEqual([false, undefined, true]);
});

test('--hits adds ranked clauses, also to a declined question', async () => {
  const { rows } = await run(['--hits', '3', '普通投诉几天处理完']);
  expect(rows[0].declined).toBe(true);
  expect(rows[0].hits).toHaveLength(3);
  expect(rows[0].hits[0]).toEqual({ clause: 'complaint.answer-limit-other', score: expect.any(Number) });
});

test.each([['--hits', '0', 'x'], ['--hits', 'many', 'x'], ['--nonsense']])('%p is a usage fault', async (...args) => {
  const { code, rows, words } = await run(args.map(String));
  expect(code).toBe(2);
  expect(rows).toEqual([]);
  expect(words).not.toBe('');
});

test('a pack that cannot be read fails with its message', async () => {
  const { code, words } = await run(['x'], [], () => {
    throw new AppError('misconfigured', 'no pack here');
  });
  expect(code).toBe(1);
  expect(words).toContain('no pack here');
});
