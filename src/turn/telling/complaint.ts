import { complaintLifeNotice } from '../../../dialogs/complaint-life/dialog.js';
import type { ComplaintNotice } from '../../domain/complaint-deed.js';
import type { Tx } from '../../domain/ports.js';
import { systemViewer } from '../../domain/staff.js';
import { languageOfPerson } from '../duties/name.js';
import type { Policy } from '../form-context.js';
import { proactive } from './proactive.js';

/** Tells a colleague about a complaint, in the language he was last spoken to in. */
export async function tellComplaint(
  tx: Tx,
  notice: ComplaintNotice,
  now: number,
  { policy, owned }: { policy: Policy; owned: ReadonlySet<string> },
): Promise<'delivered' | 'queued' | 'undelivered'> {
  const conversation = await tx.findReachable(systemViewer, notice.recipientId);
  const language = await languageOfPerson(tx, conversation?.id);
  const names = await namesIn(tx, notice);
  const frame = { now, timeZone: policy.pack.timeZone, language };
  const message = complaintLifeNotice(notice, (id) => names.get(id) ?? '', frame);
  return await proactive(tx, { key: notice.key, staffId: notice.recipientId, ...message, at: now }, owned);
}

/** Names of the people whose ids stand in the facts of the deed. */
async function namesIn(tx: Tx, { deed: { facts } }: ComplaintNotice): Promise<ReadonlyMap<string, string>> {
  const names = new Map<string, string>();
  for (const id of [facts.ownerId, facts.to]) {
    const staff = typeof id === 'string' ? await tx.findStaff(systemViewer, id) : undefined;
    if (staff) names.set(staff.id, staff.name);
  }
  return names;
}
