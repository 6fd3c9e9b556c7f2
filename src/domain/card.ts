/** What became of a card; an open one has none. */
export const cardOutcomes = ['told', 'accepted', 'not-accepted', 'waived'] as const;
export type CardOutcome = (typeof cardOutcomes)[number];

/** `act`: the owner tells what was done. `accept`: the supervisor lets an act count that was told afterwards. */
export const cardKinds = ['act', 'accept'] as const;
export type CardKind = (typeof cardKinds)[number];

/**
 * Buttons that were sent to one person about one obligation. The channel carries the opaque id alone; a click is authorised
 * again, and a card that was used says what happened instead of doing it twice.
 */
export interface Card {
  id: string;
  staffId: string;
  kind: CardKind;
  obligationId: string;
  /** The act in question, for `accept`. */
  eventId: string | null;
  madeAt: number;
  usedAt: number | null;
  outcome: CardOutcome | null;
}

/** Somebody away from `from` until `until` (exclusive), epoch ms; a person has one leave at a time. */
export interface Leave {
  staffId: string;
  from: number;
  until: number;
}
