import { PassThrough } from 'node:stream';
import { chatCommand } from '../../../src/cli/chat.js';
import { quiet } from '../../outbox.js';
import { until } from '../../processes.js';
import { startApp } from '../../running-app.js';
import { Limit, type Place, type PlaceOptions, type Shown, type Speaker } from './place.js';

/** Somebody's terminal: `shouwen chat` with lines piped in; each write of it is what was shown for one line. */
interface Seat {
  input: PassThrough;
  shown: Shown[];
  done: Promise<number>;
}

/** The terminal, by the command that people run. It has no vendor, and nobody can be called to it. */
export async function openTerminal({ now }: PlaceOptions): Promise<Place> {
  const limit = new Limit();
  const running = await startApp({ now, limiter: limit.limiter });
  const seats = new Map<string, Seat>();
  const { turns, clock } = running.app;

  function seatOf({ as, in: name }: Speaker): Seat {
    const conversation = `${name}-${as}`;
    const known = seats.get(conversation);
    if (known) return known;
    const [input, out, err] = [new PassThrough(), new PassThrough(), new PassThrough()];
    const shown: Shown[] = [];
    out.on('data', (chunk) => shown.push(shownOf(String(chunk))));
    const command = chatCommand(async () => ({ turns, now: () => clock.businessNow(), close: async () => {} }));
    const done = command.run(['--as', as, '--conversation', conversation], { in: input, out, err, env: {} });
    const seat = { input, shown, done };
    seats.set(conversation, seat);
    return seat;
  }

  async function type(speaker: Speaker, line: string): Promise<void> {
    const { input, shown } = seatOf(speaker);
    const before = shown.length;
    input.write(`${line.replaceAll('\n', ' ')}\n`);
    await until(20_000, async () => (shown.length > before ? true : undefined));
  }

  return {
    name: 'terminal',
    running,
    limit,
    unlike: { buttons: 'words', typed: true },
    tell: type,
    heard: async (speaker) => seatOf(speaker).shown,
    async button(speaker, title) {
      const offered = seatOf(speaker).shown.at(-1)?.buttons.indexOf(title) ?? -1;
      if (offered < 0) throw new Error(`no button ${title}`);
      return (by = speaker) => type(by, String(offered + 1));
    },
    settle: () => quiet(running),
    async close() {
      for (const { input, done } of seats.values()) {
        input.end();
        await done;
      }
      await running.close();
    },
  };
}

/** What is printed, with the marks of blocks to copy, clauses and buttons taken off. */
function shownOf(printed: string): Shown {
  const lines = printed.trimEnd().split('\n');
  const files = lines.flatMap((line) => /^附件:(.+)$/.exec(line)?.[1] ?? []);
  const choices = lines.filter((line) => /^\[\d+\] /.test(line)).join('  ');
  const buttons = [...choices.matchAll(/\[\d+\] (.+?)(?= {2}\[|$)/g)];
  const words = lines
    .filter((line) => !/^(?:\[\d+\] |附件:| {2}出处 )/.test(line))
    .map((line) => line.replace(/^ {2}│ (.*)$/, '「$1」'));
  return { text: words.join('\n'), buttons: buttons.flatMap(([, title]) => title ?? []), files };
}
