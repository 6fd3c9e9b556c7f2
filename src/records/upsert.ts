import { type RawBuilder, sql } from 'kysely';
import type { Session } from './session.js';
import type { Tables } from './tables.js';

/** The one place that knows `on conflict`; both databases spell it alike. */

/** Writes rows by key: new ones are inserted, known ones overwritten whole. */
export async function upsert<T extends keyof Tables>(
  session: Session,
  table: T,
  key: (keyof Tables[T] & string)[],
  rows: Tables[T][],
): Promise<void> {
  const columns = columnsOf(rows);
  const changed = columns.filter((column) => !key.some((k) => k === column));
  const set = changed.map((column) => sql`${sql.ref(column)} = excluded.${sql.ref(column)}`);
  await write(session, sql`${insert(table, columns, rows)} on conflict (${refs(key)}) do update set ${sql.join(set)}`);
}

/** Inserts what is not there yet; gives the number of rows inserted. */
export async function insertMissing<T extends keyof Tables>(
  session: Session,
  table: T,
  rows: Tables[T][],
): Promise<number> {
  return write(session, sql`${insert(table, columnsOf(rows), rows)} on conflict do nothing`);
}

/** Adds one to a counter row, made at 1 when missing; gives the new value. Other writers of the same row wait. */
export async function nextActivitySeq(session: Session, conversationId: string): Promise<number> {
  const query = sql<{ seq: number }>`insert into activity_heads (conversation_id, seq) values (${conversationId}, 1)
    on conflict (conversation_id) do update set seq = activity_heads.seq + 1 returning seq`;
  const row = await session.first({ compile: () => query.compile(session.db) });
  return row?.seq ?? 1;
}

function columnsOf(rows: object[]): string[] {
  return Object.keys(rows[0] ?? {});
}

function refs(columns: string[]): RawBuilder<unknown> {
  return sql.join(columns.map((column) => sql.ref(column)));
}

function insert(table: string, columns: string[], rows: object[]): RawBuilder<unknown> {
  const values = rows.map((row) => sql`(${sql.join(Object.values(row))})`);
  return sql`insert into ${sql.table(table)} (${refs(columns)}) values ${sql.join(values)}`;
}

async function write(session: Session, query: RawBuilder<unknown>): Promise<number> {
  return session.run({ compile: () => query.compile(session.db) });
}
