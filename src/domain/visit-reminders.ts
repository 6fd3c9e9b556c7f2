import type { DueWork } from './ports.js';
import type { UseCaseEnv } from './use-case.js';
import type { Visit } from './visit.js';

/** When the owner is told to set off, and asked how it went; epoch ms. */
export interface VisitReminders {
  setOffAt: number;
  askAt: number;
}

export type VisitReminder = 'set-off' | 'outcome';

const levels: readonly VisitReminder[] = ['set-off', 'outcome'];
const shape = /^visit:(BF-[^/]+)\/reminder$/;

/** Due work of its own, not a duty: nobody else hears of it. A visit that moved plans it anew; what stood for the old time is silent. */
export async function planReminders(
  { tx, now }: Pick<UseCaseEnv, 'tx' | 'now'>,
  visit: Visit,
  { setOffAt, askAt }: VisitReminders,
): Promise<void> {
  const runAt: Record<VisitReminder, number> = { 'set-off': setOffAt, outcome: askAt };
  for (const [level, reminder] of levels.entries()) {
    if (runAt[reminder] <= now) continue;
    const obligationId = `visit:${visit.id}/reminder`;
    await tx.planDueWork({ obligationId, level, dueAt: visit.startAt, runAt: runAt[reminder] });
  }
}

/** The visit a piece of due work reminds of; undefined for the alerts of duties. */
export function reminderOf({
  obligationId,
  level,
}: Pick<DueWork, 'obligationId' | 'level'>): { visitId: string; reminder: VisitReminder } | undefined {
  const visitId = shape.exec(obligationId)?.[1];
  const reminder = levels[level];
  return visitId === undefined || reminder === undefined ? undefined : { visitId, reminder };
}
