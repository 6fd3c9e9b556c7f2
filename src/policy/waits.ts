import type { FactMap } from '../domain/event.js';
import type { Pause } from './clocks.js';
import { holds } from './condition.js';
import type { FoldedEvent, PauseRule, RuleVersion } from './types.js';

/** Somebody is waited for: from an event until another, or still. */
export interface Wait {
  rule: PauseRule;
  /** Kind of the event it began with. */
  kind: string;
  from: number;
  until: number | null;
}

/** Time that does not count, with the event kinds it began with. */
export interface NamedPause extends Pause {
  kind: string;
}

/** The pauses of a course as its facts stand: in order and apart, and since when the clock stands still. */
export interface Standstill {
  pauses: NamedPause[];
  since: { at: number; kind: string } | null;
}

export const running: Standstill = { pauses: [], since: null };

/** Waits after one more event; the same list where it begins and ends none. */
export function takeWait(waits: readonly Wait[], event: FoldedEvent, { pauses }: RuleVersion): readonly Wait[] {
  let after = waits;
  for (const rule of pauses) {
    const open = after.find((wait) => wait.rule === rule && wait.until === null);
    if (open && rule.until.includes(event.kind)) after = ended(after, (wait) => wait === open, event.at);
    else if (!open && rule.from.includes(event.kind))
      after = [...after, { rule, kind: event.kind, from: event.at, until: null }];
  }
  return after;
}

/** Nothing is waited for any more. */
export function endWaits(waits: readonly Wait[], at: number): readonly Wait[] {
  return waits.some((wait) => wait.until === null) ? ended(waits, (wait) => wait.until === null, at) : waits;
}

function ended(waits: readonly Wait[], which: (wait: Wait) => boolean, at: number): readonly Wait[] {
  return waits.map((wait) => (which(wait) ? { ...wait, until: at } : wait));
}

/** Waits that overlap are one pause; those whose condition the facts do not meet are none. */
export function standstillOf(waits: readonly Wait[], facts: FactMap): Standstill {
  if (waits.length === 0) return running;
  const pauses: NamedPause[] = [];
  const counting = waits.filter(({ rule }) => holds(rule.when, facts)).toSorted((a, b) => a.from - b.from);
  for (const { kind, from, until } of counting) {
    const end = until ?? Number.POSITIVE_INFINITY;
    const last = pauses.at(-1);
    if (last && from <= last.until) last.until = Math.max(last.until, end);
    else pauses.push({ kind, from, until: end });
  }
  const open = pauses.at(-1)?.until === Number.POSITIVE_INFINITY ? pauses.pop() : undefined;
  return {
    pauses: pauses.filter(({ from, until }) => until > from),
    since: open ? { at: open.from, kind: open.kind } : null,
  };
}
