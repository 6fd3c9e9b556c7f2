import { parseConfig } from '../config.js';
import { audit } from '../domain/audit.js';
import { copyStore } from '../records/copy-store.js';
import { openStore, type StoreLocation } from '../records/open-store.js';
import type { Command, CommandIo } from './command.js';
import { progressBar } from './progress.js';
import { storeLocation } from './store-location.js';
import { writeRow } from './write-row.js';

const help = `Usage: npm run -s shouwen -- copy

Copies the embedded store in DATA_DIR into the empty PostgreSQL database at DATABASE_URL, for growing from one process to many.
Stop the server first. A copy that was broken off goes on when it is run again. A JSON row a table: {"table", "rows"}; at the end the
rows of both are counted and every chain of events is checked in the copy.
Keep SECRET_KEY: what DATA_DIR holds beside the database (secret.key) is given to the new processes as SECRET_KEY.

Examples:
  SECRET_KEY=$(cat data/secret.key) DATABASE_URL=postgres://shouwen:…@127.0.0.1:5432/shouwen npm run -s shouwen -- copy
`;

/** `shouwen copy`. */
export const copyCommand: Command = {
  name: 'copy',
  summary: 'copies the embedded store into a PostgreSQL database',
  help,
  async run(_args, io) {
    const target = storeLocation(parseConfig(io.env));
    if (!target.databaseUrl) {
      io.err.write('DATABASE_URL names no database to copy into\n');
      return 2;
    }
    const { databaseUrl: _, ...source } = target;
    for (const row of await copyStore(source, target, progressBar(io.err, 'copied'))) await writeRow(io.out, row);
    return await verify(target, io);
  },
};

async function verify(location: StoreLocation, io: CommandIo): Promise<0 | 1> {
  const copy = await openStore(location);
  try {
    const { subjects, events, broken } = await audit(copy, () => undefined);
    io.err.write(`${events} events in ${subjects} chains checked, ${broken} chains broken\n`);
    return broken > 0 ? 1 : 0;
  } finally {
    await copy.close();
  }
}
