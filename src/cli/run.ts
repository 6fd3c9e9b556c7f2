import { readEnvironment } from '../config.js';
import { commands } from './commands.js';
import { main } from './index.js';

/** The process of `npm run -s shouwen`. */
const code = await main(
  process.argv.slice(2),
  { in: process.stdin, out: process.stdout, err: process.stderr, env: readEnvironment() },
  commands,
);
if (process.stdout.destroyed) process.exit(code);
process.exitCode = code;
// What is left of standard input must not keep a finished command alive.
process.stdin.unref?.();
