import type { Category, CustomerClass, Emotion, Severity } from './labels.js';

/** Life of a complaint; `answered` needs a result, soothing or a note never does. */
export type ComplaintState = 'accepted' | 'answered' | 'closed' | 'withdrawn';

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
}
