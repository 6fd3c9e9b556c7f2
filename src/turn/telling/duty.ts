import { dutyNotice } from '../../../dialogs/due-work/notices.js';
import type { Tx } from '../../domain/ports.js';
import { systemViewer } from '../../domain/staff.js';
import type { DutyNotice } from '../../domain/use-case.js';
import { dutyName, languageOfPerson } from '../duties/name.js';
import type { Policy } from '../form-context.js';
import { proactive } from './proactive.js';

/** Tells a colleague about a duty, in the language he was last spoken to in. */
export async function tellDuty(
  tx: Tx,
  notice: DutyNotice,
  now: number,
  { policy, owned }: { policy: Policy; owned: ReadonlySet<string> },
): Promise<'delivered' | 'queued' | 'undelivered'> {
  const conversation = await tx.findReachable(systemViewer, notice.recipientId);
  const language = await languageOfPerson(tx, conversation?.id);
  const name = await dutyName(tx, policy.pack, notice.obligation, language);
  const message = dutyNotice(notice, name, { now, timeZone: policy.pack.timeZone, language });
  return await proactive(tx, { key: notice.key, staffId: notice.recipientId, ...message, at: now }, owned);
}
