import type { Activity } from 'botbuilder';
import { type Spoken, transcriptWords } from '../../../dialogs/small-talk/person.js';
import type { PersonNotice } from '../../domain/call-person.js';
import type { Tx } from '../../domain/ports.js';
import { systemStaff, systemViewer } from '../../domain/staff.js';
import { languageOfPerson } from '../duties/name.js';
import type { Policy } from '../form-context.js';
import { fromRow } from '../inbound.js';
import { proactive } from './proactive.js';

const messagesTold = 6;

/** Tells the person who is called, with the last of what was said in the conversation. */
export async function tellPerson(
  tx: Tx,
  { recipientId, key, by, matter, conversation }: PersonNotice,
  now: number,
  { policy, owned }: { policy: Policy; owned: ReadonlySet<string> },
): Promise<'delivered' | 'queued' | 'undelivered'> {
  const reached = await tx.findReachable(systemViewer, recipientId);
  const language = await languageOfPerson(tx, reached?.id);
  const rows = await tx.listAnsweredInbox(conversation, messagesTold);
  const spoken = rows.flatMap((row): Spoken[] => {
    const replies: Activity[] = JSON.parse(row.replies ?? '[]');
    const answered = replies.map(({ text }) => text).filter(Boolean);
    const asked: Spoken = { who: by.name, text: fromRow(row).activity.text ?? '' };
    return [asked, { who: systemStaff.name, text: answered.join(' ') }].filter(({ text }) => text !== '');
  });
  const frame = { now, timeZone: policy.pack.timeZone, language };
  const text = transcriptWords({ name: by.name, matter, spoken }, frame);
  return await proactive(tx, { key, staffId: recipientId, text, at: now }, owned);
}
