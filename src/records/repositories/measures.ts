import { sql } from 'kysely';
import type { Measures } from '../../domain/ports.js';
import type { Session } from '../session.js';

interface Row {
  open: number;
  due_soon: number;
  late: number;
  pending: number;
  oldest: number | null;
  undelivered: number;
  parked: number;
  due_work: number;
  unfinished: number;
}

const dayMs = 86_400_000;

const waiting = sql`from outbox where state in ('pending', 'undelivered')`;
/** It is for a conversation, or for somebody who has one: only a channel holds it up, tried before or not. */
const hasPlace = sql`(conversation_id is not null or exists (select 1 from conversations
  where conversations.staff_id = outbox.staff_id and conversations.private = 1 and conversations.reachable = 1))`;

/** Counts for whoever runs the server, by the partial indexes of what is still to be done; nobody's records. */
export async function measure(session: Session, now: number): Promise<Measures> {
  const unmet = sql`from obligations where met_at is null and state <> 'waived'`;
  const query = sql<Row>`select
    (select count(*) ${unmet}) as open,
    (select count(*) ${unmet} and due_at >= ${now} and due_at < ${now + dayMs}) as due_soon,
    (select count(*) ${unmet} and due_at < ${now}) as late,
    (select count(*) ${waiting} and ${hasPlace}) as pending,
    (select min(at) ${waiting} and ${hasPlace}) as oldest,
    (select count(*) ${waiting} and not ${hasPlace}) as undelivered,
    (select count(*) from outbox where state = 'parked') as parked,
    (select count(*) from due_work where done_at is null and run_at <= ${now}) as due_work,
    (select count(*) from inbox where replies is null) as unfinished`;
  const row = await session.first({ compile: () => query.compile(session.db) });
  if (!row) throw new Error('a count gave no row');
  return {
    obligations: { open: row.open, dueWithinDay: row.due_soon, late: row.late },
    outbox: {
      pending: row.pending,
      oldestMs: row.oldest === null ? 0 : Math.max(0, now - row.oldest),
      undelivered: row.undelivered,
      parked: row.parked,
    },
    dueWork: row.due_work,
    unfinishedMessages: row.unfinished,
  };
}
