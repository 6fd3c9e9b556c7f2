import { type Complaint, isOpen } from './complaint.js';
import { superiorOfOwner } from './complaint-deed.js';
import { likeliestTwin, twinReachMs } from './complaint-likeness.js';
import { type Staff, systemViewer } from './staff.js';
import type { UseCaseEnv } from './use-case.js';

/**
 * What a complaint about to be recorded looks like and the recorder could not be shown: a colleague's, or his own where the customer
 * told it in the customer's chat.
 */
export async function findTwin(
  { tx, actor, now }: UseCaseEnv,
  complaint: Complaint,
  byCustomer: boolean,
): Promise<Complaint | null> {
  // Visitors of the demo are no colleagues of anybody.
  if (actor.kind !== 'directory') return null;
  const customer = { id: complaint.customerId, name: complaint.customerName };
  const open = await tx.listOpenComplaintsOf(systemViewer, customer, now - twinReachMs);
  const others = open.filter(({ ownerId }) => byCustomer || ownerId !== actor.id);
  return likeliestTwin(complaint, others.filter(isOpen));
}

/**
 * A complaint has just been recorded that looks like `twin`. Whoever has that one hears of it without the new number, and the
 * supervisor who may see both with it; the recorder learns nothing. Gives the people who were told.
 */
export async function tellOfTwin(env: UseCaseEnv, complaint: Complaint, twin: Complaint | null): Promise<Set<string>> {
  const { tx, actor } = env;
  const told = new Set<string>();
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
