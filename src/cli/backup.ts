import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { parseConfig } from '../config.js';
import { audit } from '../domain/audit.js';
import { backUp } from '../records/backup.js';
import { openStore } from '../records/open-store.js';
import type { Command } from './command.js';
import { storeLocation } from './store-location.js';
import { writeRow } from './write-row.js';

const help = `Usage: npm run -s shouwen -- backup <folder>

Copies the embedded store as it stands at this instant, and an administrator's overlay, into a folder that holds no backup yet; the
server may run on. Then every chain of events is checked in the copy. One JSON row: {"folder", "bytes", "subjects", "events", "broken",
"anchor"}. Exit code 1 when a chain is broken.
The secret key is not in it: keep DATA_DIR/secret.key, or SECRET_KEY, in another place. To restore, stop the server and start it with
DATA_DIR naming the folder, or a copy of it, and the same key. PostgreSQL is backed up by pg_dump: docs/operate.md.

Examples:
  npm run -s shouwen -- backup backups/2026-11-24
`;

/** `shouwen backup`. */
export const backupCommand: Command = {
  name: 'backup',
  summary: 'copies the embedded store beside a running server, and checks the copy',
  help,
  async run(args, io) {
    const { positionals } = parseArgs({ args, allowPositionals: true });
    const [folder, ...more] = positionals;
    if (folder === undefined || more.length > 0) {
      io.err.write('backup takes one folder\n');
      return 2;
    }
    const location = storeLocation(parseConfig(io.env));
    if (location.databaseUrl) {
      io.err.write('the records are in PostgreSQL: back them up with pg_dump (docs/operate.md)\n');
      return 2;
    }
    const target = resolve(folder);
    const bytes = await backUp(location.dataDir, target);
    const copy = await openStore({ ...location, dataDir: target });
    try {
      const { subjects, events, broken, anchor } = await audit(copy, () => undefined);
      await writeRow(io.out, { folder: target, bytes, subjects, events, broken, anchor });
      io.err.write('the secret key is not in the copy: keep it in another place\n');
      return broken > 0 ? 1 : 0;
    } finally {
      await copy.close();
    }
  },
};
