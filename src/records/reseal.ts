import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Database } from './database.js';
import { keys } from './keys.js';
import { sealedColumns } from './sealed-columns.js';
import type { Session } from './session.js';
import type { Tables } from './tables.js';
import { upsert } from './upsert.js';
import { unknownKey } from './vault.js';

/** The ids of the keys that values in this store may be sealed with, as a setting; `plain` while some may not be sealed yet. */
export const keysSetting = 'field-keys';
const plain = 'plain';
const chunk = 200;

/**
 * Called when a store is opened. `misconfigured` when it is sealed with a key that was not given. A store from before there
 * was sealing is sealed now, in chunks.
 */
export async function prepareSealing(database: Database): Promise<void> {
  const { vault } = database.reads;
  const inUse = (await keysInUse(database.reads)) ?? [plain];
  const missing = inUse.filter((id) => id !== plain && !vault.keyIds.includes(id));
  if (missing.length > 0) throw unknownKey(missing, vault.keyIds);
  const [current = ''] = vault.keyIds;
  if (!inUse.includes(current)) await saveKeys(database, [current, ...inUse]);
  if (inUse.includes(plain)) await rotateKeys(database);
}

/** Seals with the current key whatever is not; from then on the other keys are not needed. Broken off, it goes on when run again. */
export async function rotateKeys(database: Database, progress: (rows: number) => void = () => undefined) {
  const rows = await reseal(database, progress);
  if (rows > 0) await database.forgetDeleted({ rewrite: true });
  await saveKeys(database, database.reads.vault.keyIds.slice(0, 1));
  return rows;
}

async function keysInUse(session: Session): Promise<string[] | undefined> {
  const row = await session.first(session.db.selectFrom('settings').select('value').where('name', '=', keysSetting));
  return row?.value.split(',');
}

async function saveKeys(database: Database, ids: readonly string[]): Promise<void> {
  const row = { name: keysSetting, value: ids.join(',') };
  await database.transaction((session) => upsert(session, 'settings', ['name'], [row]));
}

async function reseal(database: Database, progress: (rows: number) => void): Promise<number> {
  let rows = 0;
  for (const table of tablesWithSealed) {
    let last: Row | undefined;
    do {
      const after = last;
      const page: Row[] = await database.transaction((session) => resealPage(session, table, after));
      rows += page.length;
      last = page.at(-1);
      if (page.length > 0) progress(rows);
    } while (last);
  }
  return rows;
}

type Row = Record<string, string | number | null>;

const tablesWithSealed = Object.keys(sealedColumns).filter((name): name is keyof Tables => name in keys);

async function resealPage(session: Session, table: keyof Tables, after: Row | undefined): Promise<Row[]> {
  const key: readonly string[] = keys[table];
  const columns: readonly string[] = sealedColumns[table] ?? [];
  const query = stale(session, table, { key, columns }, after);
  const rows = await session.unopened<Row>({ compile: () => query.compile(session.db) });
  for (const row of rows) {
    const changes = columns.flatMap((column) => {
      const value = row[column];
      if (typeof value !== 'string') return [];
      const sealed = session.vault.seal(column, session.vault.open(column, value));
      return [sql`${sql.ref(column)} = ${sealed}`];
    });
    const same = key.map((column) => sql<SqlBool>`${sql.ref(column)} = ${row[column]}`);
    const update = sql`update ${sql.table(table)} set ${sql.join(changes)} where ${sql.join(same, sql` and `)}`;
    await session.run({ compile: () => update.compile(session.db) });
  }
  return rows;
}

/** The next rows with a value that does not begin as those sealed now; other processes keep off them meanwhile. */
function stale(
  session: Session,
  table: keyof Tables,
  { key, columns }: { key: readonly string[]; columns: readonly string[] },
  after: Row | undefined,
): RawBuilder<Row> {
  const { prefix } = session.vault;
  const other = columns.map(
    (column) => sql<SqlBool>`substr(${sql.ref(column)}, 1, ${sql.lit(prefix.length)}) <> ${prefix}`,
  );
  const place = sql.join(key.map((column) => sql.ref(column)));
  const beyond = after ? sql`and (${place}) > (${sql.join(key.map((column) => after[column]))})` : sql``;
  const lock = session.dialect.name === 'postgres' ? sql`for update` : sql``;
  const wanted = sql.join([...key, ...columns].map((column) => sql.ref(column)));
  return sql<Row>`select ${wanted} from ${sql.table(table)} where (${sql.join(other, sql` or `)}) ${beyond}
    order by ${place} limit ${sql.lit(chunk)} ${lock}`;
}
