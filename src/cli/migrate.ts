import type { Store } from '../domain/ports.js';
import type { Command } from './command.js';

const help = `Usage: npm run -s shouwen -- migrate

Brings the record store (DATABASE_URL, else DATA_DIR) to this program's schema, and makes it when there is none. The server does the
same when it starts; run it beforehand where the server's database user may not change tables, or to see that it works.
Several at once wait for each other. A store newer than the program is refused.

Examples:
  npm run -s shouwen -- migrate
`;

/** `shouwen migrate`. */
export function migrateCommand(open: () => Promise<Store>): Command {
  return {
    name: 'migrate',
    summary: 'brings the record store to the current schema',
    help,
    async run(_args, io) {
      const store = await open();
      await store.close();
      io.err.write('the record store has the current schema\n');
      return 0;
    },
  };
}
