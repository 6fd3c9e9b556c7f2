import type { Obligation } from '../../domain/obligation.js';
import type { DueWork } from '../../domain/ports.js';
import type { Session } from '../session.js';
import type { DueWorkRow } from '../tables.js';
import { insertMissing, upsert } from '../upsert.js';

/** Alerts an obligation calls for: its warnings are levels 0 … n-1, its due time is level n. Nothing once settled or paused. */
export function alertsOf(obligation: Obligation): DueWork[] {
  const { id, dueAt, state, metAt } = obligation;
  const waiting = state === 'open' || (state === 'late' && metAt === null);
  if (dueAt === null || !waiting) return [];
  return [...obligation.warnAt, dueAt].map((runAt, level) => ({ obligationId: id, level, dueAt, runAt }));
}

/**
 * Brings the due work of these obligations in line: new alerts are added, undone ones move with their time (never to an earlier one) or go.
 * What is done stays, so that an unchanged due time never alerts twice; levels above the due time's are left alone.
 */
export async function planDueWork(session: Session, obligations: Obligation[], mayBeKnown: boolean): Promise<void> {
  const wanted = obligations.flatMap(alertsOf);
  if (mayBeKnown) await dropStale(session, obligations, wanted);
  if (wanted.length) await insertMissing(session, 'due_work', wanted.map(toRow));
}

async function dropStale(session: Session, obligations: Obligation[], wanted: DueWork[]): Promise<void> {
  const ids = obligations.map((obligation) => obligation.id);
  const query = session.db.selectFrom('due_work').selectAll().where('obligation_id', 'in', ids);
  const undone = await session.all(query.where('done_at', 'is', null));
  if (!undone.length) return;
  const byKey = new Map(wanted.map((work) => [keyOf(work.obligationId, work.level, work.dueAt), work]));
  const top = new Map(wanted.map((work) => [work.obligationId, work]));
  for (const row of undone) {
    const same = byKey.get(keyOf(row.obligation_id, row.level, row.due_at));
    // A later time is one it was put off to: another alert of the subject must not bring it back.
    if (same && same.runAt <= row.run_at) continue;
    const last = top.get(row.obligation_id);
    if (!same && last && last.dueAt === row.due_at && row.level > last.level) continue;
    if (same) await upsert(session, 'due_work', ['obligation_id', 'level', 'due_at'], [toRow(same)]);
    else await remove(session, row);
  }
}

/** Drops undone work of obligations that no longer exist. */
export async function dropDueWork(session: Session, obligationIds: string[]): Promise<void> {
  const query = session.db.deleteFrom('due_work').where('obligation_id', 'in', obligationIds);
  await session.run(query.where('done_at', 'is', null));
}

async function remove(session: Session, row: DueWorkRow): Promise<void> {
  const query = session.db
    .deleteFrom('due_work')
    .where('obligation_id', '=', row.obligation_id)
    .where('level', '=', row.level)
    .where('due_at', '=', row.due_at);
  await session.run(query.where('done_at', 'is', null));
}

function keyOf(obligationId: string, level: number, dueAt: number): string {
  return `${obligationId}|${level}|${dueAt}`;
}

function toRow(work: DueWork): DueWorkRow {
  return {
    obligation_id: work.obligationId,
    level: work.level,
    due_at: work.dueAt,
    run_at: work.runAt,
    lease_until: null,
    done_at: null,
  };
}
