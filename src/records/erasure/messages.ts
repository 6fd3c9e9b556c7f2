import { sql } from 'kysely';
import type { Database } from '../database.js';
import { keys } from '../keys.js';
import type { Session } from '../session.js';
import { mentions, type Traces } from './mentions.js';

/** Tables that keep what was said, and the columns it stands in. */
const said = {
  inbox: ['activity', 'replies'],
  activities: ['json'],
  outbox: ['activity'],
  answers: ['question', 'answer', 'remark'],
  dialog_states: ['json'],
} as const;

type Said = keyof typeof said;
type Row = Record<string, string | number | null>;
const pageSize = 200;

export interface MessageErasure {
  /** What stands in place of a message that is emptied. */
  words: string;
  /** Only count. */
  preview: boolean;
}

/**
 * Empties every kept message that names somebody, in pages; its place in the conversation stays. A conversation in the middle of
 * something about him starts afresh. Namesakes cannot be told apart: messages that name them go too.
 */
export async function eraseMessages(database: Database, traces: Traces, how: MessageErasure): Promise<number> {
  const about = mentions(traces);
  let found = 0;
  for (const table of Object.keys(said).filter((name): name is Said => name in said)) {
    let last: Row | undefined;
    do {
      const after = last;
      const page = await database.transaction((session) => erasePage(session, table, after, { ...how, about }));
      found += page.found;
      last = page.last;
    } while (last);
  }
  return found;
}

type How = MessageErasure & { about: (text: string) => boolean };

async function erasePage(session: Session, table: Said, after: Row | undefined, how: How) {
  const rows = await nextPage(session, table, after);
  const about = rows.filter((row) => said[table].some((column) => how.about(String(row[column] ?? ''))));
  if (!how.preview) for (const row of about) await emptyRow(session, table, row, how);
  return { found: about.length, last: rows.length < pageSize ? undefined : rows.at(-1) };
}

async function nextPage(session: Session, table: Said, after: Row | undefined): Promise<Row[]> {
  const key: readonly string[] = keys[table];
  const place = sql.join(key.map((column) => sql.ref(column)));
  const beyond = after ? sql`where (${place}) > (${sql.join(key.map((column) => after[column]))})` : sql``;
  const wanted = sql.join([...key, ...said[table]].map((column) => sql.ref(column)));
  const query = sql<Row>`select ${wanted} from ${sql.table(table)} ${beyond} order by ${place} limit ${sql.lit(pageSize)}`;
  return await session.all({ compile: () => query.compile(session.db) });
}

async function emptyRow(session: Session, table: Said, row: Row, how: How): Promise<void> {
  const same = sql.join(
    keys[table].map((column) => sql`${sql.ref(column)} = ${row[column]}`),
    sql` and `,
  );
  if (table === 'dialog_states') return run(session, sql`delete from dialog_states where ${same}`);
  const emptied: Record<string, string> = {};
  for (const column of said[table]) {
    const value = row[column];
    if (typeof value !== 'string' || !how.about(value)) continue;
    emptied[column] = table === 'answers' ? '' : emptyMessages(value, how);
  }
  const changes = Object.entries(session.seal(table, emptied)).map(([name, value]) => sql`${sql.ref(name)} = ${value}`);
  return run(session, sql`update ${sql.table(table)} set ${sql.join(changes)} where ${same}`);
}

async function run(session: Session, query: ReturnType<typeof sql>): Promise<void> {
  await session.run({ compile: () => query.compile(session.db) });
}

/** Of an activity what places it in its conversation. */
const places = ['type', 'id', 'timestamp', 'channelId', 'conversation', 'replyToId', 'locale'];

/** One activity as JSON, or a list of them. */
function emptyMessages(json: string, { about, words }: How): string {
  const empty = (activity: unknown): unknown => {
    if (!about(JSON.stringify(activity)) || typeof activity !== 'object' || activity === null) return activity;
    const kept = Object.entries(activity).filter(([name]) => places.includes(name));
    const { from, recipient } = Object.fromEntries(Object.entries(activity));
    return { ...Object.fromEntries(kept), from: bare(from), recipient: bare(recipient), text: words };
  };
  const parsed: unknown = JSON.parse(json);
  return JSON.stringify(Array.isArray(parsed) ? parsed.map(empty) : empty(parsed));
}

/** An account without its name. */
function bare(account: unknown): unknown {
  if (typeof account !== 'object' || account === null) return account;
  return Object.fromEntries(Object.entries(account).filter(([name]) => name === 'id' || name === 'role'));
}
