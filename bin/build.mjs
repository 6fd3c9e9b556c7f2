import { createHash } from 'node:crypto';
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { runNode } from './child.mjs';
import { findTool } from './runtime.mjs';

const sourceFolders = ['src', 'dialogs', 'bench', 'web'];
const heartbeatMs = 1_000;
/** A lock whose holder has not touched it for so long was left by a crash. */
const staleMs = 10_000;

const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** Digest of everything the compiler reads of ours; the built folder carries the one it was made from. */
function digest(root) {
  const hash = createHash('sha256');
  const add = (name) =>
    hash
      .update(`${name}\0`)
      .update(readFileSync(join(root, name)))
      .update('\0');
  for (const name of readdirSync(root).sort()) if (/^tsconfig.*\.json$/.test(name)) add(name);
  for (const folder of sourceFolders) {
    if (!existsSync(join(root, folder))) continue;
    const names = readdirSync(join(root, folder), { recursive: true }).map((name) => join(folder, name));
    for (const name of names.sort()) if (/\.ts$|tsconfig\.json$/.test(name)) add(name);
  }
  return hash.digest('hex');
}

const stampOf = (folder) => join(folder, '.digest');

/** Where there is nothing to build from (an image), what was built is taken as it is. */
function isFresh(root) {
  if (!existsSync(join(root, 'tsconfig.build.json'))) return existsSync(stampOf(join(root, 'dist')));
  const stamp = stampOf(join(root, 'dist'));
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === digest(root);
}

/** Builds when sources and `dist` differ. Output goes to stderr. Resolves to false when the compiler found faults. */
export async function build(root, runtime, { force = false } = {}) {
  if (!force && isFresh(root)) return true;
  const release = await lock(join(root, '.cache', 'build.lock'));
  try {
    if (!force && isFresh(root)) return true;
    return await compile(root, runtime);
  } finally {
    release();
  }
}

async function compile(root, runtime) {
  const tsc = findTool(root, 'typescript', 'bin/tsc');
  const startedAt = Date.now();
  const made = join(root, `dist-${process.pid}`);
  removeLeftovers(root);
  const stamp = digest(root);
  const projects = [['tsconfig.build.json', made]];
  if (existsSync(join(root, 'web', 'tsconfig.json'))) projects.push(['web/tsconfig.json', join(made, 'web')]);
  process.stderr.write('building …\n');
  for (const [project, outDir] of projects) {
    const args = [tsc, '-p', project, '--outDir', outDir, '--noEmit', 'false'];
    const { code } = await runNode(runtime, args, { cwd: root, stdout: 2 });
    if (code !== 0) {
      rmSync(made, { recursive: true, force: true });
      return false;
    }
  }
  writeFileSync(stampOf(made), stamp);
  exchange(root, made);
  process.stderr.write(`built in ${((Date.now() - startedAt) / 1000).toFixed(1)} s\n`);
  return true;
}

function exchange(root, made) {
  const dist = join(root, 'dist');
  const old = `${made}-old`;
  if (existsSync(dist)) renameSync(dist, old);
  renameSync(made, dist);
  rmSync(old, { recursive: true, force: true });
}

/** Folders of builds that died; the lock is held, so nobody else is at work. */
function removeLeftovers(root) {
  for (const name of readdirSync(root)) {
    if (/^dist-\d+(-old)?$/.test(name)) rmSync(join(root, name), { recursive: true, force: true });
  }
}

/** One builder at a time; a lock left by a crash is taken over. Resolves to the release. */
async function lock(file) {
  mkdirSync(join(file, '..'), { recursive: true });
  while (!tryLock(file)) {
    if (isAbandoned(file)) takeAway(file);
    else await sleep(100);
  }
  const beat = setInterval(() => touch(file), heartbeatMs);
  return () => {
    clearInterval(beat);
    rmSync(file, { force: true });
  };
}

function tryLock(file) {
  try {
    const handle = openSync(file, 'wx');
    writeSync(handle, `${process.pid}`);
    closeSync(handle);
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  }
}

function touch(file) {
  try {
    utimesSync(file, new Date(), new Date());
  } catch {
    // Taken over after a long suspension of this process: the other builder's result is as good.
  }
}

function isAbandoned(file) {
  try {
    const pid = Number(readFileSync(file, 'utf8'));
    return Date.now() - statSync(file).mtimeMs > staleMs || (pid > 0 && !isAlive(pid));
  } catch {
    return false;
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

/** By rename, so that of two who saw the same dead lock only one removes it. */
function takeAway(file) {
  const aside = `${file}.${process.pid}`;
  try {
    renameSync(file, aside);
    rmSync(aside, { force: true });
  } catch {
    // Somebody else was first.
  }
}
