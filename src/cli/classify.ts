import { parseArgs } from 'node:util';
import { applyClasses, type Classes, type ClassMove, findClassMoves } from '../domain/classify.js';
import { customerClasses } from '../domain/labels.js';
import type { Store } from '../domain/ports.js';
import { AppError } from '../errors.js';
import type { Ranking } from '../policy/ranking.js';
import type { Command, CommandIo } from './command.js';
import { businessNow, deriving, policyOf } from './policy.js';
import { progressBar } from './progress.js';
import { writeRow } from './write-row.js';

const help = `Usage: npm run -s shouwen -- classify [--apply]

Classes customers A1 … C by the rank of their value figures (import values), as the handbook says: shares and their clause stand
in pack.yaml under ranking. The handbook does not say what becomes of equal figures and of parts of a customer; pack.yaml
decides both (ties: better or worse; rounding: nearest, up or down). Customers without a figure keep their class.
One JSON row for each customer that moves: {"id", "name", "from", "to", "rank", "value"}. Nothing is written without --apply;
with it the customers get their classes, and what is owed for them follows.

Examples:
  npm run -s shouwen -- import values income.csv
  npm run -s shouwen -- classify
  npm run -s shouwen -- classify --apply
`;

/** `shouwen classify`. */
export function classifyCommand(open: () => Promise<Store>): Command {
  return {
    name: 'classify',
    summary: 'customer classes from the ranking of value figures: a preview, then --apply',
    help,
    async run(args, io) {
      const { values } = parseArgs({ args, options: { apply: { type: 'boolean', default: false } } });
      const policy = policyOf(io.env);
      const { ranking } = policy.pack;
      if (!ranking) throw new AppError('unsupported', 'this pack has no ranking; write one in pack.yaml');
      const store = await open();
      try {
        const found = await findClassMoves(store, ranking);
        for (const move of found.moves) await writeRow(io.out, rowOf(move));
        io.err.write(words(found, ranking));
        if (!values.apply) return preview(found, io);
        const now = await businessNow(io.env, store);
        const duties = { now, channel: 'classify', derive: deriving(policy, now) };
        await applyClasses(store, found.moves, duties, progressBar(io.err, 'written'));
        io.err.write(`${found.moves.length} customers have their new class\n`);
        return 0;
      } finally {
        await store.close();
      }
    },
  };
}

function preview({ moves }: Classes, io: CommandIo): 0 {
  if (moves.length) io.err.write('nothing written; run it with --apply to write\n');
  return 0;
}

function rowOf({ customer, from, ranked }: ClassMove): object {
  return { id: customer.id, name: customer.name, from, to: ranked.class, rank: ranked.rank, value: ranked.value };
}

function words({ ranked, unranked, moves }: Classes, { ties, rounding, clause }: Ranking): string {
  const counts = customerClasses.map((code) => `${code} ${ranked.filter((each) => each.class === code).length}`);
  return [
    `${ranked.length} customers ranked: ${counts.join(', ')}; ${unranked} without a figure keep their class`,
    `clause ${clause}; equal figures get the ${ties} class, parts are rounded ${rounding === 'nearest' ? 'to the nearest' : rounding} (pack.yaml, not the handbook)`,
    `${moves.length} move`,
    '',
  ].join('\n');
}
