import type {
  AnswerResult,
  Category,
  ComplaintSort,
  CustomerClass,
  Emotion,
  Satisfaction,
  Severity,
} from './labels.js';

/** Life of a complaint; `answered` needs a result, soothing or a note never does. `refused`: whatever was explained. */
export const complaintStates = ['accepted', 'answered', 'refused', 'closed', 'withdrawn'] as const;
export type ComplaintState = (typeof complaintStates)[number];

export interface Complaint {
  /** TS-yymmdd-XXXX. */
  id: string;
  /** The draft it came from; unique, so that a second 确认 finds the first number. */
  draftId: string;
  ownerId: string;
  recorderId: string;
  teamId: string;
  channel: string;
  conversationId: string;
  /** null: a customer the directory does not know; the name stays as said. */
  customerId: string | null;
  customerName: string;
  customerClass: CustomerClass | null;
  contactId: string | null;
  contactName: string | null;
  phone: string | null;
  category: Category;
  emotion: Emotion;
  severity: Severity;
  /** Staff id of who settled the severity; null while it is the suggestion. */
  severityConfirmedBy: string | null;
  vip: boolean;
  demand: string | null;
  description: string;
  /** ISO 8601 of the precision that was said: `2026-10`, `2026-11-23`, `2026-11-24T14:00:00+08:00`; null when not said. */
  occurredAt: string | null;
  /** First message of the matter, epoch ms: deadlines run from here. */
  acceptedAt: number;
  recordedAt: number;
  /** Reply time agreed with the customer, epoch ms. */
  replyAt: number | null;
  state: ComplaintState;
  /** How soon it can be solved; null while nobody said so. */
  sort: ComplaintSort | null;
  /** 疑难: talked over several times, no common solution. */
  difficult: boolean;
  /** 升级: about to be taken higher. */
  escalating: boolean;
  /** Since when the customer is waited for, epoch ms; null while he is not. */
  waitingSince: number | null;
  /** Of the last answer. */
  result: AnswerResult | null;
  /** Of the one-to-one follow-up. */
  satisfaction: Satisfaction | null;
  followedUpAt: number | null;
}

/** Still to be worked on. */
export function isOpen({ state }: Pick<Complaint, 'state'>): boolean {
  return state !== 'closed' && state !== 'withdrawn';
}

/** What a complaint is when it has just been taken. */
export const justAccepted = {
  state: 'accepted',
  replyAt: null,
  difficult: false,
  escalating: false,
  waitingSince: null,
  result: null,
  satisfaction: null,
  followedUpAt: null,
} as const satisfies Partial<Complaint>;
