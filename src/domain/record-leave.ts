import { type Staff, systemViewer } from './staff.js';
import { superiorOf } from './superiors.js';
import { appendAndDerive, type UseCaseEnv } from './use-case.js';

export interface LeaveRecorded {
  kind: 'leave-recorded';
  staff: Staff;
  /** Who stands in (A3-27); null where nobody is above. */
  standIn: Staff | null;
  from: number;
  until: number;
}

/** Somebody goes on leave, from an instant until another (exclusive): reminders of his go to his supervisor meanwhile. */
export async function recordLeave(
  env: UseCaseEnv,
  input: { staffId: string; from: number; until: number },
): Promise<LeaveRecorded> {
  const { staffId, from, until } = input;
  const staff = await env.tx.findStaff(env.viewer, staffId);
  if (!staff) throw new Error(`somebody of the dialog is gone: ${staffId}`);
  await env.tx.upsertLeave({ staffId, from, until });
  const facts = { from: new Date(from).toISOString(), until: new Date(until).toISOString() };
  await appendAndDerive(
    { ...env, viewer: systemViewer },
    {
      subject: `staff:${staffId}`,
      kind: 'leave.recorded',
      at: env.now,
      facts,
    },
  );
  return { kind: 'leave-recorded', staff, standIn: (await superiorOf(env.tx, staff)) ?? null, from, until };
}
