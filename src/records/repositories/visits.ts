import { visitReasons } from '../../domain/labels.js';
import type { Reads, Writes } from '../../domain/ports.js';
import type { Viewer } from '../../domain/staff.js';
import { type Visit, visitStates } from '../../domain/visit.js';
import { AppError } from '../../errors.js';
import { code, stored } from '../codes.js';
import type { Session } from '../session.js';
import type { VisitRow } from '../tables.js';
import { insert, lockDiary } from '../upsert.js';
import { visible } from '../visibility.js';

type VisitReads = Pick<Reads, 'findVisit' | 'findVisitByDraft' | 'listVisitsBetween' | 'listVisitsOf' | 'listVisits'>;
type VisitWrites = Pick<Writes, 'insertVisit' | 'updateVisit' | 'lockDiary'>;

export function visitReads(session: Session): VisitReads {
  const visits = (viewer: Viewer) =>
    session.db
      .selectFrom('visits')
      .selectAll()
      .where(visible(viewer, 'owner_id', 'team_id'));
  return {
    async findVisit(viewer, id) {
      return map(await session.first(visits(viewer).where('id', '=', id)));
    },
    async findVisitByDraft(viewer, draftId) {
      return map(await session.first(visits(viewer).where('draft_id', '=', draftId)));
    },
    async listVisitsBetween(viewer, ownerId, from, to) {
      const query = visits(viewer)
        .where('owner_id', '=', ownerId)
        .where('start_at', '<', to)
        .where('end_at', '>', from)
        .where('state', '!=', 'cancelled');
      return (await session.all(query.orderBy('start_at').orderBy('id'))).map(toVisit);
    },
    async listVisitsOf(viewer, customerIds) {
      if (!customerIds.length) return [];
      const query = visits(viewer).where('customer_id', 'in', customerIds).where('state', '!=', 'cancelled');
      return (await session.all(query.orderBy('start_at').orderBy('id'))).map(toVisit);
    },
    async listVisits(viewer) {
      return (await session.all(visits(viewer).orderBy('start_at').orderBy('id'))).map(toVisit);
    },
  };
}

export function visitWrites(session: Session): VisitWrites {
  return {
    lockDiary: (ownerId) => lockDiary(session, ownerId),
    async insertVisit(visit) {
      await insert(session, 'visits', [toRow(visit)]);
    },
    async updateVisit(visit) {
      const { id, ...rest } = session.seal('visits', toRow(visit));
      const written = await session.run(session.db.updateTable('visits').set(rest).where('id', '=', id));
      if (written === 0) throw new AppError('not-found', 'There is no visit of this number.');
    },
  };
}

function map(row: VisitRow | undefined): Visit | undefined {
  return row && toVisit(row);
}

export function toVisit(row: VisitRow): Visit {
  return {
    id: row.id,
    draftId: row.draft_id,
    ownerId: row.owner_id,
    teamId: row.team_id,
    channel: row.channel,
    conversationId: row.conversation_id,
    customerId: row.customer_id,
    customerName: row.customer_name,
    contactId: row.contact_id,
    contactName: row.contact_name,
    reasons: stored<string[]>(row.reasons).map((reason) => code(visitReasons, reason)),
    startAt: row.start_at,
    endAt: row.end_at,
    arriveBy: row.arrive_by,
    agreedByCustomer: row.agreed_by_customer === 1,
    place: row.place,
    note: row.note,
    recordedAt: row.recorded_at,
    state: code(visitStates, row.state),
    changes: row.changes,
    arrivedAt: row.arrived_at,
    heldAt: row.held_at,
    outcome: row.outcome,
  };
}

function toRow(visit: Visit): VisitRow {
  return {
    id: visit.id,
    draft_id: visit.draftId,
    owner_id: visit.ownerId,
    team_id: visit.teamId,
    channel: visit.channel,
    conversation_id: visit.conversationId,
    customer_id: visit.customerId,
    customer_name: visit.customerName,
    contact_id: visit.contactId,
    contact_name: visit.contactName,
    reasons: JSON.stringify(visit.reasons),
    start_at: visit.startAt,
    end_at: visit.endAt,
    arrive_by: visit.arriveBy,
    agreed_by_customer: visit.agreedByCustomer ? 1 : 0,
    place: visit.place,
    note: visit.note,
    recorded_at: visit.recordedAt,
    state: visit.state,
    changes: visit.changes,
    arrived_at: visit.arrivedAt,
    held_at: visit.heldAt,
    outcome: visit.outcome,
  };
}
