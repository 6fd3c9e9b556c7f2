import { parseArgs } from 'node:util';
import { z } from 'zod';
import { findKeeping, keptKinds, saveKeeping } from '../domain/keeping.js';
import type { Store } from '../domain/ports.js';
import type { Command } from './command.js';
import { writeRow } from './write-row.js';

const help = `Usage: npm run -s shouwen -- keep [--messages DAYS|always] [--records DAYS|always]

Shows, and sets, for how many days personal data is kept. No period is built in and no clause gives one: until an administrator sets a
figure everything is kept. A running server applies it within the hour, 200 rows at a time.
  messages   what was said in conversations, with drafts and answers given: deleted
  records    names, numbers, words and files of complaints that are closed and of visits and forms, once nothing is owed on them and
             nothing happened to them for so long: emptied; number, times and labels stay, and the chains of events still verify

Examples:
  npm run -s shouwen -- keep
  npm run -s shouwen -- keep --messages 365 --records 1825
  npm run -s shouwen -- keep --messages always
`;

const period = z.union([z.literal('always').transform(() => undefined), z.coerce.number().int().min(1).max(36_500)]);

/** `shouwen keep`. */
export function keepCommand(open: () => Promise<Store>): Command {
  return {
    name: 'keep',
    summary: 'shows and sets for how many days personal data is kept',
    help,
    async run(args, io) {
      const { values } = parseArgs({ args, options: { messages: { type: 'string' }, records: { type: 'string' } } });
      const parsed = z.object({ messages: period.optional(), records: period.optional() }).safeParse(values);
      if (!parsed.success) {
        io.err.write('a period is a whole number of days, or always\n');
        return 2;
      }
      const store = await open();
      try {
        const keeping = { ...(await findKeeping(store)), ...parsed.data };
        if (Object.keys(values).length > 0) await saveKeeping(store, keeping);
        for (const kind of keptKinds) await writeRow(io.out, { kind, days: keeping[kind] ?? null });
        return 0;
      } finally {
        await store.close();
      }
    },
  };
}
