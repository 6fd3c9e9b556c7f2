import { isOwed, isUnmet } from './acts.js';
import type { FactMap } from './event.js';
import { type FormRecord, type FormValues, subjectOfForm } from './form-record.js';
import type { Obligation } from './obligation.js';
import { recordNumber } from './record-number.js';
import { type Staff, systemViewer } from './staff.js';
import { present, superiorOf } from './superiors.js';
import { settleCardsOf, settleLate } from './tell-act.js';
import { appendAndDerive, type UseCaseEnv } from './use-case.js';

/** Something a form says happened, and to whom or what. */
export interface ToldEvent {
  kind: string;
  on: 'record' | 'followed' | 'customer' | 'contact' | 'staff';
  /** Epoch ms, never in the future. */
  at: number;
  facts: FactMap;
}

/** Who is to know: a post, `supervisor`, or `owner` of the record that is followed. `n` counts the tellings of the form. */
export interface Telling {
  n: number;
  to: string;
  /** Event that says the report was made, appended once it is delivered. */
  report: string | null;
}

/** What a finished form hands over; number, owner and times of recording are given here. */
export interface NewFormRecord {
  form: string;
  prefix: string;
  draftId: string;
  customerId: string | null;
  customerName: string | null;
  contactId: string | null;
  contactName: string | null;
  values: FormValues;
  at: number;
  state: string;
  /** An earlier record this one goes on from, only while it is in one of these states, and its state afterwards. */
  follows: { id: string; in: string[]; becomes: string | null } | null;
  /** Whom it is about, where that is a colleague. */
  staffId: string | null;
  events: ToldEvent[];
  tells: Telling[];
  leave: { from: number; until: number } | null;
}

export interface Told {
  n: number;
  to: string;
  /** null: nobody holds that post. */
  staff: Staff | null;
  sent: 'delivered' | 'queued' | 'undelivered' | null;
}

export type FormRecorded =
  | {
      kind: 'form-recorded';
      record: FormRecord;
      followed: FormRecord | null;
      /** Owed because of it. */
      opened: Obligation[];
      /** Done with it. */
      met: Obligation[];
      told: Told[];
      /** Who is asked to let it count, because it was told after the due time. */
      acceptBy: Staff | null;
      /** The draft had been confirmed before: this is the first number again. */
      already: boolean;
      /** Further records of the same draft. */
      also: FormRecord[];
      /** Who stands in for somebody on leave (A3-27). */
      standIn: Staff | null;
    }
  /** Nothing was written: the earlier record is in another state by now. */
  | { kind: 'form-refused'; followed: FormRecord };

/** A draft that makes several records makes all of them or none. */
export async function recordForms(env: UseCaseEnv, inputs: readonly NewFormRecord[]): Promise<FormRecorded> {
  const outcomes: FormRecorded[] = [];
  for (const input of inputs) outcomes.push(await recordForm(env, input));
  const [first, ...others] = outcomes;
  if (!first) throw new Error('a form was confirmed that makes no record');
  const recorded = others.filter((each) => each.kind === 'form-recorded');
  if (first.kind !== 'form-recorded') return first;
  return {
    ...first,
    opened: [...first.opened, ...recorded.flatMap(({ opened }) => opened)],
    met: [...first.met, ...recorded.flatMap(({ met }) => met)],
    told: [...first.told, ...recorded.flatMap(({ told }) => told)],
    also: recorded.map(({ record }) => record),
  };
}

/**
 * Records what a form tells: the row, its events, what they open and meet, the state of the record it goes on from, and who
 * is told, in one transaction. A second confirm of the same draft returns the first record.
 */
async function recordForm(env: UseCaseEnv, input: NewFormRecord): Promise<FormRecorded> {
  const { tx, actor } = env;
  const before = await tx.findFormRecordByDraft(env.viewer, input.draftId);
  if (before)
    return {
      kind: 'form-recorded',
      record: before,
      followed: null,
      opened: [],
      met: [],
      told: [],
      acceptBy: null,
      already: true,
      also: [],
      standIn: null,
    };
  const followed = await goOnFrom(env, input);
  if (followed && input.follows && !input.follows.in.includes(followed.before.state))
    return { kind: 'form-refused', followed: followed.before };
  const record: FormRecord = {
    id: await freeNumber(env, input),
    form: input.form,
    draftId: input.draftId,
    ownerId: actor.id,
    teamId: actor.teamId,
    channel: env.channel,
    conversationId: env.conversationId,
    customerId: input.customerId,
    customerName: input.customerName,
    contactId: input.contactId,
    contactName: input.contactName,
    values: input.values,
    at: input.at,
    recordedAt: env.now,
    state: input.state,
  };
  await tx.insertFormRecord(record);
  const standIn = input.leave ? await takeLeave(env, input.staffId ?? actor.id, input.leave) : null;
  if (followed && followed.after.state !== followed.before.state) await tx.updateFormRecord(followed.after);
  const { opened, met, acceptBy } = await appendAll(env, input, record, followed?.after ?? null);
  const told = await tellAll(env, input, record, followed?.after ?? null);
  const still = told.some((each) => each.sent === 'delivered') ? await currentOf(env, opened) : opened;
  return {
    kind: 'form-recorded',
    record,
    followed: followed?.after ?? null,
    opened: still,
    met,
    told,
    acceptBy,
    already: false,
    also: [],
    standIn,
  };
}

/** The report reached its reader: the event that says so. */
export function formReportDelivered(env: UseCaseEnv, record: FormRecord, kind: string): Promise<Obligation[]> {
  return appendAndDerive(env, { subject: subjectOfForm(record), kind, at: env.now, facts: {} });
}

