import { type Complaint, isOpen } from './complaint.js';
import { stepComplaint } from './step-complaint.js';
import type { UseCaseEnv } from './use-case.js';

export type ComplaintsJoined =
  | { kind: 'complaints-joined'; complaint: Complaint; joined: Complaint }
  /** Nothing was written: one of them is over or gone by now. */
  | { kind: 'complaints-apart' };

/** What is written of it, in the words of the dialog. */
export interface Joining {
  keptId: string;
  joinedId: string;
  /** What the kept one gains as progress. */
  note: string;
  /** Why the other one is over. */
  reason: string;
}

/** Two records of one matter become one: the kept one gains what the other says, the other is taken back; both numbers stay. */
export async function joinComplaints(
  env: UseCaseEnv,
  { keptId, joinedId, note, reason }: Joining,
): Promise<ComplaintsJoined> {
  const [kept, joined] = [
    await env.tx.findComplaint(env.viewer, keptId),
    await env.tx.findComplaint(env.viewer, joinedId),
  ];
  if (!kept || !joined || !isOpen(kept) || !isOpen(joined)) return { kind: 'complaints-apart' };
  const noted = await stepComplaint(env, { complaintId: keptId, step: { kind: 'note', text: note } });
  await stepComplaint(env, { complaintId: joinedId, step: { kind: 'withdraw', text: reason } });
  return { kind: 'complaints-joined', complaint: noted.complaint ?? kept, joined };
}
