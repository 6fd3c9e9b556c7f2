import { createInterface } from 'node:readline/promises';
import { parseArgs } from 'node:util';
import type { Store } from '../domain/ports.js';
import { findMoves, type Move, writeDerived } from '../domain/repair.js';
import { systemViewer } from '../domain/staff.js';
import { explain } from '../policy/explain.js';
import { isoLocal } from '../policy/local-time.js';
import type { Pack } from '../policy/types.js';
import type { Command, CommandIo } from './command.js';
import { businessNow, type CommandPolicy, deriving, policyOf } from './policy.js';
import { progressBar } from './progress.js';
import { writeRow } from './write-row.js';

const help = `Usage: npm run -s shouwen -- repair [--yes]

Derives all obligations afresh after a rule, the overlay or a calendar changed. Every deadline that moves is a JSON row:
{"obligation", "rule", "title", "owner", "ownerName", "old", "new", "why", "because"}; "old": null opens, "new": null is no longer owed.
Nothing is written before that: only with --yes, or once "yes" is typed at a terminal. What is met or waived never changes,
and only what moved is reminded again. A server that runs keeps working; it reads changed rules when it starts, so restart it first.

Examples:
  npm run -s shouwen -- repair
  npm run -s shouwen -- repair --yes
`;

/** `shouwen repair`. */
export function repairCommand(open: () => Promise<Store>): Command {
  return {
    name: 'repair',
    summary: 'derives all deadlines afresh after rules or calendars changed, and shows what moves',
    help,
    async run(args, io) {
      const { values } = parseArgs({ args, options: { yes: { type: 'boolean', default: false } } });
      const policy = policyOf(io.env);
      const store = await open();
      try {
        return await repair(store, policy, values.yes, io);
      } finally {
        await store.close();
      }
    },
  };
}

async function repair(store: Store, policy: CommandPolicy, yes: boolean, io: CommandIo): Promise<0 | 1> {
  const env = { store, derive: deriving(policy, await businessNow(io.env, store)) };
  const names = new Map((await store.listStaff(systemViewer)).map((staff) => [staff.id, staff.name]));
  const found = await findMoves({ ...env, progress: progressBar(io.err, 'derived') }, (move) =>
    writeRow(io.out, moveRow(move, policy.pack, names)),
  );
  io.err.write(
    `${found.moves} deadlines move; ${found.changed.length} of ${found.subjects} subjects, ${found.obligations} obligations read\n`,
  );
  if (!found.changed.length) return 0;
  if (!yes && !(await confirmed(io))) {
    io.err.write('nothing written; run it with --yes to write\n');
    return 0;
  }
  await writeDerived({ ...env, progress: progressBar(io.err, 'written') }, found.changed);
  io.err.write('written; only what moved is reminded again\n');
  return 0;
}

function moveRow({ before, after }: Move, pack: Pack, names: ReadonlyMap<string, string>): object {
  const one = after ?? before;
  const iso = (at: number | null | undefined) => (at === null || at === undefined ? null : isoLocal(at, pack.timeZone));
  return {
    obligation: one?.id,
    rule: one?.rule,
    title: pack.rules.find((rule) => rule.id === one?.rule)?.title ?? null,
    owner: one?.ownerId,
    ownerName: names.get(one?.ownerId ?? '') ?? null,
    old: iso(before?.dueAt),
    new: iso(after?.dueAt),
    why: why({ before, after }),
    because: after ? explain(after, pack) : [],
  };
}

function why({ before, after }: Move): string {
  if (!before) return '按现在的规则,这件事有时限了';
  if (!after) return '按现在的规则,不再有这个时限';
  if (before.version !== after.version) return `规则从第${before.version}版改为第${after.version}版`;
  if (before.calendar === 'provisional' && after.calendar === 'final') return '放假安排已公布,不再是暂定';
  if (before.clause !== after.clause) return `改按条款 ${after.clause} 算`;
  return '按现在的规则和日历重算';
}

/** At a terminal the writing may be confirmed by typing yes. */
async function confirmed(io: CommandIo): Promise<boolean> {
  if (!('isTTY' in io.in) || io.in.isTTY !== true) return false;
  const terminal = createInterface({ input: io.in, output: io.err });
  try {
    return (await terminal.question('type yes to write: ')).trim() === 'yes';
  } finally {
    terminal.close();
  }
}
