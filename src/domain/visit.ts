import type { VisitReason } from './labels.js';

/** `tentative`: the manager proposed the time and the customer has not agreed (待确认). */
export type VisitState = 'booked' | 'tentative' | 'cancelled';

export interface Visit {
  /** BF-yymmdd-XXXX, yymmdd being the day of the visit. */
  id: string;
  draftId: string;
  ownerId: string;
  teamId: string;
  channel: string;
  conversationId: string;
  customerId: string | null;
  customerName: string;
  contactId: string | null;
  contactName: string | null;
  reasons: VisitReason[];
  /** Epoch ms. */
  startAt: number;
  endAt: number;
  /** At the place by then: ten minutes ahead (A2-15). */
  arriveBy: number;
  agreedByCustomer: boolean;
  place: string | null;
  note: string | null;
  recordedAt: number;
  state: VisitState;
}
