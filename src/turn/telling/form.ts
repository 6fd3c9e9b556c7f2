import { formNotice } from '../../../dialogs/pack-form/notice.js';
import type { Tx } from '../../domain/ports.js';
import type { Staff } from '../../domain/staff.js';
import { systemViewer } from '../../domain/staff.js';
import type { FormNotice } from '../../domain/use-case.js';
import { languageOfPerson } from '../duties/name.js';
import type { Policy } from '../form-context.js';
import { proactive } from './proactive.js';

/** Tells a colleague of a form somebody filled in, in the language he was last spoken to in. */
export async function tellForm(
  tx: Tx,
  notice: FormNotice,
  by: Staff,
  now: number,
  { policy, owned }: { policy: Policy; owned: ReadonlySet<string> },
): Promise<'delivered' | 'queued' | 'undelivered'> {
  const form = policy.pack.forms.find(({ id }) => id === notice.record.form);
  if (!form) throw new Error(`a notice about a form that is not there: ${notice.record.form}`);
  const conversation = await tx.findReachable(systemViewer, notice.recipientId);
  const language = await languageOfPerson(tx, conversation?.id);
  const frame = { now, timeZone: policy.pack.timeZone, language, staff: by, files: new Map() };
  const { text, buttons } = formNotice(form, notice, frame);
  const taps = buttons.map((title) => ({ title, say: title, card: '' }));
  return await proactive(tx, { key: notice.key, staffId: notice.recipientId, text, buttons: taps, at: now }, owned);
}
