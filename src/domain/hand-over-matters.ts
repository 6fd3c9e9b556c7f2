import { type Complaint, isOpen } from './complaint.js';
import { superiorOfOwner } from './complaint-deed.js';
import type { ReassignReason } from './complaint-step.js';
import { moveComplaint } from './reassign-complaint.js';
import { type Staff, systemViewer } from './staff.js';
import type { UseCaseEnv } from './use-case.js';

export interface HandOverMatters {
  complaintIds: readonly string[];
  ownerId: string;
  reason: ReassignReason;
  /** The reason as it was told. */
  text: string;
}

/** Several complaints that change hands together: one message for each who should know, whatever their number. */
export interface MattersNotice {
  about: 'matters';
  kind: 'given-to-you' | 'taken-from-you' | 'reassigned';
  recipientId: string;
  /** One reason, one message. */
  key: string;
  complaints: readonly Complaint[];
  by: Staff;
  to: Staff;
  reason: ReassignReason;
  text: string;
}

export interface MattersHandedOver {
  kind: 'matters-handed-over';
  moved: Complaint[];
  /** Null where he is in the directory no more, or a manager tried: nothing was moved. */
  to: Staff | null;
}

/**
 * Gives several open complaints to somebody else at once, as `reassignComplaint` gives one: only a supervisor does, and with a
 * reason. What was closed or moved since it was read back stays as it is. Those who had them, whoever gets them and the
 * supervisors each read one message that names all that are theirs.
 */
export async function handOverMatters(env: UseCaseEnv, input: HandOverMatters): Promise<MattersHandedOver> {
  const to = await env.tx.findStaff(systemViewer, input.ownerId);
  if (!to || env.actor.role === 'manager') return { kind: 'matters-handed-over', moved: [], to: null };
  const moved: Complaint[] = [];
  const had = new Map<string, Complaint[]>();
  const superiors = new Map<string, { staff: Staff; complaints: Complaint[] }>();
  for (const id of input.complaintIds) {
    const before = await env.tx.findComplaint(env.viewer, id);
    if (!before || !isOpen(before) || before.ownerId === to.id) continue;
    const superior = await superiorOfOwner(env, before);
    const { complaint } = await moveComplaint(env, before, { ...input, teamId: to.teamId });
    moved.push(complaint);
    had.set(before.ownerId, [...(had.get(before.ownerId) ?? []), complaint]);
    if (superior) {
      const known = superiors.get(superior.id);
      superiors.set(superior.id, { staff: superior, complaints: [...(known?.complaints ?? []), complaint] });
    }
  }
  const tell = async (kind: MattersNotice['kind'], recipientId: string, complaints: readonly Complaint[]) => {
    if (recipientId === env.actor.id || complaints.length === 0) return;
    const key = `matters|${kind}|${recipientId}|${complaints[0]?.id}|${env.now}`;
    const { reason, text } = input;
    await env.tell({ about: 'matters', kind, recipientId, key, complaints, by: env.actor, to, reason, text });
  };
  await tell('given-to-you', to.id, moved);
  for (const [ownerId, complaints] of had) await tell('taken-from-you', ownerId, complaints);
  for (const { staff, complaints } of superiors.values())
    if (staff.id !== to.id && !had.has(staff.id)) await tell('reassigned', staff.id, complaints);
  return { kind: 'matters-handed-over', moved, to };
}
