import { recordNumber } from './record-number.js';
import { systemViewer } from './staff.js';
import { appendAndDerive, type UseCaseEnv } from './use-case.js';
import type { Visit } from './visit.js';

export type NewVisit = Omit<
  Visit,
  'id' | 'ownerId' | 'teamId' | 'channel' | 'conversationId' | 'recordedAt' | 'state' | 'arriveBy'
> & { at: number; isoStart: string };

export type VisitBooked =
  | { kind: 'visit-booked'; visit: Visit; already: boolean }
  /** Nothing was written: the owner is elsewhere at that time. */
  | { kind: 'visit-conflict'; other: Visit };

/** At the place ten minutes early (A2-15). */
export const arriveEarlyMs = 10 * 60_000;

/** Records a visit unless another of the owner's overlaps (checked in the same transaction); `allowOverlap` books all the same. */
export async function bookVisit(env: UseCaseEnv, input: NewVisit, allowOverlap: boolean): Promise<VisitBooked> {
  const { tx, actor } = env;
  const before = await tx.findVisitByDraft(env.viewer, input.draftId);
  if (before) return { kind: 'visit-booked', visit: before, already: true };
  if (!allowOverlap) {
    const [other] = await tx.listVisitsBetween(env.viewer, actor.id, input.startAt, input.endAt);
    if (other) return { kind: 'visit-conflict', other };
  }
  const { at, isoStart, ...told } = input;
  const visit: Visit = {
    ...told,
    id: await freeNumber(env, input.startAt),
    ownerId: actor.id,
    teamId: actor.teamId,
    channel: env.channel,
    conversationId: env.conversationId,
    arriveBy: input.startAt - arriveEarlyMs,
    recordedAt: env.now,
    state: input.agreedByCustomer ? 'booked' : 'tentative',
  };
  await tx.insertVisit(visit);
  await appendAndDerive(env, {
    subject: `visit:${visit.id}`,
    kind: 'visit.booked',
    at,
    facts: {
      start: isoStart,
      agreedByCustomer: visit.agreedByCustomer,
      customerId: visit.customerId,
      contactId: visit.contactId,
    },
  });
  return { kind: 'visit-booked', visit, already: false };
}

export interface VisitCancelled {
  kind: 'visit-cancelled';
  visit: Visit;
  already: boolean;
}

export async function cancelVisit(env: UseCaseEnv, visitId: string): Promise<VisitCancelled> {
  const visit = await env.tx.findVisit(env.viewer, visitId);
  if (!visit) throw new Error(`visit of the dialog is gone: ${visitId}`);
  if (visit.state === 'cancelled') return { kind: 'visit-cancelled', visit, already: true };
  const cancelled: Visit = { ...visit, state: 'cancelled' };
  await env.tx.updateVisit(cancelled);
  await appendAndDerive(env, {
    subject: `visit:${visit.id}`,
    kind: 'visit.cancelled',
    at: env.now,
    facts: {},
  });
  return { kind: 'visit-cancelled', visit: cancelled, already: false };
}

/** The day in the number is the day of the visit. */
async function freeNumber(env: UseCaseEnv, startAt: number): Promise<string> {
  for (;;) {
    const id = recordNumber('BF', startAt, env.timeZone);
    if (!(await env.tx.findVisit(systemViewer, id))) return id;
  }
}
