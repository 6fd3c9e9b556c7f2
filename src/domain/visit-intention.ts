import {
  bookVisit,
  cancelVisit,
  changeVisit,
  type NewVisit,
  type PlannedVisit,
  type VisitBooked,
  type VisitCancelled,
  type VisitChanged,
} from './book-visit.js';
import { arriveAtVisit, type HeldVisit, holdVisit, type VisitArrived, type VisitHeld } from './hold-visit.js';
import type { UseCaseEnv } from './use-case.js';

/** What may be done about a visit; `seen`: ids of overlapping visits the speaker was shown and books beside all the same. */
export type VisitIntention =
  | { kind: 'book-visit'; visit: NewVisit; seen: string[] }
  | { kind: 'change-visit'; visitId: string; visit: PlannedVisit; seen: string[] }
  | { kind: 'cancel-visit'; visitId: string }
  | { kind: 'arrive-at-visit'; visitId: string; at: number }
  | { kind: 'hold-visit'; held: HeldVisit };

export type VisitOutcome = VisitBooked | VisitChanged | VisitCancelled | VisitArrived | VisitHeld;

export function carryOutVisit(env: UseCaseEnv, intention: VisitIntention): Promise<VisitOutcome> {
  switch (intention.kind) {
    case 'book-visit':
      return bookVisit(env, intention.visit, intention.seen);
    case 'change-visit':
      return changeVisit(env, intention.visitId, intention.visit, intention.seen);
    case 'cancel-visit':
      return cancelVisit(env, intention.visitId);
    case 'arrive-at-visit':
      return arriveAtVisit(env, intention.visitId, intention.at);
    case 'hold-visit':
      return holdVisit(env, intention.held);
    default: {
      const never: never = intention;
      throw new Error(`unknown intention ${JSON.stringify(never)}`);
    }
  }
}
