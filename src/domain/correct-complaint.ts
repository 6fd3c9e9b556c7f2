import type { Complaint } from './complaint.js';
import { type Happened, happen, reportProgress, superiorOfOwner, tellOf } from './complaint-deed.js';
import type { ComplaintStep, ComplaintStepped, Corrections } from './complaint-step.js';
import type { FactMap } from './event.js';
import type { Staff } from './staff.js';
import type { UseCaseEnv } from './use-case.js';

type Correction = Extract<ComplaintStep, { kind: 'correct' }>;

interface Written {
  facts: FactMap;
  text?: string | null;
  was?: string | null;
}

/**
 * Puts a saved complaint right. Both values are kept: figures and codes in the event, names and words beside it. The clock of a
 * weight or a VIP found out later still counts from the first receipt; a lowered weight is told to the supervisor.
 */
export async function correctComplaint(
  env: UseCaseEnv,
  before: Complaint,
  step: Correction,
): Promise<ComplaintStepped> {
  const complaint: Complaint = { ...before, ...step.changes };
  if (step.changes.severity !== undefined) complaint.severityConfirmedBy = env.actor.id;
  const writings = writingsOf(before, complaint, step, env.actor);
  if (writings.length === 0) return { kind: 'complaint-not-stepped', step, complaint: before, why: 'same' };
  await env.tx.updateComplaint(complaint);
  let last: Happened | undefined;
  for (const writing of writings)
    last = await happen(env, complaint, { kind: 'complaint.corrected', at: env.now, ...writing });
  if (!last) throw new Error('a correction without a change');
  const { told, obligations } = await reportProgress(env, complaint, last);
  const lowered = before.severity === 'major' && complaint.severity === 'ordinary';
  const hears = lowered ? await tellLowered(env, complaint, last) : null;
  return { kind: 'complaint-stepped', step, complaint, before, obligations, told: hears ?? told };
}

async function tellLowered(env: UseCaseEnv, complaint: Complaint, happened: Happened): Promise<Staff | null> {
  const superior = await superiorOfOwner(env, complaint);
  if (!superior) return null;
  const sent = await tellOf(env, 'lowered', superior, complaint, happened);
  return sent === 'self' ? null : superior;
}

/** One event a field. */
function writingsOf(before: Complaint, now: Complaint, { changes, amount }: Correction, actor: Staff): Written[] {
  const told = (field: keyof Corrections) => changes[field] !== undefined && before[field] !== now[field];
  const written: Written[] = [];
  if (told('customerName') || told('customerId')) {
    const { customerId, customerClass } = now;
    const facts = { field: 'customer', before: before.customerId, now: customerId, customerId, customerClass };
    written.push({ facts, text: now.customerName, was: before.customerName });
  }
  if (told('contactName') || told('contactId')) {
    const vip = now.vip && !before.vip ? { correctedVip: true } : {};
    const facts = { field: 'contact', before: before.contactId, now: now.contactId, contactId: now.contactId, ...vip };
    written.push({ facts, text: now.contactName, was: before.contactName });
  }
  for (const field of ['category', 'emotion', 'severity'] as const) {
    if (!told(field)) continue;
    const weight = field === 'severity' ? { severity: now.severity, severityConfirmedBy: actor.id } : {};
    written.push({ facts: { field, before: before[field], now: now[field], ...weight } });
  }
  for (const field of ['phone', 'demand', 'description'] as const) {
    if (!told(field)) continue;
    const figures = amount && field !== 'phone' ? { ...amount, field: 'amount' } : { field };
    written.push({ facts: figures, text: now[field], was: before[field] });
  }
  return written;
}
