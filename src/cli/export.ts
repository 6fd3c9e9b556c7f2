import type { Writable } from 'node:stream';
import { parseArgs } from 'node:util';
import type { Store } from '../domain/ports.js';
import { systemViewer } from '../domain/staff.js';
import type { PackForm } from '../policy/forms/types.js';
import { loadPack } from '../policy/load-pack.js';
import type { Pack } from '../policy/types.js';
import type { Command } from './command.js';
import { type ExportKind, type RowWriters, rowWriters } from './export-rows.js';
import { writeRow } from './write-row.js';

const kinds = [
  'complaints',
  'visits',
  'forms',
  'notes',
  'events',
  'obligations',
  'staff',
  'customers',
  'contacts',
  'activities',
  'answers',
  'feedback',
  'model-calls',
] as const satisfies ExportKind[];

const help = `Usage: shouwen export <kind>

Writes every record of a kind, one JSON line each, "id" first. Kinds: ${kinds.join(', ')}.
Times are ISO 8601 with the offset of the pack; category, emotion, severity and reasons are the Chinese labels.
"answers" are those given from the handbook, "feedback" the ones somebody voted on; names in questions are hidden.
"forms" are the records of all forms the pack declares; those of one form go by the name its file gives (onsite-days, work-logs …).
Complaints and visits use the names that "shouwen understand" gives its slots, obligations those of "shouwen due".

Examples:
  shouwen export complaints
  shouwen export work-logs
  shouwen export obligations | grep '"state":"open"'
`;

/** `shouwen export`. Rows are read in pages: a store of any size passes through little memory. */
export function exportCommand(open: () => Promise<Store>, load: (nameOrPath: string) => Pack = loadPack): Command {
  return {
    name: 'export',
    summary: 'every record of a kind as JSON lines',
    help,
    async run(args, io) {
      const { positionals } = parseArgs({ args, allowPositionals: true, options: {} });
      const pack = load(io.env.PACK ?? 'telecom');
      const form = pack.forms.find((each) => each.export === positionals[0]);
      const kind = form ? 'forms' : kinds.find((known) => known === positionals[0]);
      if (!kind || positionals.length !== 1) {
        io.err.write(`export takes one kind: ${[...kinds, ...pack.forms.map((each) => each.export)].join(', ')}\n`);
        return 2;
      }
      const store = await open();
      try {
        const writers = rowWriters(pack, await staffNames(store));
        if (form) await writeForm(store, form, writers, io.out);
        else await writeAll(store, kind, writers, io.out);
        return 0;
      } finally {
        await store.close();
      }
    },
  };
}

async function writeAll<K extends ExportKind>(
  store: Store,
  kind: K,
  writers: RowWriters,
  out: Writable,
): Promise<void> {
  const write = writers[kind];
  for await (const record of store.records(systemViewer, kind)) {
    await writeRow(out, write(record));
  }
}

async function writeForm(store: Store, form: PackForm, writers: RowWriters, out: Writable): Promise<void> {
  for await (const record of store.records(systemViewer, 'forms')) {
    if (record.form === form.id) await writeRow(out, writers.forms(record));
  }
}

async function staffNames(store: Store): Promise<Map<string, string>> {
  return new Map((await store.listStaff(systemViewer)).map((staff) => [staff.id, staff.name]));
}
