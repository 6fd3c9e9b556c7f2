import { withdrawn } from '../policy/withdrawn.js';
import { isUnmet } from './acts.js';
import { type FormRecord, subjectOfForm } from './form-record.js';
import { systemViewer } from './staff.js';
import { appendAndDerive, type UseCaseEnv } from './use-case.js';

/** The state of a record that was taken back. */
export const withdrawnState = 'withdrawn';

/** Why it stands: gone on from, going on from another, told to others, or a duty was done with it. */
export type StandsBecause = 'followed' | 'follows' | 'told' | 'met';

export type FormWithdrawn =
  | { kind: 'form-withdrawn'; record: FormRecord; already: boolean }
  | { kind: 'form-stands'; record: FormRecord; because: StandsBecause };

/**
 * Takes back a record of one's own: the row and its events stay, what they opened is owed no more, a leave is over. What others
 * were told of, or a duty was met by, stands: that is put right by people.
 */
export async function withdrawForm(
  env: UseCaseEnv,
  input: { recordId: string; told: boolean; leave: boolean },
): Promise<FormWithdrawn> {
  const { tx, now } = env;
  const record = await tx.findFormRecord(env.viewer, input.recordId);
  if (!record || record.ownerId !== env.actor.id)
    throw new Error(`the record to be taken back is gone: ${input.recordId}`);
  if (record.state === withdrawnState) return { kind: 'form-withdrawn', record, already: true };
  if (record.values.follows !== undefined) return { kind: 'form-stands', record, because: 'follows' };
  const own = await tx.listFormRecords(env.viewer, { from: record.at, ownerId: record.ownerId });
  if (own.some(({ values }) => values.follows === record.id))
    return { kind: 'form-stands', record, because: 'followed' };
  if (input.told) return { kind: 'form-stands', record, because: 'told' };
  const subjects = await subjectsOf(env, record);
  for (const subject of subjects)
    if (await metBy(env, subject, record)) return { kind: 'form-stands', record, because: 'met' };
  const after: FormRecord = { ...record, state: withdrawnState };
  await tx.updateFormRecord(after);
  if (input.leave) await tx.upsertLeave({ staffId: staffOf(record), from: now, until: now });
  const known = { ...env, viewer: systemViewer };
  for (const subject of subjects)
    await appendAndDerive(known, { subject, kind: withdrawn, at: now, facts: { recordId: record.id } });
  return { kind: 'form-withdrawn', record: after, already: false };
}

/** The chains its events stand in. */
async function subjectsOf({ tx, actor }: UseCaseEnv, record: FormRecord): Promise<string[]> {
  const may = [
    subjectOfForm(record),
    ...(record.customerId ? [`customer:${record.customerId}`] : []),
    ...(record.contactId ? [`contact:${record.contactId}`] : []),
    ...new Set([`staff:${staffOf(record)}`, `staff:${actor.id}`]),
  ];
  const found: string[] = [];
  for (const subject of may) {
    const events = await tx.listEvents(systemViewer, subject);
    if (events.some(({ facts }) => facts.recordId === record.id)) found.push(subject);
  }
  return found;
}

/** Whom a record is about where it names a colleague, else its owner. */
function staffOf({ values, ownerId }: FormRecord): string {
  const { who } = values;
  return typeof who === 'object' && who !== null && !Array.isArray(who) && 'id' in who ? String(who.id) : ownerId;
}

/** Without its events something that counts as done would be owed again. */
async function metBy({ tx, derive }: UseCaseEnv, subject: string, record: FormRecord): Promise<boolean> {
  const events = await tx.listEvents(systemViewer, subject);
  const stored = await tx.listObligations(systemViewer, { subject });
  const without = derive(events.filter(({ facts }) => facts.recordId !== record.id));
  const owedAgain = new Set(without.filter(isUnmet).map(({ id }) => id));
  return stored.some((each) => !isUnmet(each) && owedAgain.has(each.id));
}
