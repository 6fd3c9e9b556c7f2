import { mkdir } from 'node:fs/promises';
import { type RawBuilder, sql } from 'kysely';
import { AppError } from '../errors.js';
import type { Database } from './database.js';
import { keys } from './keys.js';
import { openDatabase, type StoreLocation } from './open-store.js';
import { keysSetting } from './reseal.js';
import type { Session } from './session.js';
import type { Tables } from './tables.js';
import { insertMissing, upsert } from './upsert.js';

const tables = Object.keys(keys).filter((name): name is keyof Tables => name in keys);
const pageSize = 500;
/** In the target, while a copy is not finished. */
const mark = 'copy-under-way';

export interface CopiedTable {
  table: string;
  rows: number;
}

/**
 * Copies every row of the embedded store in `from.dataDir` to the database at `to.databaseUrl`, page by page; a copy that was
 * broken off goes on when it is run again. `misconfigured` when the target holds records of its own, `conflict` when the
 * counts differ at the end because something wrote meanwhile.
 */
export async function copyStore(
  from: StoreLocation,
  to: StoreLocation,
  progress: (done: number, all: number) => void,
): Promise<CopiedTable[]> {
  await mkdir(from.dataDir, { recursive: true, mode: 0o700 });
  const source = await openDatabase(from);
  try {
    const target = await openDatabase(to);
    try {
      return await copyAll(source.reads, target, progress);
    } finally {
      await target.close();
    }
  } finally {
    await source.close();
  }
}

async function copyAll(source: Session, target: Database, progress: (done: number, all: number) => void) {
  await refuseForeign(target);
  const counts = new Map<keyof Tables, number>();
  for (const table of tables) counts.set(table, await count(source, table));
  const all = [...counts.values()].reduce((sum, rows) => sum + rows, 0);
  let done = 0;
  for (const table of tables) {
    for await (const rows of pages(source, table)) {
      await target.transaction((session) => write(session, table, rows));
      done += rows.length;
      progress(done, Math.max(all, done));
    }
  }
  const copied = await compare(source, target.reads);
  await target.transaction(async (session) => {
    await session.run(session.db.deleteFrom('settings').where('name', '=', mark));
  });
  return copied;
}

/**
 * Settings are written over: both stores were born with some, the keys of the target stay its own. All else is either there as
 * it is here, or not there.
 */
async function write<T extends keyof Tables>(session: Session, table: T, rows: Tables[T][]): Promise<void> {
  if (table !== 'settings') await insertMissing(session, table, rows);
  else
    await upsert(
      session,
      table,
      keys[table],
      rows.filter((row) => !('name' in row && row.name === keysSetting)),
    );
}

async function refuseForeign(target: Database): Promise<void> {
  const begun = await target.reads.first(
    target.reads.db.selectFrom('settings').select('value').where('name', '=', mark),
  );
  if (begun) return;
  for (const table of ['staff', 'customers', 'events', 'inbox'] as const) {
    if ((await count(target.reads, table)) === 0) continue;
    throw new AppError('misconfigured', 'The database at DATABASE_URL holds records already: copy into an empty one.');
  }
  await target.transaction((session) => upsert(session, 'settings', ['name'], [{ name: mark, value: '1' }]));
}

async function compare(source: Session, target: Session): Promise<CopiedTable[]> {
  const copied: CopiedTable[] = [];
  for (const table of tables) {
    const here = await count(source, table);
    const there = (await count(target, table)) - (table === 'settings' ? 1 : 0);
    if (here !== there) {
      throw new AppError(
        'conflict',
        `${table}: ${here} rows here, ${there} copied. Stop the server that writes to DATA_DIR, then run the copy again.`,
      );
    }
    copied.push({ table, rows: there });
  }
  return copied;
}

async function count(session: Session, table: keyof Tables): Promise<number> {
  const query = sql<{ rows: number }>`select count(*) as rows from ${sql.table(table)}`;
  return Number((await session.first({ compile: () => query.compile(session.db) }))?.rows ?? 0);
}

async function* pages<T extends keyof Tables>(session: Session, table: T): AsyncIterable<Tables[T][]> {
  const key = keys[table];
  let last: Tables[T] | undefined;
  for (;;) {
    const query = pageAfter(table, key, last);
    const rows = await session.all({ compile: () => query.compile(session.db) });
    if (rows.length > 0) yield rows;
    last = rows.at(-1);
    if (rows.length < pageSize) return;
  }
}

function pageAfter<T extends keyof Tables>(
  table: T,
  key: (keyof Tables[T] & string)[],
  last: Tables[T] | undefined,
): RawBuilder<Tables[T]> {
  const columns = sql.join(key.map((column) => sql.ref(column)));
  const after = last ? sql`where (${columns}) > (${sql.join(key.map((column) => last[column]))})` : sql``;
  return sql<Tables[T]>`select * from ${sql.table(table)} ${after} order by ${columns} limit ${sql.lit(pageSize)}`;
}
