import { type AnswerTold, type TellAnswer, type TellFollowUp, tellAnswer, tellFollowUp } from './answer-complaint.js';
import { askOwner, type OwnerAsked } from './ask-owner.js';
import { callPerson, type PersonCalled } from './call-person.js';
import type { ComplaintStep, ComplaintStepped } from './complaint-step.js';
import { type CustomerIntention, type CustomerOutcome, carryOutForCustomer } from './customer-chat.js';
import { type HandOverMatters, handOverMatters, type MattersHandedOver } from './hand-over-matters.js';
import { type ComplaintsJoined, type Joining, joinComplaints } from './join-complaints.js';
import { type DeciderNamed, nameDecider } from './name-decider.js';
import {
  agreeReplyTime,
  type ComplaintRecorded,
  type NewComplaint,
  type ReplyTimeAgreed,
  recordComplaint,
} from './record-complaint.js';
import { type FormRecorded, type NewFormRecord, recordForms } from './record-form.js';
import { stepComplaint } from './step-complaint.js';
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
import { type ColleaguesTold, type TellColleagues, tellColleagues } from './tell-colleagues.js';
import type { UseCaseEnv } from './use-case.js';
import { carryOutVisit, type VisitIntention, type VisitOutcome } from './visit-intention.js';
import { type FormWithdrawn, withdrawForm } from './withdraw-form.js';

/** What a dialog wants done once the user has confirmed; run inside the transaction of the turn. */
export type Intention =
  | { kind: 'record-complaint'; complaint: NewComplaint }
  | { kind: 'agree-reply-time'; complaintId: string; at: number; isoAt: string }
  | { kind: 'step-complaint'; complaintId: string; step: ComplaintStep }
  | ({ kind: 'tell-answer' } & TellAnswer)
  | ({ kind: 'tell-follow-up' } & TellFollowUp)
  | VisitIntention
  | ({ kind: 'tell-act' } & TellAct)
  | { kind: 'judge-act'; obligationId: string; eventId: string; accepted: boolean }
  | { kind: 'waive-duty'; obligationId: string; reason: WaiverReason }
  | { kind: 'call-supervisor'; obligationId: string }
  | { kind: 'ask-owner'; obligationId: string }
  | ({ kind: 'hand-over-matters' } & HandOverMatters)
  | { kind: 'tell-colleagues'; words: TellColleagues }
  | { kind: 'record-form'; forms: NewFormRecord[] }
  | ({ kind: 'join-complaints' } & Joining)
  | { kind: 'withdraw-form'; recordId: string; told: boolean; leave: boolean }
  | { kind: 'name-decider'; recordId: string; decider: string }
  | { kind: 'call-person'; matter: string | null; reason: string }
  | CustomerIntention;

export type Outcome =
  | ComplaintRecorded
  | ComplaintStepped
  | ComplaintsJoined
  | AnswerTold
  | ReplyTimeAgreed
  | VisitOutcome
  | FormRecorded
  | FormWithdrawn
  | DeciderNamed
  | PersonCalled
  | MattersHandedOver
  | ColleaguesTold
  | CustomerOutcome
  | DutyOutcome;

export type DutyOutcome = ActTold | ActJudged | DutyWaived | SupervisorCalled | OwnerAsked;

export function carryOut(env: UseCaseEnv, intention: Intention): Promise<Outcome> {
  switch (intention.kind) {
    case 'record-complaint':
      return recordComplaint(env, intention.complaint);
    case 'agree-reply-time':
      return agreeReplyTime(env, intention);
    case 'step-complaint':
      return stepComplaint(env, intention);
    case 'tell-answer':
      return tellAnswer(env, intention);
    case 'tell-follow-up':
      return tellFollowUp(env, intention);
    case 'book-visit':
    case 'change-visit':
    case 'cancel-visit':
    case 'arrive-at-visit':
    case 'hold-visit':
      return carryOutVisit(env, intention);
    case 'tell-act':
      return tellAct(env, intention);
    case 'judge-act':
      return judgeAct(env, intention);
    case 'waive-duty':
      return waiveDuty(env, intention);
    case 'call-supervisor':
      return callSupervisor(env, intention);
    case 'ask-owner':
      return askOwner(env, intention);
    case 'hand-over-matters':
      return handOverMatters(env, intention);
    case 'tell-colleagues':
      return tellColleagues(env, intention.words);
    case 'join-complaints':
      return joinComplaints(env, intention);
    case 'withdraw-form':
      return withdrawForm(env, intention);
    case 'name-decider':
      return nameDecider(env, intention);
    case 'record-form':
      return recordForms(env, intention.forms);
    case 'call-person':
      return callPerson(env, intention);
    case 'make-link':
    case 'revoke-link':
    case 'look-up-complaint':
    case 'add-to-complaint':
    case 'call-manager':
      return carryOutForCustomer(env, intention);
    default: {
      const never: never = intention;
      throw new Error(`unknown intention ${JSON.stringify(never)}`);
    }
  }
}
