import { type Complaint, isOpen } from './complaint.js';
import { superiorOfOwner } from './complaint-deed.js';
import { likeliestTwin, twinReachMs } from './complaint-likeness.js';
import { type Staff, systemViewer } from './staff.js';
import type { UseCaseEnv } from './use-case.js';

/**
 * A complaint has just been recorded that looks like one the recorder could not be shown: a colleague's, or his own where the
 * customer told it in the customer's chat. Whoever has that one hears of it without the new number, and the supervisor who may
 * see both with it; the recorder learns nothing. Gives the people who were told.
 */
export async function tellOfTwin(env: UseCaseEnv, complaint: Complaint, byCustomer: boolean): Promise<Set<string>> {
  const { tx, actor, now } = env;
  const told = new Set<string>();
  // Visitors of the demo are no colleagues of anybody.
  if (actor.kind !== 'directory') return told;
  const customer = { id: complaint.customerId, name: complaint.customerName };
  const open = await tx.listOpenComplaintsOf(systemViewer, customer, now - twinReachMs);
  const others = open.filter(({ id, ownerId }) => id !== complaint.id && (byCustomer || ownerId !== actor.id));
  const twin = likeliestTwin(complaint, others.filter(isOpen));
  const owner = twin && (await tx.findStaff(systemViewer, twin.ownerId));
  if (!twin || owner?.kind !== 'directory') return told;
  const tell = async (kind: 'twin-of-yours' | 'twin-of-your-own' | 'twins-in-team', recipient: Staff) => {
    told.add(recipient.id);
    await env.tell({
      about: 'complaint',
      kind,
      recipientId: recipient.id,
      key: `${kind}|${twin.id}|${recipient.id}|${complaint.id}`,
      complaint: twin,
      by: actor,
      to: owner,
      deed: { kind: 'complaint.accepted', at: complaint.acceptedAt, facts: { twin: complaint.id }, text: null },
    });
  };
  if (owner.id === actor.id) {
    await tell('twin-of-your-own', owner);
    return told;
  }
  await tell('twin-of-yours', owner);
  const superior = await superiorOfOwner(env, twin);
  if (superior && superior.id !== owner.id && superior.id !== actor.id && superior.teamId === complaint.teamId)
    await tell('twins-in-team', superior);
  return told;
}
