import { colleagueNotice, mattersNotice } from '../../../dialogs/team/dialog.js';
import type { MattersNotice } from '../../domain/hand-over-matters.js';
import type { Tx } from '../../domain/ports.js';
import { systemViewer } from '../../domain/staff.js';
import type { ColleagueNotice } from '../../domain/tell-colleagues.js';
import { languageOfPerson } from '../duties/name.js';
import { proactive } from './proactive.js';

interface Tools {
  owned: ReadonlySet<string>;
}
type Sent = 'delivered' | 'queued' | 'undelivered';

/** Tells a colleague of several complaints that changed hands, in the language he was last spoken to in. */
export async function tellMatters(tx: Tx, notice: MattersNotice, now: number, { owned }: Tools): Promise<Sent> {
  const { recipientId: staffId, key } = notice;
  const text = mattersNotice(notice, { language: await languageFor(tx, staffId) });
  return await proactive(tx, { key, staffId, text, at: now }, owned);
}

/** Passes on what a colleague has to say. */
export async function tellColleague(tx: Tx, notice: ColleagueNotice, now: number, { owned }: Tools): Promise<Sent> {
  const { recipientId: staffId, key } = notice;
  const text = colleagueNotice(notice, { language: await languageFor(tx, staffId) });
  return await proactive(tx, { key, staffId, text, at: now }, owned);
}

async function languageFor(tx: Tx, staffId: string) {
  const reached = await tx.findReachable(systemViewer, staffId);
  return await languageOfPerson(tx, reached?.id);
}
