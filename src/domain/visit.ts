import type { VisitReason } from './labels.js';

/** `tentative`: the manager proposed the time and the customer has not agreed (待确认). `held`: over, and told how it went. */
export const visitStates = ['booked', 'tentative', 'cancelled', 'arrived', 'held'] as const;
export type VisitState = (typeof visitStates)[number];

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
  /** How often it was changed since it was booked: the sequence of its calendar entry. */
  changes: number;
  /** Checked in, epoch ms. */
  arrivedAt: number | null;
  /** When it was over, epoch ms. */
  heldAt: number | null;
  /** What came of it, as told. */
  outcome: string | null;
}

/** What a visit is when it has just been booked. */
export const justBooked = {
  changes: 0,
  arrivedAt: null,
  heldAt: null,
  outcome: null,
} as const satisfies Partial<Visit>;

/** Still to be gone to, or gone to and not told yet. */
export function isAhead({ state }: Pick<Visit, 'state'>): boolean {
  return state === 'booked' || state === 'tentative' || state === 'arrived';
}
