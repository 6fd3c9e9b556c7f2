import { sql } from 'kysely';
import type { KeptKind } from '../../domain/keeping.js';
import type { Session } from '../session.js';
import { deleteSome, eraseRecords, type RecordIds } from './rows.js';

/** Forgets up to `limit` of what is older than `before` (business time, epoch ms); gives how many rows it were. */
export async function forgetOld(session: Session, kind: KeptKind, before: number, limit: number): Promise<number> {
  return kind === 'messages' ? forgetMessages(session, before, limit) : forgetRecords(session, before, limit);
}

async function forgetMessages(session: Session, before: number, limit: number): Promise<number> {
  const old = [
    ['inbox', ['channel', 'conversation_id', 'activity_id'], sql<boolean>`at < ${before} and replies is not null`],
    ['activities', ['conversation_id', 'seq'], sql<boolean>`at < ${before}`],
    ['outbox', ['key'], sql<boolean>`at < ${before} and state in ('delivered', 'parked')`],
    ['answers', ['id'], sql<boolean>`at < ${before}`],
    ['dialog_states', ['conversation_id'], sql<boolean>`updated_at < ${before}`],
  ] as const;
  let gone = 0;
  for (const [table, key, which] of old) {
    if (gone < limit) gone += await deleteSome(session, table, key, which, limit - gone);
  }
  return gone;
}

const kinds = {
  complaints: { table: 'complaints', subject: 'complaint:', over: sql`state in ('closed', 'withdrawn')` },
  visits: { table: 'visits', subject: 'visit:', over: sql`1 = 1` },
  forms: { table: 'form_records', subject: 'form:', over: sql`1 = 1` },
} as const;

/** Over, nothing owed any more, and nothing happened to it since: its personal part goes. */
async function forgetRecords(session: Session, before: number, limit: number): Promise<number> {
  const ids: Record<keyof RecordIds, string[]> = { complaints: [], visits: [], forms: [] };
  let left = limit;
  for (const kind of ['complaints', 'visits', 'forms'] as const) {
    if (left <= 0) break;
    const { table, subject, over } = kinds[kind];
    const query = sql<{ id: string }>`select id from ${sql.table(table)} as record
      where recorded_at < ${before} and ${over}
        and exists (select 1 from events where subject = ${subject} || record.id and salt <> '')
        and not exists (select 1 from events where subject = ${subject} || record.id and recorded_at >= ${before})
        and not exists (select 1 from obligations
          where subject = ${subject} || record.id and state in ('open', 'paused', 'late'))
      order by id limit ${sql.lit(left)}`;
    ids[kind] = (await session.all({ compile: () => query.compile(session.db) })).map((row) => row.id);
    left -= ids[kind].length;
  }
  await eraseRecords(session, ids);
  return limit - left;
}
