import { parseArgs } from 'node:util';
import { audit, type BrokenChain } from '../domain/audit.js';
import type { Store } from '../domain/ports.js';
import type { Command } from './command.js';
import { writeRow } from './write-row.js';

const help = `Usage: npm run -s shouwen -- audit verify [--anchor HASH]

Checks every chain of events from its first link: nothing was changed, put in between or taken out. A broken chain is a JSON row
{"subject", "seq", "reason"}; the last row is {"subjects", "events", "erased", "broken", "anchor"}. "anchor" is a hash over the heads of
all chains: note it down somewhere else. With --anchor, and nothing recorded since, a chain that was cut short at its end shows too.
Exit code 1 when a chain is broken or the anchor differs.

Examples:
  npm run -s shouwen -- audit verify
  npm run -s shouwen -- audit verify --anchor 9f2c…
`;

/** `shouwen audit`. */
export function auditCommand(open: () => Promise<Store>): Command {
  return {
    name: 'audit',
    summary: 'checks that no event was changed, added in between or taken out',
    help,
    async run(args, io) {
      const { values, positionals } = parseArgs({
        args,
        allowPositionals: true,
        options: { anchor: { type: 'string' } },
      });
      if (positionals.length !== 1 || positionals[0] !== 'verify') {
        io.err.write('audit takes one word: verify\n');
        return 2;
      }
      const store = await open();
      try {
        const broken: BrokenChain[] = [];
        const found = await audit(store, (chain) => broken.push(chain));
        for (const chain of broken) await writeRow(io.out, chain);
        await writeRow(io.out, found);
        const moved = values.anchor !== undefined && values.anchor !== found.anchor;
        if (moved) io.err.write('the anchor differs: something was recorded, or taken out, since it was noted down\n');
        return found.broken > 0 || moved ? 1 : 0;
      } finally {
        await store.close();
      }
    },
  };
}
