import { parseArgs } from 'node:util';
import { noticeWords } from '../../dialogs/notice/dialog.js';
import { parseConfig } from '../config.js';
import type { Database } from '../records/database.js';
import { type Erasure, erase, previewErasure } from '../records/erasure/erase.js';
import { type Erasable, erasable } from '../records/erasure/person.js';
import { openDatabase } from '../records/open-store.js';
import type { Command, CommandIo } from './command.js';
import { storeLocation } from './store-location.js';
import { writeRow } from './write-row.js';

const help = `Usage: npm run -s shouwen -- erase <contact|customer|staff|record> <id> [--apply]

Takes a person's data out of the records: the entry in the directory, names, numbers, words and files of his records, the messages that
name him, and the facts of the events about them. Numbers of records, times, labels and the hashes of events stay, so "audit verify"
still passes and says how many events were erased. Shows what goes as JSON rows {"what", "count", "ids"}; writes only with --apply.
Refused while something about the person is still open: close it or hand it over first. Messages that name a namesake go too.
"record" takes the number of one complaint, visit or form, for somebody who is not in the directory. Not reached: backups, exported
files and what channels keep themselves.

Examples:
  npm run -s shouwen -- erase contact P-1007
  npm run -s shouwen -- erase contact P-1007 --apply
  npm run -s shouwen -- erase record TS-261124-K7Q2 --apply
`;

/** `shouwen erase`. */
export const eraseCommand: Command = {
  name: 'erase',
  summary: "takes a person's data out of the records; the chains of events still verify",
  help,
  async run(args, io) {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { apply: { type: 'boolean', default: false } },
    });
    const [given, id, ...more] = positionals;
    const kind = erasable.find((one) => one === given);
    if (!kind || !id || more.length > 0) {
      io.err.write(`erase takes one of ${erasable.join(', ')} and an id\n`);
      return 2;
    }
    const database = await openDatabase(storeLocation(parseConfig(io.env)));
    try {
      return await run(database, { kind, id, apply: values.apply }, io);
    } finally {
      await database.close();
    }
  },
};

async function run(database: Database, what: { kind: Erasable; id: string; apply: boolean }, io: CommandIo) {
  const found = await previewErasure(database, what.kind, what.id);
  if (!found) {
    io.err.write('there is nobody, and no record, of this id\n');
    return 1;
  }
  await tell(found, io);
  if (found.open.length > 0) {
    io.err.write(`still open, nothing erased: ${found.open.join(', ')}. Close it or hand it over first\n`);
    return 1;
  }
  if (!what.apply) {
    io.err.write('nothing written; run it with --apply to erase\n');
    return 0;
  }
  await erase(database, found, noticeWords.say('zh-Hans', 'erased', {}));
  io.err.write('erased; backups and exported files still hold it\n');
  return 0;
}

async function tell(found: Erasure, io: CommandIo): Promise<void> {
  for (const what of ['staff', 'customers', 'contacts', 'complaints', 'visits', 'forms', 'conversations'] as const) {
    if (found[what].length > 0) await writeRow(io.out, { what, count: found[what].length, ids: found[what] });
  }
  await writeRow(io.out, { what: 'messages', count: found.messages });
}
