import type { Writable } from 'node:stream';
import { isNativeError } from 'node:util/types';
import { AppError } from '../errors.js';
import type { Command, CommandIo } from './command.js';

/** The commands by name; each is loaded only when it is asked for. */
export type CommandTable = Readonly<Record<string, () => Promise<Command>>>;

/**
 * Runs one command. Resolves to the exit code: 0 done, 1 something failed (one line on `err`), 2 usage. A reader that
 * goes away (`| head`) ends the command quietly.
 */
export async function main(argv: readonly string[], io: CommandIo, table: CommandTable): Promise<0 | 1 | 2> {
  const closed = readerGone(io.out);
  return await Promise.race([dispatch(argv, io, table), closed]);
}

async function dispatch([name, ...args]: readonly string[], io: CommandIo, table: CommandTable): Promise<0 | 1 | 2> {
  if (name === '--help' || name === '-h' || name === 'help') {
    io.out.write(await overview(table));
    return 0;
  }
  const load = name !== undefined && Object.hasOwn(table, name) ? table[name] : undefined;
  if (!load) {
    io.err.write(
      `${name === undefined ? 'No command given.' : `Unknown command: ${name}`}\n\n${await overview(table)}`,
    );
    return 2;
  }
  try {
    const command = await load();
    if (!asksForHelp(args)) return await command.run(args, io);
    io.out.write(withNewline(command.help));
    return 0;
  } catch (error) {
    io.err.write(`${name}: ${oneLine(error)}\n`);
    return isUsageFault(error) ? 2 : 1;
  }
}

async function overview(table: CommandTable): Promise<string> {
  const commands = await Promise.all(Object.values(table).map((load) => load()));
  const width = Math.max(0, ...commands.map((command) => command.name.length));
  const lines = commands.map((command) => `  ${command.name.padEnd(width)}  ${command.summary}`);
  return [
    'Usage: npm run -s shouwen -- <command> [arguments]',
    '',
    ...lines,
    '',
    'Rows are JSON lines on standard output; words for people go to standard error.',
    'Every command explains itself with examples: npm run -s shouwen -- ask --help',
    '',
  ].join('\n');
}

/** `--help` or `-h` among the options; what follows `--` is text. */
function asksForHelp(args: readonly string[]): boolean {
  const end = args.indexOf('--');
  const options = end < 0 ? args : args.slice(0, end);
  return options.includes('--help') || options.includes('-h');
}

const withNewline = (text: string): string => (text.endsWith('\n') ? text : `${text}\n`);

/** What `parseArgs` throws at an option nobody knows. */
function isUsageFault(error: unknown): error is Error {
  return isNativeError(error) && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS_');
}

function oneLine(error: unknown): string {
  const message = isNativeError(error) ? error.message : String(error);
  // A list of faults stays a list; anything unforeseen is cut to its first line.
  return error instanceof AppError || isUsageFault(error) ? message : `internal fault: ${message.split('\n', 1)[0]}`;
}

function readerGone(out: Writable): Promise<0> {
  return new Promise((resolve, reject) => {
    out.on('error', (error: NodeJS.ErrnoException) => (error.code === 'EPIPE' ? resolve(0) : reject(error)));
  });
}
