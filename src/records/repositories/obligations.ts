import { type SqlBool, sql } from 'kysely';
import type { Obligation } from '../../domain/obligation.js';
import type { Reads, Writes } from '../../domain/ports.js';
import { code, codeOrNull, stored } from '../codes.js';
import { precompiled } from '../precompiled.js';
import type { Session } from '../session.js';
import type { ObligationRow } from '../tables.js';
import { upsert } from '../upsert.js';
import { visible } from '../visibility.js';
import { dropDueWork, planDueWork } from './due-work-plan.js';

const states = ['open', 'paused', 'met', 'late', 'waived'] as const;
const bases = ['handbook', 'unset', 'agreed', 'overlay'] as const;
const settled = ['met', 'waived'];
/** As the index of what is unmet says it, word for word. */
const unmet = sql<SqlBool>`met_at is null and state <> 'waived'`;

const statesOf = precompiled((db, subject: string) =>
  db.selectFrom('obligations').select(['id', 'state']).where('subject', '=', subject),
);

export function obligationReads(session: Session): Pick<Reads, 'listObligations' | 'listObligationsOf'> {
  return {
    async listObligationsOf(viewer, subjects) {
      if (!subjects.length) return [];
      const query = session.db.selectFrom('obligations').selectAll().where('subject', 'in', subjects);
      const rows = await session.all(query.where(visible(viewer, 'owner_id')).orderBy('id'));
      return rows.map(toObligation);
    },
    /** Earliest due first, those without a due time last. */
    async listObligations(viewer, filter = {}) {
      if (filter.ownerIds?.length === 0) return [];
      let query = session.db.selectFrom('obligations').selectAll().where(visible(viewer, 'owner_id'));
      if (filter.subject !== undefined) query = query.where('subject', '=', filter.subject);
      if (filter.ownerId !== undefined) query = query.where('owner_id', '=', filter.ownerId);
      if (filter.dueBefore !== undefined) query = query.where('due_at', '<', filter.dueBefore);
      if (filter.undated) query = query.where('due_at', 'is', null);
      if (filter.ownerIds !== undefined) query = query.where('owner_id', 'in', [...filter.ownerIds]);
      if (filter.open !== undefined) query = query.where(filter.open ? unmet : sql<SqlBool>`not (${unmet})`);
      const rows = await session.all(query.orderBy('due_at', (o) => o.asc().nullsLast()).orderBy('id'));
      return rows.map(toObligation);
    },
  };
}

export function obligationWrites(session: Session): Pick<Writes, 'saveObligations'> {
  return {
    async saveObligations(subject, obligations) {
      const known = await session.all(statesOf(session, subject));
      const closed = new Set(known.filter((row) => settled.includes(row.state)).map((row) => row.id));
      const kept = new Set(obligations.map((obligation) => obligation.id));
      const gone = known.filter((row) => !kept.has(row.id) && !closed.has(row.id)).map((row) => row.id);
      const changed = obligations.filter((obligation) => !closed.has(obligation.id));
      if (gone.length) await remove(session, gone);
      if (!changed.length) return;
      await upsert(session, 'obligations', ['id'], changed.map(toRow));
      await planDueWork(session, changed, known.length > 0);
    },
  };
}

async function remove(session: Session, ids: string[]): Promise<void> {
  await session.run(session.db.deleteFrom('obligations').where('id', 'in', ids));
  await dropDueWork(session, ids);
}

export function toObligation(row: ObligationRow): Obligation {
  return {
    id: row.id,
    subject: row.subject,
    rule: row.rule,
    version: row.version,
    clause: row.clause,
    ownerId: row.owner_id,
    openedBy: row.opened_by,
    openedAt: row.opened_at,
    dueAt: row.due_at,
    urgency: codeOrNull(['now'], row.urgency),
    basis: code(bases, row.basis),
    warnAt: stored(row.warn_at),
    state: code(states, row.state),
    metAt: row.met_at,
    level: row.level,
    calendar: code(['final', 'provisional'], row.calendar),
    facts: stored(row.facts),
    because: stored(row.because),
  };
}

function toRow(obligation: Obligation): ObligationRow {
  return {
    id: obligation.id,
    subject: obligation.subject,
    rule: obligation.rule,
    version: obligation.version,
    clause: obligation.clause,
    owner_id: obligation.ownerId,
    opened_by: obligation.openedBy,
    opened_at: obligation.openedAt,
    due_at: obligation.dueAt,
    urgency: obligation.urgency,
    basis: obligation.basis,
    warn_at: JSON.stringify(obligation.warnAt),
    state: obligation.state,
    met_at: obligation.metAt,
    level: obligation.level,
    calendar: obligation.calendar,
    facts: JSON.stringify(obligation.facts),
    because: JSON.stringify(obligation.because),
  };
}
