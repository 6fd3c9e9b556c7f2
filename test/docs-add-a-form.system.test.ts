import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { chatCommand } from '../src/cli/chat.js';
import { check } from '../src/cli/check.js';
import type { Command } from '../src/cli/command.js';
import { exportCommand } from '../src/cli/export.js';
import { packOf } from '../src/cli/policy.js';
import { projectRoot } from '../src/project-root.js';
import { startApp } from './running-app.js';

const guide = readFileSync(join(projectRoot, 'docs', 'add-a-form.md'), 'utf8');
const files = [...guide.matchAll(/<!-- file: (\S+) -->\n```\w+\n([\s\S]*?)```/g)];
const commands = [...guide.matchAll(/```sh\n([\s\S]*?)```/g)].flatMap(([, block = '']) => block.trim().split('\n'));

async function run(command: Command, args: string[], env: Record<string, string>, lines: string[] = []) {
  const io = {
    in: Readable.from(lines.map((line) => `${line}\n`)),
    out: new PassThrough(),
    err: new PassThrough(),
  };
  const code = await command.run(args, { ...io, env });
  return { code, out: String(io.out.read() ?? ''), err: String(io.err.read() ?? '') };
}

/** A command line of the guide: what is piped in, what it sets, the command. */
function readLine(line: string) {
  const [, piped = '', pack = '', args = ''] =
    /^(?:printf '%s\\n' (.*) \| )?(?:PACK=(\S+) )?npm run -s shouwen -- (.*)$/.exec(line) ?? [];
  return {
    lines: [...piped.matchAll(/'([^']*)'/g)].map(([, text = '']) => text),
    pack,
    args: args.split(' ').filter(Boolean),
  };
}

test('every command of the guide does what it says', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'shouwen-form-'));
  const pack = join(folder, 'my-pack');
  const [copy = '', ...rest] = commands;
  const [proved, talked, taken] = rest.map(readLine);
  expect(copy).toBe('cp -r packs/telecom my-pack');
  cpSync(join(projectRoot, 'packs', 'telecom'), pack, { recursive: true });
  for (const [, name = '', text = ''] of files) writeFileSync(join(pack, name), text);

  expect(proved?.args).toEqual(['check', './my-pack']);
  const proof = await run(check, ['--overlay', folder, pack], {});
  expect(JSON.parse(proof.out).faults).toEqual([]);

  expect([talked?.pack, taken?.pack]).toEqual(['./my-pack', './my-pack']);
  const house = await startApp({ now: '2026-11-24T16:00:00+08:00', environment: { PACK: pack } });
  try {
    const chat = chatCommand(async () => ({
      turns: house.app.turns,
      now: () => Date.parse('2026-11-24T16:00:00+08:00'),
      close: async () => {},
    }));
    expect(talked?.args).toEqual(['chat']);
    const { code, out } = await run(chat, [], {}, talked?.lines);
    expect(code).toBe(0);
    expect(out).toMatch(/试用完了,是谈正式开通,还是收回?/);
    expect(out).toContain('账号数12');
    expect(out).toMatch(/编号 SY-261124-/);

    const exported = exportCommand(
      async () => Object.assign(Object.create(house.app.store), { close: async () => {} }),
      () => packOf({}, { pack }),
    );
    const rows = await run(exported, taken?.args.slice(1) ?? [], {});
    expect(JSON.parse(rows.out)).toMatchObject({ customer: '启明模具', accounts: 12, ending: '谈正式开通' });
    const { out: events } = await run(exported, ['events'], {});
    expect(events).toContain('"trial.started"');
  } finally {
    await house.close();
    rmSync(folder, { recursive: true });
  }
}, 60_000);
