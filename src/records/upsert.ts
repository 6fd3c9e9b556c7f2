import { CompiledQuery } from 'kysely';
import type { Session } from './session.js';
import type { Tables } from './tables.js';

/**
 * All inserts, and the one place that knows `on conflict`; both databases spell it alike. The text of a statement is
 * built once per table, columns and number of rows: these are the hot writes of a turn.
 */

const texts = new Map<string, { columns: readonly string[]; text: string }>();

/** Block sizes of imports are few; this only keeps a stray caller from filling the memory. */
const maxTexts = 500;

/** Inserts rows; `conflict` when one is there already. */
export async function insert<T extends keyof Tables>(session: Session, table: T, rows: Tables[T][]): Promise<void> {
  await write(session, table, rows, 'insert', () => '');
}

/** Writes rows by key: new ones are inserted, known ones overwritten whole. */
export async function upsert<T extends keyof Tables>(
  session: Session,
  table: T,
  key: (keyof Tables[T] & string)[],
  rows: Tables[T][],
): Promise<void> {
  await write(session, table, rows, 'upsert', (columns) => {
    const changed = columns.filter((column) => !key.some((k) => k === column));
    return ` on conflict (${list(key)}) do update set ${changed.map((c) => `"${c}" = excluded."${c}"`).join(', ')}`;
  });
}

/** Inserts what is not there yet; gives the number of rows inserted. */
export async function insertMissing<T extends keyof Tables>(
  session: Session,
  table: T,
  rows: Tables[T][],
): Promise<number> {
  return write(session, table, rows, 'missing', () => ' on conflict do nothing');
}

/** Reserves `count` numbers in a conversation and gives the last; other writers of the same conversation wait. */
export async function reserveActivitySeqs(session: Session, conversationId: string, count: number): Promise<number> {
  const [id, first, added] = [1, 2, 3].map(session.dialect.placeholder);
  const text = `insert into activity_heads (conversation_id, seq) values (${id}, ${first})
    on conflict (conversation_id) do update set seq = activity_heads.seq + ${added} returning seq`;
  const query = CompiledQuery.raw(text, [conversationId, count, count]);
  const row = await session.first<{ seq: number }>({ compile: () => query });
  return row?.seq ?? count;
}

/** Whoever books into a diary waits until the other transaction that does is over, and then sees what it wrote. */
export async function lockDiary(session: Session, ownerId: string): Promise<void> {
  const text = `insert into diaries (owner_id, bookings) values (${session.dialect.placeholder(1)}, 1)
    on conflict (owner_id) do update set bookings = diaries.bookings + 1`;
  await session.run({ compile: () => CompiledQuery.raw(text, [ownerId]) });
}

async function write(
  session: Session,
  table: keyof Tables,
  plain: object[],
  kind: string,
  suffix: (columns: string[]) => string,
): Promise<number> {
  const rows = plain.map((row) => session.seal(table, row));
  const columns = Object.keys(rows[0] ?? {});
  const { placeholder, name } = session.dialect;
  const text = kept(`${name} ${kind} ${table} ${rows.length}`, columns, () => {
    return insertText(table, columns, rows.length, placeholder) + suffix(columns);
  });
  const query = CompiledQuery.raw(text, rows.length === 1 ? Object.values(rows[0] ?? {}) : rows.flatMap(Object.values));
  return session.run({ compile: () => query });
}

function insertText(table: string, columns: string[], count: number, placeholder: (n: number) => string): string {
  const width = columns.length;
  const row = (r: number) => `(${columns.map((_, c) => placeholder(r * width + c + 1)).join(', ')})`;
  return `insert into "${table}" (${list(columns)}) values ${Array.from({ length: count }, (_, r) => row(r)).join(', ')}`;
}

function list(columns: string[]): string {
  return columns.map((column) => `"${column}"`).join(', ');
}

/** The columns of a table nearly always come in the same order; where they do not, the text is built anew. */
function kept(key: string, columns: readonly string[], build: () => string): string {
  const known = texts.get(key);
  if (known && sameOrder(known.columns, columns)) return known.text;
  if (texts.size >= maxTexts) texts.clear();
  const text = build();
  texts.set(key, { columns, text });
  return text;
}

function sameOrder(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((column, n) => column === b[n]);
}
