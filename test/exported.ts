import { rowWriters } from '../src/cli/export-rows.js';
import type { RecordKinds, Store } from '../src/domain/ports.js';
import { systemViewer } from '../src/domain/staff.js';
import { policyOnce } from './policy-once.js';

export type ExportedRow = Record<string, unknown>;

/** The rows `shouwen export <kind>` writes, of a store that is open in this process. */
export async function exportRows(store: Store, kind: string): Promise<ExportedRow[]> {
  const { pack } = policyOnce();
  const names = new Map((await store.listStaff(systemViewer)).map((s) => [s.id, s.name]));
  const writers = rowWriters(pack, names);
  return await rowsOf(store, kind as keyof RecordKinds, writers);
}

async function rowsOf<K extends keyof RecordKinds>(
  store: Store,
  kind: K,
  writers: { [P in K]: (record: RecordKinds[P]) => object },
): Promise<ExportedRow[]> {
  const rows: ExportedRow[] = [];
  for await (const record of store.records(systemViewer, kind)) rows.push({ ...writers[kind](record) });
  return rows;
}
