import { bookVisit, cancelVisit, type NewVisit, type VisitBooked, type VisitCancelled } from './book-visit.js';
import {
  agreeReplyTime,
  type ComplaintRecorded,
  type NewComplaint,
  type ReplyTimeAgreed,
  recordComplaint,
} from './record-complaint.js';
import type { UseCaseEnv } from './use-case.js';

/** What a dialog wants done once the user has confirmed; run inside the transaction of the turn. */
export type Intention =
  | { kind: 'record-complaint'; complaint: NewComplaint }
  | { kind: 'agree-reply-time'; complaintId: string; at: number; isoAt: string }
  | { kind: 'book-visit'; visit: NewVisit; allowOverlap: boolean }
  | { kind: 'cancel-visit'; visitId: string };

export type Outcome = ComplaintRecorded | ReplyTimeAgreed | VisitBooked | VisitCancelled;

export function carryOut(env: UseCaseEnv, intention: Intention): Promise<Outcome> {
  switch (intention.kind) {
    case 'record-complaint':
      return recordComplaint(env, intention.complaint);
    case 'agree-reply-time':
      return agreeReplyTime(env, intention);
    case 'book-visit':
      return bookVisit(env, intention.visit, intention.allowOverlap);
    case 'cancel-visit':
      return cancelVisit(env, intention.visitId);
    default: {
      const never: never = intention;
      throw new Error(`unknown intention ${JSON.stringify(never)}`);
    }
  }
}
