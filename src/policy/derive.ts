import type { FactMap } from '../domain/event.js';
import type { Obligation } from '../domain/obligation.js';
import type { Calendars } from './calendar.js';
import { limitFor, versionOn } from './condition.js';
import { pick } from './facts.js';
import { localDay } from './local-time.js';
import { type Opening, obligationsOf, type Rhythm } from './open.js';
import type { FoldedEvent, Pack, Rule, RuleVersion } from './types.js';
import { withdrawn } from './withdrawn.js';

export interface DeriveInput {
  pack: Pack;
  calendars: Calendars;
  /** Events of one subject, in any order. */
  events: readonly FoldedEvent[];
  /** Business time, epoch ms: what is late by then is late. */
  now: number;
  /** Also rows for limits the handbook leaves open (basis `unset`) or that were over when they began; normally they open nothing. */
  includeUnset?: boolean;
  /** What this rule alone asks. */
  only?: string;
}

/**
 * What is owed for one subject: a pure function of its events, the rules and the calendars. Events fold by the time they
 * happened, then by their place in the chain. Each opening event uses the version in force on its day; facts freeze at
 * opening but for those a version calls live.
 */
export function derive(input: DeriveInput): Obligation[] {
  const events = standing(inOrder(input.events));
  const rules = rulesByEvent(input.pack);
  const previous = new Map<string, { openUntil: number; rhythm: Rhythm | null }>();
  const known: FactMap = {};
  const obligations: Obligation[] = [];

  for (const [index, event] of events.entries()) {
    Object.assign(known, event.facts);
    const opened = rules.get(event.kind);
    if (!opened) continue;
    const day = localDay(event.at, input.pack.timeZone);
    const later = index + 1 < events.length ? events.slice(index + 1) : nothing;
    for (const rule of opened) {
      if (input.only !== undefined && rule.id !== input.only) continue;
      const version = versionOn(rule, day);
      const last = previous.get(rule.id);
      if (!version || !opens(version, event, last?.openUntil)) continue;
      const facts = pick(version.needs, known);
      if (opensNothing(rule, version, facts, event, later, input)) {
        previous.set(rule.id, { openUntil: 0, rhythm: null });
        continue;
      }
      const opening: Opening = {
        rule,
        version,
        event,
        facts,
        ownerId: typeof known.ownerId === 'string' ? known.ownerId : event.actor,
        later,
        rhythm: last?.rhythm ?? null,
      };
      const { obligations: found, openUntil, rhythm } = obligationsOf(opening, input);
      for (const obligation of found) obligations.push(obligation);
      previous.set(rule.id, { openUntil, rhythm });
    }
  }
  return obligations;
}

const nothing: readonly FoldedEvent[] = [];

/** By the time they happened, then by their place in the chain; most come in that order. */
function inOrder(events: readonly FoldedEvent[]): readonly FoldedEvent[] {
  for (let n = 1; n < events.length; n++) {
    const [a, b] = [events[n - 1], events[n]];
    if (a && b && (a.at > b.at || (a.at === b.at && a.seq > b.seq))) {
      return events.toSorted((x, y) => x.at - y.at || x.seq - y.seq);
    }
  }
  return events;
}

/** Without those of a record that was taken back. */
function standing(events: readonly FoldedEvent[]): readonly FoldedEvent[] {
  const gone = new Set(events.filter(({ kind }) => kind === withdrawn).map(({ facts }) => facts.recordId));
  return gone.size === 0 ? events : events.filter(({ facts }) => !gone.has(facts.recordId ?? null));
}

function opens(version: RuleVersion, event: FoldedEvent, openUntil: number | undefined): boolean {
  if (version.event.includes(event.kind)) return true;
  return version.rearmedBy.includes(event.kind) && (openUntil ?? 0) <= event.at;
}

/** Under these facts nothing is owed, and nothing can come that changes it: most rules an event could open. */
function opensNothing(
  rule: Rule,
  version: RuleVersion,
  facts: FactMap,
  event: FoldedEvent,
  later: readonly FoldedEvent[],
  { includeUnset }: DeriveInput,
): boolean {
  if (rule.versions.length > 1 || (later.length > 0 && version.live.length > 0)) return false;
  const limit = limitFor(version, facts, event.kind);
  return limit === undefined || (limit.basis === 'unset' && !includeUnset);
}

/** The rules an event kind may open. */
export function openingRules(pack: Pack, kind: string): readonly Rule[] {
  return rulesByEvent(pack).get(kind) ?? [];
}

const indexes = new WeakMap<Pack, Map<string, Rule[]>>();

function rulesByEvent(pack: Pack): Map<string, Rule[]> {
  const known = indexes.get(pack);
  if (known) return known;
  const index = new Map<string, Rule[]>();
  for (const rule of pack.rules) {
    const kinds = new Set(rule.versions.flatMap((version) => [...version.event, ...version.rearmedBy]));
    for (const kind of kinds) index.set(kind, [...(index.get(kind) ?? []), rule]);
  }
  indexes.set(pack, index);
  return index;
}
