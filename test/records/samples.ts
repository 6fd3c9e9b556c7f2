import { type Complaint, justAccepted } from '../../src/domain/complaint.js';
import type { Contact, Customer } from '../../src/domain/customer.js';
import type { NewEvent } from '../../src/domain/event.js';
import type { FormRecord } from '../../src/domain/form-record.js';
import type { Obligation } from '../../src/domain/obligation.js';
import type { Conversation, InboxRow, OutboxRow } from '../../src/domain/ports.js';
import { type Staff, type Viewer, viewerOf } from '../../src/domain/staff.js';
import { justBooked, type Visit } from '../../src/domain/visit.js';

/** 2026-11-24T16:50:00+08:00 */
export const now = 1_795_510_200_000;

export function staff(id: string, change: Partial<Staff> = {}): Staff {
  return {
    id,
    name: `员工${id}`,
    workNumber: null,
    role: 'manager',
    teamId: 'east',
    supervisorId: 'boss-east',
    phone: null,
    kind: 'directory',
    ...change,
  };
}

export const people = {
  anna: staff('anna'),
  ben: staff('ben'),
  bossEast: staff('boss-east', { role: 'supervisor', supervisorId: null }),
  carl: staff('carl', { teamId: 'west', supervisorId: 'boss-west' }),
  bossWest: staff('boss-west', { role: 'supervisor', teamId: 'west', supervisorId: null }),
  admin: staff('admin', { role: 'administrator', teamId: 'office', supervisorId: null }),
};

export const viewers: Record<keyof typeof people | 'system', Viewer> = {
  anna: viewerOf(people.anna),
  ben: viewerOf(people.ben),
  bossEast: viewerOf(people.bossEast),
  carl: viewerOf(people.carl),
  bossWest: viewerOf(people.bossWest),
  admin: viewerOf(people.admin),
  system: { kind: 'system' },
};

export function customer(id: string, change: Partial<Customer> = {}): Customer {
  return {
    id,
    name: `客户${id}`,
    aliases: [],
    class: 'B1',
    segment: null,
    ownerId: 'anna',
    teamId: 'east',
    area: null,
    address: null,
    ...change,
  };
}

export function contact(id: string, customerId: string, change: Partial<Contact> = {}): Contact {
  return {
    id,
    customerId,
    name: `人${id}`,
    title: null,
    role: 'liaison',
    phone: null,
    vipTier: null,
    tier: null,
    ...change,
  };
}

export function complaint(id: string, change: Partial<Complaint> = {}): Complaint {
  return {
    id,
    draftId: `draft-${id}`,
    ownerId: 'anna',
    recorderId: 'anna',
    teamId: 'east',
    channel: 'webchat',
    conversationId: 'webchat|1',
    customerId: 'yuanfan',
    customerName: '远帆食品',
    customerClass: 'A2',
    contactId: null,
    contactName: '王芳',
    phone: null,
    category: 'tariff',
    emotion: 'angry',
    severity: 'ordinary',
    severityConfirmedBy: null,
    vip: false,
    demand: '查清、退费',
    description: '10月账单多出短信费480元',
    occurredAt: '2026-10',
    acceptedAt: now,
    recordedAt: now + 60_000,
    sort: null,
    ...justAccepted,
    ...change,
  };
}

export function visit(id: string, change: Partial<Visit> = {}): Visit {
  return {
    id,
    draftId: `draft-${id}`,
    ownerId: 'anna',
    teamId: 'east',
    channel: 'webchat',
    conversationId: 'webchat|1',
    customerId: null,
    customerName: '远帆食品',
    contactId: null,
    contactName: null,
    reasons: ['gift', 'offer'],
    startAt: now,
    endAt: now + 3_600_000,
    arriveBy: now - 600_000,
    agreedByCustomer: true,
    place: null,
    note: null,
    recordedAt: now,
    state: 'booked',
    ...justBooked,
    ...change,
  };
}

export function formRecord(id: string, change: Partial<FormRecord> = {}): FormRecord {
  return {
    id,
    form: 'onsite-day',
    draftId: `draft-${id}`,
    ownerId: 'anna',
    teamId: 'east',
    channel: 'webchat',
    conversationId: 'webchat|1',
    customerId: 'yuanfan',
    customerName: '远帆食品',
    contactId: null,
    contactName: null,
    values: {},
    at: now,
    recordedAt: now,
    state: 'recorded',
    ...change,
  };
}

export function event(id: string, subject: string, change: Partial<NewEvent> = {}): NewEvent {
  return {
    id,
    subject,
    kind: 'complaint.accepted',
    at: now,
    recordedAt: now + 60_000,
    actor: 'anna',
    channel: 'webchat',
    facts: { vip: false, severity: 'ordinary', amount: 480, customerClass: null },
    ...change,
  };
}

export function obligation(id: string, subject: string, change: Partial<Obligation> = {}): Obligation {
  return {
    id,
    subject,
    rule: 'complaint.answer',
    version: 1,
    clause: 'complaint.answer-limit',
    ownerId: 'anna',
    openedBy: 'event-1',
    openedAt: now,
    dueAt: now + 86_400_000,
    urgency: null,
    basis: 'handbook',
    warnAt: [now + 82_800_000],
    state: 'open',
    metAt: null,
    level: 0,
    calendar: 'final',
    facts: { vip: true },
    because: [{ key: 'started', values: { at: now } }],
    ...change,
  };
}

export function conversation(id: string, change: Partial<Conversation> = {}): Conversation {
  return {
    id,
    channel: 'webchat',
    staffId: 'anna',
    private: true,
    reachable: true,
    reference: '{}',
    lastUsedAt: now,
    ...change,
  };
}

export function message(activityId: string, change: Partial<InboxRow> = {}): InboxRow {
  return {
    channel: 'webchat',
    conversationId: '1',
    activityId,
    activity: '{"text":"投诉"}',
    receivedAt: now,
    at: now,
    replies: null,
    ...change,
  };
}

export function outgoing(key: string, change: Partial<OutboxRow> = {}): OutboxRow {
  return {
    key,
    staffId: 'anna',
    conversationId: null,
    activity: '{"text":"到点了"}',
    at: now,
    state: 'pending',
    attempts: 0,
    ...change,
  };
}

export async function all<T>(rows: AsyncIterable<T>): Promise<T[]> {
  const list: T[] = [];
  for await (const row of rows) list.push(row);
  return list;
}
