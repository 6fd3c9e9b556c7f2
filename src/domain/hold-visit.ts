import { freeVisitNumber, getVisit, subjectOfVisit } from './book-visit.js';
import type { Obligation } from './obligation.js';
import { systemViewer } from './staff.js';
import { appendAndDerive, type UseCaseEnv } from './use-case.js';
import { justBooked, type Visit } from './visit.js';

export interface VisitArrived {
  kind: 'visit-arrived';
  visit: Visit;
  already: boolean;
}

/** Checked in: 「我到了」. `at` is not in the future. */
export async function arriveAtVisit(env: UseCaseEnv, visitId: string, at: number): Promise<VisitArrived> {
  const visit = await getVisit(env, visitId);
  if (visit.arrivedAt !== null || visit.state === 'held') return { kind: 'visit-arrived', visit, already: true };
  const arrived: Visit = { ...visit, state: 'arrived', arrivedAt: at };
  await env.tx.updateVisit(arrived);
  const minutesEarly = Math.round((visit.startAt - at) / 60_000);
  await appendAndDerive(env, { subject: subjectOfVisit(visit), kind: 'visit.arrived', at, facts: { minutesEarly } });
  return { kind: 'visit-arrived', visit: arrived, already: false };
}

/** What is told once a visit is over. */
export interface HeldVisit {
  /** A visit that was booked; null: one nobody booked, told afterwards. */
  visitId: string | null;
  draftId: string;
  customer: Pick<Visit, 'customerId' | 'customerName' | 'contactId' | 'contactName' | 'reasons'>;
  /** When it was over, epoch ms; not in the future. */
  at: number;
  outcome: string;
  /** The talks came to an end: progress is owed to the customer (A2-21). */
  talksEnded: boolean;
  /** It counts as care for this person. */
  careFor: { contactId: string; vipTier: string | null; segment: string | null; role: string | null } | null;
  /** Next touch as agreed, ISO with offset; null when none was said. */
  nextTouch: string | null;
}

export interface VisitHeld {
  kind: 'visit-held';
  visit: Visit;
  /** Opened by what was told: feedback after talks, the next touch. */
  obligations: Obligation[];
  already: boolean;
}

/** How a visit went: the record, and every fact the rules wait for. */
export async function holdVisit(env: UseCaseEnv, input: HeldVisit): Promise<VisitHeld> {
  const before = input.visitId === null ? await unbooked(env, input) : await getVisit(env, input.visitId);
  if (before.state === 'held') return { kind: 'visit-held', visit: before, obligations: [], already: true };
  const visit: Visit = { ...before, state: 'held', heldAt: input.at, outcome: input.outcome };
  await env.tx.updateVisit(visit);
  const subject = subjectOfVisit(visit);
  const booked = input.visitId !== null;
  const facts = { booked, customerId: visit.customerId, contactId: visit.contactId };
  let own = await appendAndDerive(env, { subject, kind: 'visit.held', at: input.at, facts });
  if (input.talksEnded)
    own = await appendAndDerive(env, { subject, kind: 'negotiation.ended', at: input.at, facts: {} });
  const touched = await touchMade(env, visit, input);
  if (input.careFor) await careGiven(env, input.careFor, input.at);
  return { kind: 'visit-held', visit, obligations: [...own, ...touched], already: false };
}

/** The customer was in touch with, and when that is to be again: one date a customer. */
async function touchMade(env: UseCaseEnv, visit: Visit, { at, nextTouch }: HeldVisit): Promise<Obligation[]> {
  const made = { ...touchOf(visit), kind: 'touch.made', at, facts: { ownerId: visit.ownerId } };
  const after = await appendAsProgram(env, made);
  return nextTouch === null ? after : await planTouch(env, visit, nextTouch);
}

/** The next touch of a customer; a later one takes its place. */
export async function planTouch(
  env: UseCaseEnv,
  about: Pick<Visit, 'id' | 'customerId' | 'ownerId'>,
  isoAt: string,
): Promise<Obligation[]> {
  const facts = { ownerId: about.ownerId, at: isoAt };
  return await appendAsProgram(env, { ...touchOf(about), kind: 'touch.planned', at: env.now, facts });
}

/** A customer the directory does not know is followed under the visit. */
function touchOf({ id, customerId }: Pick<Visit, 'id' | 'customerId'>): { subject: string } {
  return { subject: customerId === null ? `visit:${id}` : `customer:${customerId}` };
}

async function careGiven(env: UseCaseEnv, person: NonNullable<HeldVisit['careFor']>, at: number): Promise<void> {
  const { contactId, ...facts } = person;
  const ownerId = env.actor.id;
  await appendAsProgram(env, { subject: `contact:${contactId}`, kind: 'care.given', at, facts: { ...facts, ownerId } });
}

/** Of a customer in another portfolio the speaker sees no events; what is owed is derived from all of them. */
async function appendAsProgram(env: UseCaseEnv, fact: Parameters<typeof appendAndDerive>[1]): Promise<Obligation[]> {
  return await appendAndDerive({ ...env, viewer: systemViewer }, fact);
}

/** Nobody booked it: its number is of the day it was held. */
async function unbooked(env: UseCaseEnv, { draftId, customer, at }: HeldVisit): Promise<Visit> {
  const before = await env.tx.findVisitByDraft(env.viewer, draftId);
  if (before) return before;
  const visit: Visit = {
    ...customer,
    ...justBooked,
    id: await freeVisitNumber(env, at),
    draftId,
    ownerId: env.actor.id,
    teamId: env.actor.teamId,
    channel: env.channel,
    conversationId: env.conversationId,
    startAt: at,
    endAt: at,
    arriveBy: at,
    agreedByCustomer: true,
    place: null,
    note: null,
    recordedAt: env.now,
    state: 'arrived',
  };
  await env.tx.insertVisit(visit);
  return visit;
}
