import { reminderWords } from '../../dialogs/visit-booking/reminders.js';
import type { DueWork, Tx } from '../domain/ports.js';
import { systemViewer } from '../domain/staff.js';
import { present } from '../domain/superiors.js';
import { isAhead, type Visit } from '../domain/visit.js';
import { reminderOf, type VisitReminder } from '../domain/visit-reminders.js';
import { languageOfPerson } from '../turn/duties/name.js';
import { writeQueued } from './note.js';

/** Reminds of a visit if it still stands at the time this was planned for; false where the due work is no visit's. */
export async function remindOfVisit(tx: Tx, work: DueWork, now: number, timeZone: string): Promise<boolean> {
  const meant = reminderOf(work);
  if (!meant) return false;
  const visit = await tx.findVisit(systemViewer, meant.visitId);
  if (!visit || visit.startAt !== work.dueAt || !isWanted(meant.reminder, visit, now)) return true;
  const owner = await tx.findStaff(systemViewer, visit.ownerId);
  if (!owner) return true;
  const { staff, standsInFor } = await present(tx, owner, now);
  const conversation = await tx.findReachable(systemViewer, staff.id);
  const language = await languageOfPerson(tx, conversation?.id);
  const minutes = Math.round((visit.arriveBy - work.runAt) / 60_000);
  const message = reminderWords(meant.reminder, visit, minutes, standsInFor?.name ?? null, { now, timeZone, language });
  await tx.insertOutbox({
    key: `${work.obligationId}|${work.level}|${work.dueAt}`,
    staffId: staff.id,
    conversationId: null,
    activity: writeQueued(message),
    at: now,
    state: 'pending',
    attempts: 0,
  });
  return true;
}

/** Nobody is told to set off once it has begun or he is there, nor asked about what was told. */
function isWanted(reminder: VisitReminder, visit: Visit, now: number): boolean {
  if (!isAhead(visit)) return false;
  return reminder === 'outcome' || (visit.state !== 'arrived' && now < visit.startAt);
}
