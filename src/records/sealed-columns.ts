import type { Tables } from './tables.js';
import type { Vault } from './vault.js';

/**
 * What is sealed at rest: names and numbers of people at customers, and everything somebody typed, was told or sent in. Not
 * sealed, because the store compares or orders by it: ids, labels, times, names of customers and of our own people.
 */
export const sealedColumns: { readonly [T in keyof Tables]?: readonly (keyof Tables[T] & string)[] } = {
  staff: ['phone'],
  customers: ['address'],
  contacts: ['name', 'title', 'phone'],
  complaints: ['contact_name', 'phone', 'demand', 'description'],
  visits: ['contact_name', 'place', 'note', 'outcome'],
  form_records: ['contact_name', 'field_values'],
  notes: ['text', 'was'],
  attachments: ['name', 'content', 'url'],
  conversations: ['reference'],
  dialog_states: ['json'],
  inbox: ['activity', 'replies'],
  activities: ['json'],
  outbox: ['activity'],
  answers: ['question', 'answer', 'remark'],
};

/** A result is opened by the names of its columns: a sealed one is never selected under another name. */
const names: ReadonlySet<string> = new Set(Object.values(sealedColumns).flat());

export function sealRow<R extends object>(vault: Vault, table: keyof Tables, row: R): R {
  const columns: readonly string[] | undefined = sealedColumns[table];
  if (!columns) return row;
  const sealed = Object.assign<Record<string, unknown>, R>({}, row);
  const values: Record<string, unknown> = sealed;
  for (const column of columns) {
    const value = values[column];
    if (typeof value === 'string') values[column] = vault.seal(column, value);
  }
  return sealed;
}

/** Opens rows in place. */
export function openRows(vault: Vault, rows: readonly unknown[]): void {
  const [first] = rows;
  if (typeof first !== 'object' || first === null) return;
  const columns = Object.keys(first).filter((column) => names.has(column));
  if (columns.length === 0) return;
  for (const row of rows as Record<string, unknown>[]) {
    for (const column of columns) {
      const value = row[column];
      if (typeof value === 'string') row[column] = vault.open(column, value);
    }
  }
}
