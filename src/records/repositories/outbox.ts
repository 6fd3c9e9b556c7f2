import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { OutboxOutcome, OutboxRow, Writes } from '../../domain/ports.js';
import { code } from '../codes.js';
import type { Session } from '../session.js';
import type { OutboxTableRow } from '../tables.js';
import { insertMissing } from '../upsert.js';
import { isDue, leased, waits } from './leases.js';

const states = ['pending', 'delivered', 'undelivered', 'parked'] as const;
const maxAttempts = 5;

export interface OutboxClaim {
  leaseMs: number;
  limit: number;
}

export function outboxWrites(session: Session): Pick<Writes, 'insertOutbox' | 'settleOutbox'> {
  return {
    async insertOutbox(row) {
      return (await insertMissing(session, 'outbox', [toTableRow(row)])) === 1;
    },
    settleOutbox: (key, outcome) => settle(session, key, outcome),
  };
}

/** Whether anything waits, without taking a lock. */
export async function hasOutbox(session: Session): Promise<boolean> {
  const query = session.db.selectFrom('outbox').select('key').where('state', 'in', ['pending', 'undelivered']);
  const due = isDue(sql.ref('not_before'), clock(session));
  return (await session.first(query.where(due).limit(sql.lit(1)))) !== undefined;
}

/** What is due; nothing that stands behind something of its conversation that still waits or is just being sent. */
export async function claimOutbox(session: Session, { leaseMs, limit }: OutboxClaim): Promise<OutboxRow[]> {
  const now = clock(session);
  const query = sql<OutboxTableRow>`update outbox set lease_until = ${now} + ${leaseMs}
    where key in (
      select key from outbox
      where state in ('pending', 'undelivered') and ${isDue(sql.ref('not_before'), now)}
      and (lease_until is null or not ${leased(sql.ref('lease_until'), now)})
      and not exists (select 1 from outbox earlier
        where earlier.conversation_id = outbox.conversation_id and earlier.state in ('pending', 'undelivered')
        and (earlier.at, earlier.key) < (outbox.at, outbox.key)
        and (${waits(sql.ref('earlier.not_before'), now)} or ${leased(sql.ref('earlier.lease_until'), now)}))
      order by at, key limit ${sql.lit(limit)} ${sql.raw(session.dialect.claim)})
    returning *`;
  const rows = await session.all({ compile: () => query.compile(session.db) });
  return rows.map(toOutboxRow).sort((a, b) => a.at - b.at || (a.key < b.key ? -1 : 1));
}

export async function findSent(
  session: Session,
  key: string,
): Promise<{ sentId: string; activity: string } | undefined> {
  const query = session.db.selectFrom('outbox').select(['activity', 'sent_id']).where('key', '=', key);
  const row = await session.first(query.where('state', '=', 'delivered'));
  return row?.sent_id ? { sentId: row.sent_id, activity: row.activity } : undefined;
}

const isWaiting = sql<SqlBool>`state in ('pending', 'undelivered')`;

export async function deferOutbox(session: Session, staffId: string, notBeforeMs: number): Promise<void> {
  const query = session.db
    .updateTable('outbox')
    .set({ state: 'undelivered', not_before: after(session, notBeforeMs), lease_until: null })
    .where('staff_id', '=', staffId)
    .where('conversation_id', 'is', null)
    .where(isWaiting);
  await session.run(query);
}

/** What another process is sending at the moment stays its own. */
export async function wakeOutbox(session: Session, staffId: string | null): Promise<void> {
  const now = clock(session);
  const query = session.db
    .updateTable('outbox')
    .set({ not_before: 0 })
    .where('conversation_id', 'is', null)
    .where(isWaiting)
    .where('state', '=', 'undelivered')
    .where(sql<SqlBool>`(lease_until is null or not ${leased(sql.ref('lease_until'), now)})`);
  await session.run(staffId === null ? query : query.where('staff_id', '=', staffId));
}

async function settle(session: Session, key: string, outcome: OutboxOutcome): Promise<void> {
  const change = changeOf(session, outcome);
  await session.run(
    session.db
      .updateTable('outbox')
      .set({ ...change, lease_until: null })
      .where('key', '=', key),
  );
}

function changeOf(session: Session, outcome: OutboxOutcome) {
  switch (outcome.kind) {
    case 'delivered':
      return { state: 'delivered', reason: null, sent_id: outcome.sentId ?? null };
    case 'parked':
      return { state: 'parked', reason: outcome.reason };
    case 'undelivered':
      return { state: 'undelivered', not_before: after(session, outcome.notBeforeMs) };
    case 'retry':
      return {
        state: sql<string>`case when attempts + 1 >= ${maxAttempts} then 'parked' else state end`,
        attempts: sql<number>`attempts + 1`,
        not_before: after(session, outcome.notBeforeMs),
        reason: outcome.reason,
      };
    default:
      return outcome satisfies never;
  }
}

function clock(session: Session): RawBuilder<number> {
  return sql<number>`${sql.raw(session.dialect.now)}`;
}

function after(session: Session, ms: number): RawBuilder<number> {
  return sql<number>`${clock(session)} + ${ms}`;
}

function toOutboxRow(row: OutboxTableRow): OutboxRow {
  return {
    key: row.key,
    staffId: row.staff_id,
    conversationId: row.conversation_id,
    activity: row.activity,
    at: row.at,
    state: code(states, row.state),
    attempts: row.attempts,
  };
}

function toTableRow(row: OutboxRow): OutboxTableRow {
  return {
    key: row.key,
    staff_id: row.staffId,
    conversation_id: row.conversationId,
    activity: row.activity,
    at: row.at,
    state: row.state,
    attempts: row.attempts,
    not_before: 0,
    lease_until: null,
    reason: null,
    sent_id: null,
  };
}
