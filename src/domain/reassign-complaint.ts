import type { Complaint } from './complaint.js';
import { type Happened, happen, superiorOfOwner, tellOf } from './complaint-deed.js';
import type { ComplaintStep, ComplaintStepped, ReassignReason } from './complaint-step.js';
import { type Staff, systemViewer } from './staff.js';
import type { UseCaseEnv } from './use-case.js';

/**
 * Gives a complaint to somebody else: only a supervisor does, and with a reason (who is asked first stays responsible, A4-05).
 * Whoever had it, whoever gets it and the supervisor all hear of it; the duties go along.
 */
export async function reassignComplaint(
  env: UseCaseEnv,
  before: Complaint,
  step: Extract<ComplaintStep, { kind: 'reassign' }>,
): Promise<ComplaintStepped> {
  const [from, to] = [await personOf(env, before.ownerId), await personOf(env, step.ownerId)];
  if (!to) return { kind: 'complaint-not-stepped', step, complaint: before, why: 'gone' };
  const superior = await superiorOfOwner(env, before);
  const { complaint, happened } = await moveComplaint(env, before, { ...step, teamId: to.teamId });
  await tellOf(env, 'given-to-you', to, complaint, happened, to);
  if (from) await tellOf(env, 'taken-from-you', from, complaint, happened, to);
  if (superior && superior.id !== to.id && superior.id !== from?.id)
    await tellOf(env, 'reassigned', superior, complaint, happened, to);
  return { kind: 'complaint-stepped', step, complaint, before, obligations: happened.obligations, told: to };
}

/** Writes the new owner and what happened; who should hear of it is told by the caller. */
export async function moveComplaint(
  env: UseCaseEnv,
  before: Complaint,
  { ownerId, teamId, reason, text }: Pick<Staff, 'teamId'> & { ownerId: string; reason: ReassignReason; text: string },
): Promise<{ complaint: Complaint; happened: Happened }> {
  const complaint: Complaint = { ...before, ownerId, teamId };
  await env.tx.updateComplaint(complaint);
  const facts = { ownerId, previousOwnerId: before.ownerId, reason };
  const happened = await happen(env, complaint, { kind: 'complaint.reassigned', at: env.now, facts, text });
  return { complaint, happened };
}

/** An account manager wants somebody else to take it: nothing changes, the supervisor is asked. */
export async function askReassignment(
  env: UseCaseEnv,
  complaint: Complaint,
  step: Extract<ComplaintStep, { kind: 'ask-reassign' }>,
): Promise<ComplaintStepped> {
  const to = await personOf(env, step.ownerId);
  const superior = await superiorOfOwner(env, complaint);
  if (!to || !superior) return { kind: 'complaint-not-stepped', step, complaint, why: 'only-supervisor' };
  const facts = { to: to.id, reason: step.reason };
  const asked = { kind: 'complaint.reassignment-asked', at: env.now, facts, text: step.text };
  const happened = await happen(env, complaint, asked);
  await tellOf(env, 'reassignment-asked', superior, complaint, happened, to);
  const { obligations } = happened;
  return { kind: 'complaint-stepped', step, complaint, before: complaint, obligations, told: superior };
}

/** Somebody of the directory; strangers of a demo own only what they took themselves. */
async function personOf(env: UseCaseEnv, id: string): Promise<Staff | undefined> {
  return await env.tx.findStaff(systemViewer, id);
}
