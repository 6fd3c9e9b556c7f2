import { customerNoticeWords } from '../../../dialogs/customer-links/dialog.js';
import { answerDue, type CustomerNotice } from '../../domain/customer-chat.js';
import type { Tx } from '../../domain/ports.js';
import { systemViewer } from '../../domain/staff.js';
import { languageOfPerson } from '../duties/name.js';
import type { Policy } from '../form-context.js';
import { proactive } from '../telling/proactive.js';

/** Tells a manager what his customer did in his own chat. */
export async function tellManager(
  tx: Tx,
  notice: CustomerNotice,
  now: number,
  { policy, owned }: { policy: Policy; owned: ReadonlySet<string> },
): Promise<'delivered' | 'queued' | 'undelivered'> {
  const { recipientId, customerId, contactId, complaint, key } = notice;
  const reached = await tx.findReachable(systemViewer, recipientId);
  const language = await languageOfPerson(tx, reached?.id);
  const file = await tx.findCustomerFile(systemViewer, customerId);
  const meant = complaint?.contactId ?? contactId;
  const contact = file?.contacts.find(({ id }) => id === meant)?.name ?? '';
  const who = [file?.customer.name ?? '', contact].filter(Boolean).join(language === 'en' ? ' ' : '');
  const dueAt = complaint ? await answerDue(tx, complaint.id) : null;
  const text = customerNoticeWords(notice, who, dueAt, { now, timeZone: policy.pack.timeZone, language });
  return await proactive(tx, { key, staffId: recipientId, text, at: now }, owned);
}
