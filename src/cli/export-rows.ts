import type { Complaint } from '../domain/complaint.js';
import type { Contact, Customer } from '../domain/customer.js';
import type { Event } from '../domain/event.js';
import { labels } from '../domain/labels.js';
import type { Obligation } from '../domain/obligation.js';
import type { RecordKinds, StoredActivity } from '../domain/ports.js';
import type { Staff } from '../domain/staff.js';
import type { Visit } from '../domain/visit.js';
import { explain } from '../policy/explain.js';
import { isoLocal } from '../policy/local-time.js';
import type { Pack } from '../policy/types.js';

export type ExportKind = keyof RecordKinds;

/** How a record is told outside: `id` first, times ISO with offset, codes as the labels people read. */
export type RowWriters = { [K in ExportKind]: (record: RecordKinds[K]) => object };

/** `names`: staff by id, for the names beside owners. */
export function rowWriters(pack: Pack, names: ReadonlyMap<string, string>): RowWriters {
  const context: RowContext = {
    pack,
    titles: new Map(pack.rules.map((rule) => [rule.id, rule.title])),
    time: (at) => (at === null ? null : isoLocal(at, pack.timeZone)),
    name: (staffId) => (staffId === null ? null : (names.get(staffId) ?? null)),
  };
  return {
    complaints: (complaint) => complaintRow(complaint, context),
    visits: (visit) => visitRow(visit, context),
    events: (event) => eventRow(event, context),
    obligations: (obligation) => obligationRow(obligation, context),
    staff: (staff) => staffRow(staff, context),
    customers: (customer) => customerRow(customer, context),
    contacts: contactRow,
    activities: (activity) => activityRow(activity, context),
  };
}

interface RowContext {
  pack: Pack;
  titles: ReadonlyMap<string, string>;
  time(at: number | null): string | null;
  name(staffId: string | null): string | null;
}

function complaintRow(complaint: Complaint, { time, name }: RowContext) {
  return {
    id: complaint.id,
    customer: complaint.customerName,
    customerClass: complaint.customerClass,
    contact: complaint.contactName,
    phone: complaint.phone,
    category: labels.category[complaint.category],
    emotion: labels.emotion[complaint.emotion],
    severity: labels.severity[complaint.severity],
    vip: complaint.vip,
    demand: complaint.demand,
    description: complaint.description,
    occurredAt: complaint.occurredAt,
    owner: complaint.ownerId,
    ownerName: name(complaint.ownerId),
    recorder: complaint.recorderId,
    state: complaint.state,
    acceptedAt: time(complaint.acceptedAt),
    recordedAt: time(complaint.recordedAt),
    replyAt: time(complaint.replyAt),
    severityConfirmedBy: complaint.severityConfirmedBy,
    customerId: complaint.customerId,
    contactId: complaint.contactId,
    channel: complaint.channel,
    draftId: complaint.draftId,
  };
}

function visitRow(visit: Visit, { time, name }: RowContext) {
  return {
    id: visit.id,
    customer: visit.customerName,
    contact: visit.contactName,
    reason: visit.reasons.map((reason) => labels.visitReason[reason]),
    start: time(visit.startAt),
    end: time(visit.endAt),
    durationMinutes: Math.round((visit.endAt - visit.startAt) / 60_000),
    arriveBy: time(visit.arriveBy),
    place: visit.place,
    agreedByCustomer: visit.agreedByCustomer,
    note: visit.note,
    owner: visit.ownerId,
    ownerName: name(visit.ownerId),
    state: visit.state,
    recordedAt: time(visit.recordedAt),
    customerId: visit.customerId,
    contactId: visit.contactId,
    channel: visit.channel,
    draftId: visit.draftId,
  };
}

function eventRow(event: Event, { time }: RowContext) {
  const { id, subject, seq, kind, at, recordedAt, ...rest } = event;
  return { id, subject, seq, kind, at: time(at), recordedAt: time(recordedAt), ...rest };
}

function obligationRow(obligation: Obligation, { pack, titles, time, name }: RowContext) {
  return {
    id: obligation.id,
    subject: obligation.subject,
    rule: obligation.rule,
    version: obligation.version,
    title: titles.get(obligation.rule) ?? null,
    owner: obligation.ownerId,
    ownerName: name(obligation.ownerId),
    due: time(obligation.dueAt),
    urgency: obligation.urgency,
    basis: obligation.basis,
    state: obligation.state,
    metAt: time(obligation.metAt),
    warnAt: obligation.warnAt.map(time),
    clause: obligation.clause,
    because: explain(obligation, pack),
    openedBy: obligation.openedBy,
    openedAt: time(obligation.openedAt),
    level: obligation.level,
    calendar: obligation.calendar,
    facts: obligation.facts,
  };
}

function staffRow(staff: Staff, { name }: RowContext) {
  return {
    id: staff.id,
    name: staff.name,
    role: staff.role,
    team: staff.teamId,
    supervisor: staff.supervisorId,
    supervisorName: name(staff.supervisorId),
    workNumber: staff.workNumber,
    phone: staff.phone,
    kind: staff.kind,
  };
}

function customerRow(customer: Customer, { name }: RowContext) {
  return {
    id: customer.id,
    name: customer.name,
    aliases: customer.aliases,
    class: customer.class,
    segment: customer.segment && labels.segment[customer.segment],
    owner: customer.ownerId,
    ownerName: name(customer.ownerId),
    team: customer.teamId,
    area: customer.area,
    address: customer.address,
  };
}

function contactRow(contact: Contact) {
  return {
    id: contact.id,
    customer: contact.customerId,
    name: contact.name,
    title: contact.title,
    role: labels.contactRole[contact.role],
    phone: contact.phone,
    vip: contact.vipTier && labels.vipTier[contact.vipTier],
    government: contact.tier === 'government',
  };
}

function activityRow({ conversationId, seq, json, at }: StoredActivity, { time }: RowContext) {
  const activity: unknown = JSON.parse(json);
  return { id: `${conversationId}/${seq}`, conversation: conversationId, seq, at: time(at), activity };
}
