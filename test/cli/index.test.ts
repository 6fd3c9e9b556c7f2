import { PassThrough, Readable, Writable } from 'node:stream';
import { parseArgs } from 'node:util';
import type { Command } from '../../src/cli/command.js';
import { type CommandTable, main } from '../../src/cli/index.js';
import { AppError } from '../../src/errors.js';

const greet: Command = {
  name: 'greet',
  summary: 'says hello',
  help: 'greet <name>\n\nExample: greet 林悦',
  run: async ([name], io) => {
    if (!name) throw new AppError('invalid-input', 'Give a name.');
    io.out.write(`${JSON.stringify({ hello: name })}\n`);
    return 0;
  },
};
const endless: Command = { ...greet, name: 'endless', run: () => new Promise(() => {}) };
const broken: Command = { ...greet, name: 'broken', run: () => Promise.reject(new Error('first line\nsecond line')) };
const table: CommandTable = {
  greet: async () => greet,
  endless: async () => endless,
  broken: async () => broken,
};

async function run(...argv: string[]) {
  const out = new PassThrough({ encoding: 'utf8' });
  const err = new PassThrough({ encoding: 'utf8' });
  const code = await main(argv, { in: Readable.from([]), out, err, env: {} }, table);
  return { code, out: out.read() ?? '', err: err.read() ?? '' };
}

test('rows go to standard output', async () => {
  expect(await run('greet', '林悦')).toEqual({ code: 0, out: '{"hello":"林悦"}\n', err: '' });
});

test.each([['--help'], ['-h'], ['help']])('%s lists every command', async (flag) => {
  const { code, out } = await run(flag);
  expect(code).toBe(0);
  for (const name of Object.keys(table)) expect(out).toContain(`  ${name}`);
});

test('a command explains itself with examples', async () => {
  expect(await run('greet', '--help')).toEqual({ code: 0, out: `${greet.help}\n`, err: '' });
});

test('--help behind -- is text', async () => {
  expect((await run('greet', '--', '--help')).out).toContain('hello');
});

test.each([[[]], [['nonsense']], [['toString']]])('%j is answered with the usage', async (argv) => {
  const { code, out, err } = await run(...argv);
  expect({ code, out }).toEqual({ code: 2, out: '' });
  expect(err).toContain('Usage');
});

test('what went wrong is said in one line', async () => {
  expect(await run('greet')).toEqual({ code: 1, out: '', err: 'greet: Give a name.\n' });
  expect(await run('broken')).toEqual({ code: 1, out: '', err: 'broken: internal fault: first line\n' });
});

test('an option nobody knows is a usage fault', async () => {
  const strict: Command = { ...greet, run: async (args) => (parseArgs({ args, options: {} }) ? 0 : 1) };
  const err = new PassThrough({ encoding: 'utf8' });
  const io = { in: Readable.from([]), out: new PassThrough(), err, env: {} };
  expect(await main(['strict', '--nonsense'], io, { strict: async () => strict })).toBe(2);
  expect(err.read()).toContain('--nonsense');
});

test('a reader that goes away ends the command quietly', async () => {
  const out = new Writable({
    write: (_chunk, _encoding, done) => done(Object.assign(new Error('gone'), { code: 'EPIPE' })),
  });
  const running = main(['endless'], { in: Readable.from([]), out, err: new PassThrough(), env: {} }, table);
  out.write('a row');
  expect(await running).toBe(0);
});
