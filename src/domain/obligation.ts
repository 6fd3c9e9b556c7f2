import type { FactMap } from './event.js';

export type ObligationState = 'open' | 'paused' | 'met' | 'late' | 'waived';

/** One step of the explanation, in words' keys so that any language can say it. */
export interface Because {
  /** A key of the pack's words, e.g. `started`, `clock.wall-hours`, `skipped`, `unset`, `agreed`. */
  key: string;
  values: Record<string, string | number>;
}

/** One thing somebody owes by a due time, opened by an event under a rule. Derived, never edited. */
export interface Obligation {
  /** `<subject>/<rule>/<anchor event id or period>` */
  id: string;
  subject: string;
  rule: string;
  version: number;
  clause: string | null;
  ownerId: string;
  openedBy: string;
  openedAt: number;
  /** Epoch ms; null with urgency `now` (及时/立即) or when the handbook leaves the limit unset. */
  dueAt: number | null;
  urgency: 'now' | null;
  /** `handbook`, `unset`, `agreed` (您自己约的), `overlay`. */
  basis: 'handbook' | 'unset' | 'agreed' | 'overlay';
  warnAt: number[];
  state: ObligationState;
  metAt: number | null;
  level: number;
  calendar: 'final' | 'provisional';
  facts: FactMap;
  because: Because[];
}
