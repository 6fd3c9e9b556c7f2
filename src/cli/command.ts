import type { Readable, Writable } from 'node:stream';

/** What a command may touch: rows go to `out`, words for people to `err`. Passed in, so that tests need no process. */
export interface CommandIo {
  in: Readable;
  out: Writable;
  err: Writable;
  env: Readonly<Record<string, string | undefined>>;
}

/** One `shouwen` command. Exit codes: 0 done, 1 something failed, 2 usage. */
export interface Command {
  name: string;
  /** One line for the list of commands. */
  summary: string;
  /** Whole `--help` text, with examples. */
  help: string;
  run(args: string[], io: CommandIo): Promise<0 | 1 | 2>;
}
