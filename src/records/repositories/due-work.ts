import { sql } from 'kysely';
import type { DueWork, Writes } from '../../domain/ports.js';
import type { Session } from '../session.js';
import type { DueWorkRow } from '../tables.js';
import { upsert } from '../upsert.js';
import { leased } from './leases.js';

export interface DueWorkClaim {
  /** Business time. */
  now: number;
  leaseMs: number;
  limit: number;
}

/** Whether there is anything to claim, without taking a lock. */
export async function hasDueWork(session: Session, now: number): Promise<boolean> {
  const query = session.db
    .selectFrom('due_work')
    .select('level')
    .where('done_at', 'is', null)
    .where('run_at', '<=', now);
  return (await session.first(query.limit(sql.lit(1)))) !== undefined;
}

export async function claimDueWork(session: Session, { now, leaseMs, limit }: DueWorkClaim): Promise<DueWork[]> {
  const clock = sql<number>`${sql.raw(session.dialect.now)}`;
  const query = sql<DueWorkRow>`update due_work set lease_until = ${clock} + ${leaseMs}
    where (obligation_id, level, due_at) in (
      select obligation_id, level, due_at from due_work
      where done_at is null and run_at <= ${now} and (lease_until is null or not ${leased(sql.ref('lease_until'), clock)})
      order by run_at, obligation_id, level limit ${sql.lit(limit)} ${sql.raw(session.dialect.claim)})
    returning *`;
  const rows = await session.all({ compile: () => query.compile(session.db) });
  return rows.map(toDueWork).sort((a, b) => a.runAt - b.runAt || a.level - b.level);
}

/** False when it is done or dropped already. The row stays locked until the transaction ends. */
export async function markDone(session: Session, work: DueWork): Promise<boolean> {
  const query = session.db
    .updateTable('due_work')
    .set({ done_at: sql<number>`${sql.raw(session.dialect.now)}` })
    .where('obligation_id', '=', work.obligationId)
    .where('level', '=', work.level)
    .where('due_at', '=', work.dueAt)
    .where('done_at', 'is', null);
  return (await session.run(query)) === 1;
}

export function dueWorkWrites(session: Session): Pick<Writes, 'planDueWork'> {
  return {
    async planDueWork({ obligationId, level, dueAt, runAt }) {
      const row = {
        obligation_id: obligationId,
        level,
        due_at: dueAt,
        run_at: runAt,
        lease_until: null,
        done_at: null,
      };
      await upsert(session, 'due_work', ['obligation_id', 'level', 'due_at'], [row]);
    },
  };
}

function toDueWork(row: DueWorkRow): DueWork {
  return { obligationId: row.obligation_id, level: row.level, dueAt: row.due_at, runAt: row.run_at };
}
