import { bookVisit, cancelVisit, type NewVisit, type VisitBooked, type VisitCancelled } from './book-visit.js';
import {
  agreeReplyTime,
  type ComplaintRecorded,
  type NewComplaint,
  type ReplyTimeAgreed,
  recordComplaint,
} from './record-complaint.js';
import { type LeaveRecorded, recordLeave } from './record-leave.js';
import {
  type ActJudged,
  type ActTold,
  callSupervisor,
  type DutyWaived,
  judgeAct,
  type SupervisorCalled,
  type TellAct,
  tellAct,
  type WaiverReason,
  waiveDuty,
} from './tell-act.js';
import type { UseCaseEnv } from './use-case.js';

/** What a dialog wants done once the user has confirmed; run inside the transaction of the turn. */
export type Intention =
  | { kind: 'record-complaint'; complaint: NewComplaint }
  | { kind: 'agree-reply-time'; complaintId: string; at: number; isoAt: string }
  | { kind: 'book-visit'; visit: NewVisit; allowOverlap: boolean }
  | { kind: 'cancel-visit'; visitId: string }
  | ({ kind: 'tell-act' } & TellAct)
  | { kind: 'judge-act'; obligationId: string; eventId: string; accepted: boolean }
  | { kind: 'waive-duty'; obligationId: string; reason: WaiverReason }
  | { kind: 'call-supervisor'; obligationId: string }
  | { kind: 'record-leave'; staffId: string; from: number; until: number };

export type Outcome = ComplaintRecorded | ReplyTimeAgreed | VisitBooked | VisitCancelled | DutyOutcome;

export type DutyOutcome = ActTold | ActJudged | DutyWaived | SupervisorCalled | LeaveRecorded;

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
    case 'tell-act':
      return tellAct(env, intention);
    case 'judge-act':
      return judgeAct(env, intention);
    case 'waive-duty':
      return waiveDuty(env, intention);
    case 'call-supervisor':
      return callSupervisor(env, intention);
    case 'record-leave':
      return recordLeave(env, intention);
    default: {
      const never: never = intention;
      throw new Error(`unknown intention ${JSON.stringify(never)}`);
    }
  }
}
