import { sql } from 'kysely';
import { type Complaint, complaintStates } from '../../domain/complaint.js';
import {
  answerResults,
  categories,
  customerClasses,
  emotions,
  satisfactions,
  severities,
  sorts,
} from '../../domain/labels.js';
import type { Reads, Writes } from '../../domain/ports.js';
import type { Viewer } from '../../domain/staff.js';
import { AppError } from '../../errors.js';
import { code, codeOrNull } from '../codes.js';
import { precompiledFor } from '../precompiled.js';
import type { Session } from '../session.js';
import type { ComplaintRow } from '../tables.js';
import { insert } from '../upsert.js';
import { visible } from '../visibility.js';

const byId = precompiledFor((db, viewer, id: string) =>
  db
    .selectFrom('complaints')
    .selectAll()
    .where(visible(viewer, 'owner_id', 'team_id'))
    .where('id', '=', id),
);

const byDraft = precompiledFor((db, viewer, draft: string) =>
  db
    .selectFrom('complaints')
    .selectAll()
    .where(visible(viewer, 'owner_id', 'team_id'))
    .where('draft_id', '=', draft),
);

const recent = precompiledFor((db, viewer, since: number) =>
  db
    .selectFrom('complaints')
    .selectAll()
    .where(visible(viewer, 'owner_id', 'team_id'))
    .where((eb) => eb.or([eb('accepted_at', '>=', since), eb('state', 'not in', ['closed', 'withdrawn'])]))
    .orderBy('accepted_at', 'desc')
    .orderBy('id'),
);

/** More are never compared. */
const comparedAtMost = 12;

const openOfKnown = precompiledFor((db, viewer, customerId: string, since: number) =>
  stillOpen(db, viewer, since).where('customer_id', '=', customerId),
);

const openOfNamed = precompiledFor((db, viewer, name: string, since: number) =>
  stillOpen(db, viewer, since).where('customer_id', 'is', null).where('customer_name', '=', name),
);

function stillOpen(db: Session['db'], viewer: Viewer, since: number) {
  return db
    .selectFrom('complaints')
    .selectAll()
    .where(visible(viewer, 'owner_id', 'team_id'))
    .where('accepted_at', '>=', since)
    .where('state', 'not in', ['closed', 'withdrawn'])
    .orderBy('accepted_at', 'desc')
    .orderBy('id')
    .limit(sql.lit(comparedAtMost));
}

type ComplaintReads = Pick<
  Reads,
  | 'findComplaint'
  | 'findComplaintByDraft'
  | 'listComplaints'
  | 'listComplaintsOf'
  | 'listOpenComplaintsOf'
  | 'listComplaintsIn'
  | 'listRecentComplaints'
>;
type ComplaintWrites = Pick<Writes, 'insertComplaint' | 'updateComplaint'>;

export function complaintReads(session: Session): ComplaintReads {
  const complaints = (viewer: Viewer) =>
    session.db
      .selectFrom('complaints')
      .selectAll()
      .where(visible(viewer, 'owner_id', 'team_id'));
  return {
    async findComplaint(viewer, id) {
      return map(await session.first(byId(session, viewer, id)));
    },
    async findComplaintByDraft(viewer, draftId) {
      return map(await session.first(byDraft(session, viewer, draftId)));
    },
    async listComplaints(viewer) {
      return (await session.all(complaints(viewer).orderBy('accepted_at').orderBy('id'))).map(toComplaint);
    },
    async listComplaintsOf(viewer, customerIds) {
      if (!customerIds.length) return [];
      const theirs = complaints(viewer).where('customer_id', 'in', customerIds);
      return (await session.all(theirs.orderBy('accepted_at').orderBy('id'))).map(toComplaint);
    },
    async listOpenComplaintsOf(viewer, { id, name }, since) {
      const theirs = id === null ? openOfNamed(session, viewer, name, since) : openOfKnown(session, viewer, id, since);
      return (await session.all(theirs)).map(toComplaint);
    },
    async listComplaintsIn(viewer, conversationId) {
      const told = complaints(viewer).where('conversation_id', '=', conversationId);
      return (await session.all(told.orderBy('accepted_at').orderBy('id'))).map(toComplaint);
    },
    async listRecentComplaints(viewer, since) {
      return (await session.all(recent(session, viewer, since))).map(toComplaint);
    },
  };
}

export function complaintWrites(session: Session): ComplaintWrites {
  return {
    async insertComplaint(complaint) {
      await insert(session, 'complaints', [toRow(complaint)]);
    },
    async updateComplaint(complaint) {
      const { id, ...rest } = session.seal('complaints', toRow(complaint));
      const written = await session.run(session.db.updateTable('complaints').set(rest).where('id', '=', id));
      if (written === 0) throw new AppError('not-found', 'There is no complaint of this number.');
    },
  };
}

function map(row: ComplaintRow | undefined): Complaint | undefined {
  return row && toComplaint(row);
}

export function toComplaint(row: ComplaintRow): Complaint {
  return {
    id: row.id,
    draftId: row.draft_id,
    ownerId: row.owner_id,
    recorderId: row.recorder_id,
    teamId: row.team_id,
    channel: row.channel,
    conversationId: row.conversation_id,
    customerId: row.customer_id,
    customerName: row.customer_name,
    customerClass: codeOrNull(customerClasses, row.customer_class),
    contactId: row.contact_id,
    contactName: row.contact_name,
    phone: row.phone,
    category: code(categories, row.category),
    emotion: code(emotions, row.emotion),
    severity: code(severities, row.severity),
    severityConfirmedBy: row.severity_confirmed_by,
    vip: row.vip === 1,
    demand: row.demand,
    description: row.description,
    occurredAt: row.occurred_at,
    acceptedAt: row.accepted_at,
    recordedAt: row.recorded_at,
    replyAt: row.reply_at,
    state: code(complaintStates, row.state),
    sort: codeOrNull(sorts, row.sort),
    difficult: row.difficult === 1,
    escalating: row.escalating === 1,
    waitingSince: row.waiting_since,
    result: codeOrNull(answerResults, row.result),
    satisfaction: codeOrNull(satisfactions, row.satisfaction),
    followedUpAt: row.followed_up_at,
  };
}

function toRow(complaint: Complaint): ComplaintRow {
  return {
    id: complaint.id,
    draft_id: complaint.draftId,
    owner_id: complaint.ownerId,
    recorder_id: complaint.recorderId,
    team_id: complaint.teamId,
    channel: complaint.channel,
    conversation_id: complaint.conversationId,
    customer_id: complaint.customerId,
    customer_name: complaint.customerName,
    customer_class: complaint.customerClass,
    contact_id: complaint.contactId,
    contact_name: complaint.contactName,
    phone: complaint.phone,
    category: complaint.category,
    emotion: complaint.emotion,
    severity: complaint.severity,
    severity_confirmed_by: complaint.severityConfirmedBy,
    vip: complaint.vip ? 1 : 0,
    demand: complaint.demand,
    description: complaint.description,
    occurred_at: complaint.occurredAt,
    accepted_at: complaint.acceptedAt,
    recorded_at: complaint.recordedAt,
    reply_at: complaint.replyAt,
    state: complaint.state,
    sort: complaint.sort,
    difficult: complaint.difficult ? 1 : 0,
    escalating: complaint.escalating ? 1 : 0,
    waiting_since: complaint.waitingSince,
    result: complaint.result,
    satisfaction: complaint.satisfaction,
    followed_up_at: complaint.followedUpAt,
  };
}
