#!/usr/bin/env node
import { existsSync, readdirSync, watch } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from './build.mjs';
import { endLike, guard, isStopping, runNode, startNode, stopChild, stopped } from './child.mjs';
import { findRuntime, findTool, serverFlags } from './runtime.mjs';

/**
 * Runs the project's commands. Plain JavaScript for Node 20: finds the runtime, builds what changed, and stays the
 * leash between the caller and the process that does the work.
 */
const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const built = (...names) => join(root, 'dist', ...names);
const done = { code: 0, signal: null };
const failed = { code: 1, signal: null };

const commands = {
  start,
  dev,
  build: () => make({ force: true }),
  test,
  check,
  bench,
  eval: evaluate,
  train,
  demo,
  cards,
  shouwen,
};

const server = ['--enable-source-maps', ...serverFlags, built('src', 'index.js')];

async function start(runtime, args) {
  const result = await make();
  return result.code === 0 ? await runNode(runtime, [...server, ...args]) : result;
}

async function shouwen(runtime, args) {
  return await runBuilt(runtime, built('src', 'cli', 'run.js'), args);
}

async function runBuilt(runtime, script, args) {
  const result = await make();
  return result.code === 0 ? await runNode(runtime, ['--enable-source-maps', script, ...args]) : result;
}

async function make(options) {
  return (await build(root, findRuntime(root), options)) ? done : failed;
}

/** The whole suite; arguments go to jest. */
async function test(runtime, args) {
  const result = await make();
  return result.code === 0 ? await jest(runtime, args) : result;
}

async function jest(runtime, args) {
  const script = findTool(root, 'jest', 'bin/jest.js');
  return await runNode(runtime, ['--experimental-vm-modules', '--no-warnings', script, ...args], { cwd: root });
}

/** Format, lint, types and unit tests; `--static` leaves the tests out. Writes nothing. */
async function check(runtime, args) {
  const tsc = findTool(root, 'typescript', 'bin/tsc');
  const steps = [
    [findTool(root, '@biomejs/biome', 'bin/biome'), 'check', '--error-on-warnings'],
    [tsc, '--noEmit', '-p', 'tsconfig.json'],
  ];
  if (existsSync(join(root, 'web', 'tsconfig.json'))) steps.push([tsc, '--noEmit', '-p', 'web/tsconfig.json']);
  for (const step of steps) {
    const result = await runNode(runtime, step, { cwd: root });
    if (result.code !== 0) return result;
  }
  return args.includes('--static')
    ? done
    : await jest(runtime, [...args.filter((arg) => arg !== '--static'), '--selectProjects', 'unit']);
}

/** `bench <name> [args]` runs one, `bench` all of them one after the other. */
async function bench(runtime, [name, ...args]) {
  const result = await make();
  if (result.code !== 0) return result;
  const names = readdirSync(built('bench')).flatMap((file) => (file.endsWith('.js') ? [file.slice(0, -3)] : []));
  if (name && !names.includes(name)) return usage(`bench ${name} is unknown; there are: ${names.join(', ')}`);
  for (const each of name ? [name] : names) {
    const outcome = await runNode(runtime, ['--enable-source-maps', built('bench', `${each}.js`), ...args]);
    if (outcome.code !== 0) return outcome;
  }
  return done;
}

/** Accuracy by kind, with what is taken for what; arguments go to the set of messages. `--model`: beside scripted models. */
async function evaluate(runtime, args) {
  const result = await make();
  if (result.code !== 0) return result;
  if (args.includes('--model')) return await runNode(runtime, [built('bench', 'eval-model.js')]);
  for (const name of ['eval-understanding', 'eval-times', 'eval-answers']) {
    const outcome = await runNode(runtime, [
      built('bench', `${name}.js`),
      ...(name === 'eval-understanding' ? args : []),
    ]);
    if (outcome.code !== 0 || args.length > 0) return outcome;
  }
  return done;
}

/** Fits the scorers to the sets that may be tuned on; `--check` only measures. */
async function train(runtime, args) {
  return await runBuilt(runtime, built('bench', 'understanding', 'train.js'), args);
}

/** A month of the demo team. */
async function demo(runtime, args) {
  return await runBuilt(runtime, built('bench', 'demo', 'month.js'), args);
}

/** Every card of the product as each channel shows it, in `.cache/cards/`. */
async function cards(runtime, args) {
  return await runBuilt(runtime, built('bench', 'cards', 'gallery.js'), args);
}

/** Builds and starts again after every change; while the build fails the last good one keeps running. */
async function dev(runtime, args) {
  let changed = () => {};
  const folders = ['src', 'dialogs', 'web', 'packs', 'prompts'].filter((name) => existsSync(join(root, name)));
  const watchers = folders.map((name) => watch(join(root, name), { recursive: true }, () => changed()));
  let running;
  while (!isStopping()) {
    const change = new Promise((resolve) => {
      changed = () => setTimeout(resolve, 200);
    });
    if ((await build(root, runtime)) && !isStopping()) {
      if (running) await stopChild(running);
      running = startNode(runtime, [...server, ...args]);
    }
    await Promise.race([change, stopped]);
  }
  for (const each of watchers) each.close();
  return (await running?.exited) ?? done;
}

function usage(line) {
  process.stderr.write(`${line}\n`);
  return { code: 2, signal: null };
}

async function main([name, ...args]) {
  const command = Object.hasOwn(commands, name ?? '') ? commands[name] : undefined;
  if (!command) return usage(`usage: run.mjs ${Object.keys(commands).join(' | ')} [arguments]`);
  process.env.NODE_COMPILE_CACHE ??= join(root, '.cache', 'compile');
  guard();
  return await command(findRuntime(root), args);
}

// Installed as `shouwen`, everything is a command of it.
const prefix = basename(process.argv[1] ?? '') === 'shouwen' ? ['shouwen'] : [];
main([...prefix, ...process.argv.slice(2)]).then(endLike, (error) => {
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
});
