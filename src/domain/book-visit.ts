import type { FactMap } from './event.js';
import { recordNumber } from './record-number.js';
import { systemViewer } from './staff.js';
import { appendAndDerive, type UseCaseEnv } from './use-case.js';
import { justBooked, type Visit } from './visit.js';
import { planReminders, type VisitReminders } from './visit-reminders.js';

/** What is told of a visit; ids, owner, number and state are given here. */
export type PlannedVisit = Omit<
  Visit,
  | 'id'
  | 'draftId'
  | 'ownerId'
  | 'teamId'
  | 'channel'
  | 'conversationId'
  | 'recordedAt'
  | 'state'
  | keyof typeof justBooked
> & { isoStart: string; reminders: VisitReminders };

export type NewVisit = PlannedVisit & { draftId: string; at: number };

export type VisitBooked =
  | { kind: 'visit-booked'; visit: Visit; already: boolean }
  /** Nothing was written: the owner is elsewhere at that time. */
  | { kind: 'visit-conflict'; other: Visit };

/**
 * Records a visit unless another of the owner's overlaps that was not shown to him (`seen`: ids of those that were). Bookings
 * of one person wait for one another, so two at once cannot both find the time free.
 */
export async function bookVisit(env: UseCaseEnv, input: NewVisit, seen: readonly string[]): Promise<VisitBooked> {
  const { tx, actor } = env;
  const before = await tx.findVisitByDraft(env.viewer, input.draftId);
  if (before) return { kind: 'visit-booked', visit: before, already: true };
  const other = await overlapping(env, actor.id, input, seen);
  if (other) return { kind: 'visit-conflict', other };
  const { at, isoStart, reminders, ...told } = input;
  const visit: Visit = {
    ...told,
    ...justBooked,
    id: await freeVisitNumber(env, input.startAt),
    ownerId: actor.id,
    teamId: actor.teamId,
    channel: env.channel,
    conversationId: env.conversationId,
    recordedAt: env.now,
    state: input.agreedByCustomer ? 'booked' : 'tentative',
  };
  await tx.insertVisit(visit);
  await planReminders(env, visit, reminders);
  await appendAndDerive(env, {
    subject: subjectOfVisit(visit),
    kind: 'visit.booked',
    at,
    facts: factsOf(visit, isoStart),
  });
  return { kind: 'visit-booked', visit, already: false };
}

export type VisitChanged =
  | { kind: 'visit-changed'; visit: Visit; before: Visit }
  | { kind: 'visit-conflict'; other: Visit }
  /** Nothing was written: it is cancelled, or over. */
  | { kind: 'visit-over'; visit: Visit };

/** Another time, place, person or reason for a visit that is booked: the same number, checked as a booking is. */
export async function changeVisit(
  env: UseCaseEnv,
  visitId: string,
  input: PlannedVisit,
  seen: readonly string[],
): Promise<VisitChanged> {
  const before = await getVisit(env, visitId);
  if (before.state !== 'booked' && before.state !== 'tentative') return { kind: 'visit-over', visit: before };
  const moved = input.startAt !== before.startAt || input.endAt !== before.endAt;
  const other = moved ? await overlapping(env, before.ownerId, input, [...seen, visitId]) : undefined;
  if (other) return { kind: 'visit-conflict', other };
  const { isoStart, reminders, ...told } = input;
  const state = told.agreedByCustomer ? 'booked' : 'tentative';
  const visit: Visit = { ...before, ...told, state, changes: before.changes + 1 };
  await env.tx.updateVisit(visit);
  await planReminders(env, visit, reminders);
  const facts = factsOf(visit, isoStart);
  await appendAndDerive(env, { subject: subjectOfVisit(visit), kind: 'visit.changed', at: env.now, facts });
  return { kind: 'visit-changed', visit, before };
}

export interface VisitCancelled {
  kind: 'visit-cancelled';
  visit: Visit;
  already: boolean;
}

export async function cancelVisit(env: UseCaseEnv, visitId: string): Promise<VisitCancelled> {
  const visit = await getVisit(env, visitId);
  if (visit.state === 'cancelled') return { kind: 'visit-cancelled', visit, already: true };
  const cancelled: Visit = { ...visit, state: 'cancelled', changes: visit.changes + 1 };
  await env.tx.updateVisit(cancelled);
  await appendAndDerive(env, { subject: subjectOfVisit(visit), kind: 'visit.cancelled', at: env.now, facts: {} });
  return { kind: 'visit-cancelled', visit: cancelled, already: false };
}

export async function getVisit(env: UseCaseEnv, visitId: string): Promise<Visit> {
  const visit = await env.tx.findVisit(env.viewer, visitId);
  if (!visit) throw new Error(`visit of the dialog is gone: ${visitId}`);
  return visit;
}

export function subjectOfVisit({ id }: Pick<Visit, 'id'>): string {
  return `visit:${id}`;
}

/** The day in the number is the day of the visit. */
export async function freeVisitNumber(env: UseCaseEnv, startAt: number): Promise<string> {
  for (;;) {
    const id = recordNumber('BF', startAt, env.timeZone);
    if (!(await env.tx.findVisit(systemViewer, id))) return id;
  }
}

async function overlapping(
  env: UseCaseEnv,
  ownerId: string,
  { startAt, endAt }: Pick<Visit, 'startAt' | 'endAt'>,
  seen: readonly string[],
): Promise<Visit | undefined> {
  await env.tx.lockDiary(ownerId);
  const others = await env.tx.listVisitsBetween(env.viewer, ownerId, startAt, endAt);
  return others.find(({ id }) => !seen.includes(id));
}

function factsOf({ agreedByCustomer, customerId, contactId }: Visit, start: string): FactMap {
  return { start, agreedByCustomer, customerId, contactId };
}
