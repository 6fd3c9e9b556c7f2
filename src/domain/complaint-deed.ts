import type { Complaint } from './complaint.js';
import type { FactMap } from './event.js';
import type { Obligation } from './obligation.js';
import { type Staff, systemViewer } from './staff.js';
import { present, superiorOf } from './superiors.js';
import { appendAndDerive, type UseCaseEnv } from './use-case.js';

/** One thing that happened to a complaint, as people are told of it. */
export interface Deed {
  kind: string;
  at: number;
  facts: FactMap;
  text: string | null;
}

/** Something a colleague should read about a complaint. */
export interface ComplaintNotice {
  about: 'complaint';
  kind:
    | 'a-class-progress'
    | 'solution-refused'
    | 'marked'
    | 'withdrawn'
    | 'lowered'
    | 'given-to-you'
    | 'taken-from-you'
    | 'reassigned'
    | 'reassignment-asked'
    | 'twin-of-yours'
    | 'twin-of-your-own'
    | 'twins-in-team';
  recipientId: string;
  /** One reason, one message: `<kind>|<number>|<recipient>|<event>`. */
  key: string;
  complaint: Complaint;
  by: Staff;
  /** Whom the complaint goes to, where it changes hands. */
  to: Staff | null;
  deed: Deed;
}

export interface Happened {
  eventId: string;
  deed: Deed;
  obligations: Obligation[];
}

/** Appends what happened, with the words that belong to it, and brings the obligations up to date. */
export async function happen(
  env: UseCaseEnv,
  complaint: Pick<Complaint, 'id'>,
  deed: Omit<Deed, 'text'> & { text?: string | null; was?: string | null },
): Promise<Happened> {
  const eventId = env.newId();
  const { kind, at, facts, text = null, was = null } = deed;
  const subject = `complaint:${complaint.id}`;
  const obligations = await appendAndDerive({ ...env, newId: () => eventId }, { subject, kind, at, facts });
  if (text !== null) await env.tx.insertNotes([{ eventId, subject, text, was }]);
  return { eventId, deed: { kind, at, facts, text }, obligations };
}

/** Whom progress is reported to: the owner's supervisor, while he is away whoever stands in. */
export async function superiorOfOwner(env: UseCaseEnv, { ownerId }: Complaint): Promise<Staff | undefined> {
  const owner = await env.tx.findStaff(systemViewer, ownerId);
  const superior = owner && (await superiorOf(env.tx, owner));
  return superior && (await present(env.tx, superior, env.now)).staff;
}

/** Tells one colleague, unless he is the one who did it. */
export async function tellOf(
  env: UseCaseEnv,
  kind: ComplaintNotice['kind'],
  recipient: Staff,
  complaint: Complaint,
  { eventId, deed }: Happened,
  to: Staff | null = null,
): Promise<'delivered' | 'queued' | 'undelivered' | 'self'> {
  if (recipient.id === env.actor.id) return 'self';
  const key = `${kind}|${complaint.id}|${recipient.id}|${eventId}`;
  return await env.tell({
    about: 'complaint',
    kind,
    recipientId: recipient.id,
    key,
    complaint,
    by: env.actor,
    to,
    deed,
  });
}

/** What the supervisor hears of any complaint, whatever its class; null where he is the one who did it, or there is none. */
export async function tellSuperior(
  env: UseCaseEnv,
  kind: ComplaintNotice['kind'],
  complaint: Complaint,
  happened: Happened,
): Promise<Staff | null> {
  const superior = await superiorOfOwner(env, complaint);
  if (!superior) return null;
  return (await tellOf(env, kind, superior, complaint, happened)) === 'self' ? null : superior;
}

/**
 * Progress of a class A complaint goes to the supervisor at once (A3-08); what has reached him meets the duty to report. Gives
 * who was told, and what is owed then. That a solution is refused is told of every class, and is progress too.
 */
export async function reportProgress(
  env: UseCaseEnv,
  complaint: Complaint,
  happened: Happened,
  kind: 'a-class-progress' | 'solution-refused' = 'a-class-progress',
): Promise<{ told: Staff | null; obligations: Obligation[] }> {
  const { obligations } = happened;
  const isClassA = complaint.customerClass === 'A1' || complaint.customerClass === 'A2';
  const superior = isClassA || kind !== 'a-class-progress' ? await superiorOfOwner(env, complaint) : undefined;
  const owner = superior ? undefined : await env.tx.findStaff(systemViewer, complaint.ownerId);
  const ofSupervisor = isClassA && owner !== undefined && owner.role !== 'manager';
  if (!superior && !ofSupervisor) return { told: null, obligations };
  // A supervisor who follows it himself, with nobody above him, knows.
  const sent = superior ? await tellOf(env, kind, superior, complaint, happened) : 'self';
  const told = sent === 'self' ? null : (superior ?? null);
  if (!isClassA || (sent !== 'delivered' && sent !== 'self')) return { told, obligations };
  const reported = { kind: 'complaint.reported-to-supervisor', at: env.now, facts: {} };
  return { told, obligations: (await happen(env, complaint, reported)).obligations };
}
