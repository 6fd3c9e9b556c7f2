import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { constants } from 'node:os';

/** How long a child may take to end after it was told to, ms (the server drains for up to 10 s). */
const graceMs = 12_000;
const pollMs = 150;

const leash = new URL('leash.mjs', import.meta.url).href;
const behindShell = isBehindShell();
/** Children under way. */
const running = new Set();

/** Starts Node on a script in the caller's process group, on a leash. */
export function startNode(runtime, args, options = {}) {
  const child = spawn(runtime, ['--import', leash, ...args], {
    stdio: ['inherit', options.stdout ?? 'inherit', 'inherit', 'ipc'],
    cwd: options.cwd,
    env: { ...process.env, ...options.env },
  });
  running.add(child);
  child.exited = new Promise((resolve) => {
    child.once('exit', (code, signal) => resolve({ code, signal }));
    child.once('error', (error) => {
      process.stderr.write(`${runtime} could not be started: ${error.message}\n`);
      resolve({ code: 1, signal: null });
    });
  }).finally(() => running.delete(child));
  return child;
}

/** Starts Node and resolves to how it ended: `{code, signal}`. */
export const runNode = (runtime, args, options) => startNode(runtime, args, options).exited;

/** Tells a child to end and waits for it; one that does not listen is killed. */
export async function stopChild(child, signal = 'SIGTERM') {
  child.kill(signal);
  const late = setTimeout(() => child.kill('SIGKILL'), graceMs);
  await child.exited;
  clearTimeout(late);
}

let stopping = false;
let tellStopped;
/** Resolves once a signal or the end of the caller told us to stop. */
export const stopped = new Promise((resolve) => {
  tellStopped = resolve;
});
export const isStopping = () => stopping;

function stopAll(signal) {
  stopping = true;
  tellStopped();
  for (const child of running) void stopChild(child, signal);
  if (running.size === 0) process.exit(128 + constants.signals[signal]);
}

/** Forwards SIGTERM and SIGINT, and ends the children when whoever called us is gone. */
export function guard() {
  for (const signal of ['SIGTERM', 'SIGINT']) process.on(signal, () => stopAll(signal));
  const before = ancestors();
  const watch = setInterval(() => {
    if (ancestors() === before) return;
    clearInterval(watch);
    stopAll('SIGTERM');
  }, pollMs);
  watch.unref();
}

/** Our parent; where npm put a shell between itself and us, also the shell's: npm killed leaves the shell alive. */
function ancestors() {
  const parent = process.ppid;
  if (!behindShell) return `${parent}`;
  try {
    const stat = readFileSync(`/proc/${parent}/stat`, 'latin1');
    return `${parent} ${stat.slice(stat.lastIndexOf(')') + 1).split(' ')[2]}`;
  } catch {
    return `${parent} gone`;
  }
}

function isBehindShell() {
  if (process.platform !== 'linux' || !process.env.npm_lifecycle_event) return false;
  try {
    const [program = '', flag] = readFileSync(`/proc/${process.ppid}/cmdline`, 'latin1').split('\0');
    return /(^|\/)(da|ba|z|k|a)?sh$/.test(program) && flag === '-c';
  } catch {
    return false;
  }
}

/** Ends this process the way the child ended. */
export function endLike({ code, signal }) {
  process.exit(signal ? 128 + constants.signals[signal] : (code ?? 1));
}
