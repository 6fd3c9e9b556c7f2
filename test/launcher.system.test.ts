import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import { projectRoot } from '../src/project-root.js';
import { collect, freePort, until } from './processes.js';

/** A small project around the real launcher: its server tells who runs it and drains for a moment when it is stopped. */
const server = `
import { createServer } from 'node:http';
import { readFileSync } from 'node:fs';
const group = (pid: number | 'self') => readFileSync(\`/proc/\${pid}/stat\`, 'latin1').split(') ').pop()?.split(' ')[2];
const facts = { launcher: process.ppid, node: process.versions.node, group: group('self'), callers: group(process.ppid) };
const server = createServer((_req, res) => { res.end(JSON.stringify(facts)); });
server.listen(Number(process.env['PORT']), '127.0.0.1');
process.on('SIGTERM', () => { server.close(); setTimeout(() => process.exit(0), 300); });
`;
const command = `
const [what, value] = process.argv.slice(2);
if (what === 'exit') process.exit(Number(value));
if (what === 'kill') process.kill(process.pid, 'SIGKILL');
console.log(what);
`;

let project: string;
let started: ChildProcess[];

function makeProject(): string {
  const folder = mkdtempSync(join(tmpdir(), 'shouwen-launcher-'));
  for (const name of ['bin', 'package.json', 'tsconfig.json', 'tsconfig.build.json']) {
    cpSync(join(projectRoot, name), join(folder, name), { recursive: true });
  }
  symlinkSync(join(projectRoot, 'node_modules'), join(folder, 'node_modules'), 'dir');
  mkdirSync(join(folder, 'src', 'cli'), { recursive: true });
  writeFileSync(join(folder, 'src', 'index.ts'), `${server}\nexport {};\n`);
  writeFileSync(join(folder, 'src', 'cli', 'run.ts'), `${command}\nexport {};\n`);
  return folder;
}

function run(file: string, args: string[], port = 0): ChildProcess {
  const env = { ...process.env, PORT: String(port), NODE_OPTIONS: '' };
  const child = spawn(file, args, { cwd: project, env, stdio: ['ignore', 'pipe', 'pipe'] });
  started.push(child);
  return child;
}

const launch = (...args: string[]): ChildProcess => run('node', ['bin/run.mjs', ...args]);

interface Facts {
  launcher: number;
  node: string;
  group: string;
  callers: string;
}

async function ask(port: number): Promise<Facts | undefined> {
  try {
    const response = await fetch(`http://127.0.0.1:${port}/`, { headers: { connection: 'close' } });
    const facts: Facts = JSON.parse(await response.text());
    return facts;
  } catch {
    return undefined;
  }
}

const answered = (port: number, limitMs = 20_000) => until(limitMs, () => ask(port));
const silent = (port: number, limitMs: number) =>
  until(limitMs, async () => ((await ask(port)) === undefined ? true : undefined));

beforeAll(() => {
  project = makeProject();
});
beforeEach(() => {
  started = [];
});
afterEach(async () => {
  for (const child of started) if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL');
});
afterAll(() => rmSync(project, { recursive: true, force: true }));

test('two first commands at once share one build, and its words stay out of standard output', async () => {
  const results = await Promise.all([collect(launch('shouwen', 'one')), collect(launch('shouwen', 'two'))]);
  expect(results.map(({ code, out }) => ({ code, out }))).toEqual([
    { code: 0, out: 'one\n' },
    { code: 0, out: 'two\n' },
  ]);
  expect(results.filter(({ err }) => err.includes('building'))).toHaveLength(1);
});

test('a lock left by a crash is taken over, and a changed source is built', async () => {
  const source = join(project, 'src', 'cli', 'run.ts');
  writeFileSync(source, readFileSync(source, 'utf8').replace('console.log(what)', 'console.log(what, what)'));
  const dead = spawn('node', ['-e', '']);
  await once(dead, 'exit');
  mkdirSync(join(project, '.cache'), { recursive: true });
  writeFileSync(join(project, '.cache', 'build.lock'), String(dead.pid));
  const { code, out } = await collect(launch('shouwen', 'again'));
  expect({ code, out }).toEqual({ code: 0, out: 'again again\n' });
  expect(existsSync(join(project, '.cache', 'build.lock'))).toBe(false);
  expect(readdirSync(project).filter((name) => name.startsWith('dist'))).toEqual(['dist']);
});

test('a build with faults fails the command and keeps the last good one', async () => {
  const fault = join(project, 'src', 'fault.ts');
  writeFileSync(fault, 'export const wrong: number = "text";\n');
  const failed = await collect(launch('shouwen', 'never'));
  expect({ code: failed.code, out: failed.out }).toEqual({ code: 1, out: '' });
  expect(failed.err).toContain('fault.ts');
  rmSync(fault);
  const { err } = await collect(launch('shouwen', 'fine'));
  expect(err).not.toContain('building');
});

test('where there is nothing to build from, as in an image, what was built runs, under its installed name too', async () => {
  expect((await collect(launch('shouwen', 'fine'))).code).toBe(0);
  const image = join(project, 'image');
  for (const name of ['bin', 'dist', 'package.json'])
    cpSync(join(project, name), join(image, name), { recursive: true });
  symlinkSync(join(project, 'node_modules'), join(image, 'node_modules'), 'dir');
  symlinkSync(join(image, 'bin', 'run.mjs'), join(image, 'shouwen'));
  const { code, out, err } = await collect(run(join(image, 'shouwen'), ['there']));
  rmSync(image, { recursive: true });
  expect({ code, out: out.split('\n')[0]?.split(' ')[0], err }).toEqual({ code: 0, out: 'there', err: '' });
});

test.each([
  ['exit', '0', 0],
  ['exit', '7', 7],
  ['kill', '', 137],
])('the exit code is passed on: %s %s', async (what, value, code) => {
  expect((await collect(launch('shouwen', what, value))).code).toBe(code);
});

test('an unknown command is a usage fault', async () => {
  expect((await collect(launch('nonsense'))).code).toBe(2);
});

test('the server runs on a Node that is new enough, in the process group of its caller', async () => {
  const port = await freePort();
  const npm = run('npm', ['start'], port);
  const facts = await answered(port, 3_000);
  expect(Number(facts.node.split('.')[0])).toBeGreaterThanOrEqual(22);
  expect(facts.group).toBe(facts.callers);
  npm.kill('SIGTERM');
  await silent(port, 1_000);
});

test('the server outlives the shell that put it into the background', async () => {
  const port = await freePort();
  const shell = run('sh', ['-c', 'npm start >/dev/null 2>&1 & echo started'], port);
  await once(shell, 'exit');
  const { launcher } = await answered(port);
  await after(600);
  expect((await ask(port))?.launcher).toBe(launcher);
  process.kill(launcher, 'SIGTERM');
  await silent(port, 1_000);
});

describe.each([
  ['npm', 'SIGTERM'],
  ['npm', 'SIGKILL'],
  ['the launcher', 'SIGTERM'],
  ['the launcher', 'SIGINT'],
  ['the launcher', 'SIGKILL'],
] as const)('%s ended by %s', (who, signal) => {
  test('leaves nothing on the port within a second', async () => {
    const port = await freePort();
    const npm = run('npm', ['start'], port);
    const { launcher } = await answered(port);
    if (who === 'npm') npm.kill(signal);
    else process.kill(launcher, signal);
    await silent(port, 1_000);
  });
});
