import { randomUUID } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { createInterface, type Interface } from 'node:readline';
import { parseArgs } from 'node:util';
import { decode, encode, type Seat, verify } from '../channels/terminal/index.js';
import { AppError } from '../errors.js';
import type { Turns } from '../turn/types.js';
import type { Command, CommandIo } from './command.js';

const help = `Usage: shouwen chat [--as ID] [--conversation NAME] [--files FOLDER]

The same bot in the terminal. Type what happened and press Enter; a number presses a button, /quit leaves.
With piped input every line is one message, and only the replies go to stdout.

  --as ID              who is typing: demo-manager (林悦, the default), demo-supervisor (周岚), or a directory id
  --conversation NAME  go on with the conversation of this name; without it a new one begins
  --files FOLDER       save files of replies (calendar entries) there

Examples:
  shouwen chat
  shouwen chat --as demo-supervisor
  echo '重大投诉多久内要答复?' | shouwen chat
`;

export interface OpenTurns {
  turns: Pick<Turns, 'handle' | 'drained'>;
  /** Business time, for what is typed. */
  now?: () => number;
  close(): Promise<void>;
}

/** `shouwen chat`. The bot is opened once the options are understood, and closed when the input ends. */
export function chatCommand(openTurns: () => Promise<OpenTurns>): Command {
  return {
    name: 'chat',
    summary: 'the same bot in the terminal',
    help,
    async run(args, io) {
      const options = readOptions(args);
      if (!options) {
        io.err.write(help);
        return 2;
      }
      const open = await openTurns();
      try {
        return await new Talk(open, options, io).run();
      } finally {
        await open.turns.drained();
        await open.close();
      }
    },
  };
}

interface Options {
  seat: Seat;
  folder: string | undefined;
}

function readOptions(args: string[]): Options | undefined {
  try {
    const text = { type: 'string' } as const;
    const { values } = parseArgs({ args, options: { as: text, conversation: text, files: text } });
    const seat = { userId: values.as ?? 'demo-manager', conversationId: values.conversation ?? randomUUID() };
    return verify(seat) ? { seat, folder: values.files } : undefined;
  } catch {
    return undefined;
  }
}

class Talk {
  readonly #open: OpenTurns;
  readonly #options: Options;
  readonly #io: CommandIo;
  readonly #interactive: boolean;
  #buttons: string[] = [];
  #failed = false;

  constructor(open: OpenTurns, options: Options, io: CommandIo) {
    this.#open = open;
    this.#options = options;
    this.#io = io;
    this.#interactive = 'isTTY' in io.in && io.in.isTTY === true;
  }

  async run(): Promise<0 | 1> {
    const { in: input, out: output } = this.#io;
    const lines = createInterface(this.#interactive ? { input, output, prompt: '您 › ' } : { input });
    // Ctrl-C means /quit.
    lines.on('SIGINT', () => lines.close());
    if (this.#interactive) this.#io.err.write('客户怎么说的,照原话打给我就行。数字选按钮,/quit 离开。\n');
    await this.#listen(lines);
    lines.close();
    return this.#failed ? 1 : 0;
  }

  async #listen(lines: Interface): Promise<void> {
    const prompt = (): void => {
      if (this.#interactive) lines.prompt();
    };
    prompt();
    for await (const line of lines) {
      const said = line.trim();
      if (said === '/quit') return;
      if (said !== '') await this.#say(said);
      prompt();
    }
  }

  /** A message that fails is told and the talk goes on; the exit code remembers it. */
  async #say(said: string): Promise<void> {
    const at = (this.#open.now ?? Date.now)();
    try {
      const replies = await this.#open.turns.handle(decode(said, this.#options.seat, this.#buttons, at));
      const { lines, buttons, files } = encode(replies);
      this.#buttons = buttons;
      this.#io.out.write(
        `${lines.map((text, place) => this.#indent(text, place)).join('\n')}\n${this.#interactive ? '\n' : ''}`,
      );
      for (const { name, content } of files) await this.#save(name, content);
    } catch (error) {
      this.#failed = true;
      const reason = error instanceof AppError ? error.message : '程序出了问题';
      this.#io.err.write(`这句没办成:${reason}\n`);
    }
  }

  #indent(text: string, place: number): string {
    if (!this.#interactive) return text;
    return `${place === 0 ? '首问 › ' : '       '}${text}`;
  }

  async #save(name: string, content: Buffer): Promise<void> {
    const folder = this.#options.folder;
    if (folder !== undefined) await writeFile(join(folder, basename(name)), content);
  }
}
