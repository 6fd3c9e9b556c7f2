import type { Complaint } from '../domain/complaint.js';
import type { Contact, Customer } from '../domain/customer.js';
import type { Event } from '../domain/event.js';
import type { FormRecord, FormValues } from '../domain/form-record.js';
import type { GivenAnswer } from '../domain/given-answer.js';
import { labels } from '../domain/labels.js';
import type { ModelCall } from '../domain/model-call.js';
import type { Obligation } from '../domain/obligation.js';
import type { Note, RecordKinds, StoredActivity } from '../domain/ports.js';
import type { Staff } from '../domain/staff.js';
import type { Visit } from '../domain/visit.js';
import { explain } from '../policy/explain.js';
import type { PackForm } from '../policy/forms/types.js';
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
    forms: (record) => formRow(record, context),
    notes: noteRow,
    events: (event) => eventRow(event, context),
    obligations: (obligation) => obligationRow(obligation, context),
    staff: (staff) => staffRow(staff, context),
    customers: (customer) => customerRow(customer, context),
    contacts: contactRow,
    activities: (activity) => activityRow(activity, context),
    answers: (answer) => answerRow(answer, context),
    feedback: (answer) => answerRow(answer, context),
    'model-calls': (call) => modelCallRow(call, context),
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
    sort: complaint.sort && labels.sort[complaint.sort],
    difficult: complaint.difficult,
    escalating: complaint.escalating,
    waitingSince: time(complaint.waitingSince),
    result: complaint.result && labels.result[complaint.result],
    satisfaction: complaint.satisfaction && labels.satisfaction[complaint.satisfaction],
    followedUpAt: time(complaint.followedUpAt),
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
    arrivedAt: time(visit.arrivedAt),
    heldAt: time(visit.heldAt),
    outcome: visit.outcome,
    changes: visit.changes,
    recordedAt: time(visit.recordedAt),
    customerId: visit.customerId,
    contactId: visit.contactId,
    channel: visit.channel,
    draftId: visit.draftId,
  };
}

function formRow(record: FormRecord, { pack, time, name }: RowContext) {
  const form = pack.forms.find(({ id }) => id === record.form);
  return {
    id: record.id,
    form: record.form,
    customer: record.customerName,
    contact: record.contactName,
    at: time(record.at),
    ...labelled(form, record),
    owner: record.ownerId,
    ownerName: name(record.ownerId),
    state: record.state,
    recordedAt: time(record.recordedAt),
    customerId: record.customerId,
    contactId: record.contactId,
    channel: record.channel,
    draftId: record.draftId,
  };
}

function noteRow({ eventId, ...rest }: Note) {
  return { id: eventId, ...rest };
}

/** Values by field; choices as people read them. */
function labelled(form: PackForm | undefined, { values }: FormRecord): FormValues {
  const told: FormValues = { ...values };
  for (const { id, type, options } of form?.fields ?? []) {
    const value = told[id];
    if (type !== 'choice' || value === undefined) continue;
    const labels = options.filter((option) => [value].flat().includes(option.id)).map(({ label }) => label['zh-Hans']);
    told[id] = Array.isArray(value) ? labels : (labels[0] ?? value);
  }
  return told;
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

function answerRow(answer: GivenAnswer, { time }: RowContext) {
  return {
    id: answer.id,
    at: time(answer.at),
    question: answer.question,
    answer: answer.answer,
    clauses: answer.clauses,
    version: answer.version,
    declined: answer.declined,
    byModel: answer.byModel,
    vote: answer.vote,
    votedAt: time(answer.votedAt),
    remark: answer.remark,
    staff: answer.staffId,
  };
}

function modelCallRow({ id, at, ...rest }: ModelCall, { time }: RowContext) {
  return { id, at: time(at), ...rest };
}
