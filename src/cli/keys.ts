import { parseConfig } from '../config.js';
import { openDatabase } from '../records/open-store.js';
import { rotateKeys } from '../records/reseal.js';
import type { Command } from './command.js';
import { storeLocation } from './store-location.js';
import { writeRow } from './write-row.js';

const help = `Usage: npm run -s shouwen -- keys rotate

Seals with the first key of FIELD_KEYS (without it: SECRET_KEY) whatever in the records is sealed with another, 200 rows at a time; the
server may run meanwhile. Broken off, it goes on when it is run again. At the end a JSON row {"key", "resealed"}; from then on the other
keys are not needed.

A new key, with several processes:
  1. FIELD_KEYS=old,new everywhere, restart      every process can read what the new one seals
  2. FIELD_KEYS=new,old everywhere, restart      the new one seals
  3. keys rotate
  4. FIELD_KEYS=new everywhere, restart; destroy the old one together with the backups made under it

Examples:
  FIELD_KEYS=$NEW,$OLD npm run -s shouwen -- keys rotate
`;

/** `shouwen keys`. */
export const keysCommand: Command = {
  name: 'keys',
  summary: 'seals personal data in the records with a new key',
  help,
  async run(args, io) {
    if (args.length !== 1 || args[0] !== 'rotate') {
      io.err.write('keys takes one word: rotate\n');
      return 2;
    }
    const database = await openDatabase(storeLocation(parseConfig(io.env)));
    try {
      const resealed = await rotateKeys(database, (rows) => {
        if (rows % 10_000 === 0) io.err.write(`${rows} rows sealed\n`);
      });
      await writeRow(io.out, { key: database.reads.vault.keyIds[0], resealed });
      return 0;
    } finally {
      await database.close();
    }
  },
};