/** Reminders of somebody on leave go to his supervisor meanwhile. */
async function takeLeave(
  { tx }: UseCaseEnv,
  staffId: string,
  leave: { from: number; until: number },
): Promise<Staff | null> {
  await tx.upsertLeave({ staffId, ...leave });
  const staff = await tx.findStaff(systemViewer, staffId);
  return (staff && (await superiorOf(tx, staff))) ?? null;
}

interface Followed {
  before: FormRecord;
  after: FormRecord;
}

async function goOnFrom(env: UseCaseEnv, { follows }: NewFormRecord): Promise<Followed | null> {
  if (!follows) return null;
  const before = await env.tx.findFormRecord(env.viewer, follows.id);
  if (!before) throw new Error(`the record a form goes on from is gone: ${follows.id}`);
  return { before, after: { ...before, state: follows.becomes ?? before.state } };
}

/** Appends the events by subject, as what the program may see: a customer may be another manager's. */
async function appendAll(env: UseCaseEnv, input: NewFormRecord, record: FormRecord, followed: FormRecord | null) {
  const opened: Obligation[] = [];
  const met: Obligation[] = [];
  let acceptBy: Staff | null = null;
  const bySubject = Map.groupBy(input.events, (event) => subjectOf(event, input, record, followed, env.actor));
  for (const [subject, events] of bySubject) {
    const before = await env.tx.listObligations(systemViewer, { subject });
    const appended = await append(env, subject, events, record);
    await settleCardsOf(env, appended.obligations);
    for (const after of appended.obligations) {
      const known = before.find((each) => each.id === after.id);
      if (!known && isOwed(after)) opened.push(after);
      if (known && isUnmet(known) && !isUnmet(after)) {
        met.push(after);
        const late = await settleLate(env, after, { eventId: appended.lastId, at: appended.lastAt, result: null });
        acceptBy = late?.acceptBy ?? acceptBy;
      }
    }
  }
  return { opened, met, acceptBy };
}

async function append(env: UseCaseEnv, subject: string, events: readonly ToldEvent[], record: FormRecord) {
  let obligations: Obligation[] = [];
  let lastId = '';
  let lastAt = env.now;
  for (const { kind, at, facts } of events) {
    lastId = env.newId();
    lastAt = Math.min(at, env.now);
    const own: FactMap = { recordId: record.id, customerId: record.customerId, contactId: record.contactId, ...facts };
    obligations = await appendAndDerive(
      { ...env, viewer: systemViewer, newId: () => lastId },
      { subject, kind, at: lastAt, facts: own },
    );
  }
  return { obligations, lastId, lastAt };
}

/** A customer or person the directory does not know has no chain of its own: what happened stands with the record. */
function subjectOf(
  { on }: ToldEvent,
  { customerId, contactId, staffId }: NewFormRecord,
  record: FormRecord,
  followed: FormRecord | null,
  actor: Staff,
): string {
  const own = subjectOfForm(record);
  switch (on) {
    case 'record':
      return own;
    case 'followed':
      return followed ? subjectOfForm(followed) : own;
    case 'customer':
      return customerId ? `customer:${customerId}` : own;
    case 'contact':
      return contactId ? `contact:${contactId}` : own;
    case 'staff':
      return `staff:${staffId ?? actor.id}`;
    default:
      return on satisfies never;
  }
}

async function tellAll(
  env: UseCaseEnv,
  { tells }: NewFormRecord,
  record: FormRecord,
  followed: FormRecord | null,
): Promise<Told[]> {
  const told: Told[] = [];
  for (const telling of tells) {
    const people = await readersOf(env, telling.to, followed);
    if (people.length === 0) told.push({ n: telling.n, to: telling.to, staff: null, sent: null });
    for (const staff of people) {
      const key = `form|${record.id}|${telling.n}|${staff.id}`;
      const sent = await env.tell({ about: 'form', recipientId: staff.id, key, record, followed, telling: telling.n });
      told.push({ n: telling.n, to: telling.to, staff, sent });
    }
    const reached = told.some((each) => each.n === telling.n && each.sent === 'delivered');
    if (telling.report && reached) await formReportDelivered(env, record, telling.report);
  }
  return told;
}

/** Nobody is told of what he does himself. */
async function readersOf(env: UseCaseEnv, to: string, followed: FormRecord | null): Promise<Staff[]> {
  const found = await staffOf(env, to, followed);
  return found.filter((each) => each.id !== env.actor.id);
}

async function staffOf({ tx, actor, now }: UseCaseEnv, to: string, followed: FormRecord | null): Promise<Staff[]> {
  if (to === 'supervisor') {
    const superior = await superiorOf(tx, actor);
    return superior ? [(await present(tx, superior, now)).staff] : [];
  }
  const ids = to === 'owner' ? (followed ? [followed.ownerId] : []) : await tx.listPostHolders(to);
  const found = await Promise.all(ids.map((id) => tx.findStaff(systemViewer, id)));
  return found.filter((each) => each !== undefined);
}

/** As they stand after a report that was delivered at once. */
async function currentOf(env: UseCaseEnv, obligations: readonly Obligation[]): Promise<Obligation[]> {
  const subjects = [...new Set(obligations.map((each) => each.subject))];
  const current = await env.tx.listObligationsOf(systemViewer, subjects);
  return current.filter((each) => obligations.some((other) => other.id === each.id) && isOwed(each));
}

async function freeNumber(env: UseCaseEnv, { prefix, at }: NewFormRecord): Promise<string> {
  for (;;) {
    const id = recordNumber(prefix, at, env.timeZone);
    if (!(await env.tx.findFormRecord(systemViewer, id))) return id;
  }
}
