import type { FactMap, FactValue } from '../domain/event.js';
import type { ObligationState } from '../domain/obligation.js';
import type { ClockReading, Pause } from './clocks.js';
import { pick } from './facts.js';
import type { Opening } from './open.js';
import type { FoldedEvent, Limit, RuleVersion } from './types.js';
import { endWaits, running, type Standstill, standstillOf, takeWait, type Wait } from './waits.js';

/** Events any subject may carry, whatever the pack: they speak of an obligation, not of the matter. */
export const reservedEvents = {
  /** Facts `rule`, `reason` (a code) and `role: supervisor`. */
  waived: 'obligation.waived',
  /** Fact `event`: the id of an act told after its due time, which the supervisor lets count. */
  actAccepted: 'act.accepted',
} as const;

export interface Owed {
  limit: Limit;
  reading: ClockReading;
}

export type End =
  | { kind: 'met'; at: number; event: string; toldAt: number; accepted: boolean }
  | { kind: 'waived'; at: number }
  | { kind: 'ended'; at: number; by: string };

/** What happened to an opening after it opened. */
export interface Course {
  ownerId: string;
  facts: FactMap;
  waits: readonly Wait[];
  /** What the waits come to under the facts. */
  still: Standstill;
  /** undefined: under the facts as they stand nothing is owed. */
  owed: Owed | undefined;
  /** The later fact a recurring duty counts from, where under it the duty would have been due before it was known. */
  restart: FoldedEvent | null;
  end: End | null;
}

type Reader = (facts: FactMap, pauses: readonly Pause[], restart: FoldedEvent | null) => Owed | undefined;

/** Follows an opening through the later events until it is settled; what is settled or breached never changes again. */
export function courseOf(opening: Opening, read: Reader): Course {
  const course: Course = {
    ownerId: opening.ownerId,
    facts: opening.facts,
    waits: [],
    still: running,
    owed: undefined,
    restart: null,
    end: null,
  };
  course.owed = read(course.facts, running.pauses, null);
  const counter = { left: timesNeeded(opening) };
  for (const event of opening.later) {
    const isRunning = !breached(course, event.at);
    const waited = isRunning && takePause(course, event, opening);
    const changed = isRunning && takeLiveFacts(course, event, opening.version);
    course.end = endBy(event, opening, counter);
    // Whoever takes over answers for what comes, not for what ended with it.
    if (course.end?.kind !== 'ended') takeOwner(course, event);
    const endsPause = course.end !== null && wait(course, endWaits(course.waits, event.at));
    if (waited || changed || endsPause) {
      course.still = standstillOf(course.waits, course.facts);
      course.owed = read(course.facts, course.still.pauses, course.restart);
    }
    if (changed && isBornLate(course, event)) {
      course.restart = event;
      course.owed = read(course.facts, course.still.pauses, event);
    }
    if (course.end) break;
  }
  if (course.end?.kind === 'met') course.end = { ...course.end, accepted: isAccepted(course.end.event, opening.later) };
  return course;
}

/** The state at an instant; an act told only after the due time stays late until a supervisor accepts it. */
export function stateOf(dueAt: number | null, course: Course, now: number): ObligationState {
  const { end } = course;
  if (end?.kind === 'met') {
    const inTime = dueAt === null || (!isAfter(end.at, dueAt) && (!isAfter(end.toldAt, dueAt) || end.accepted));
    return inTime ? 'met' : 'late';
  }
  if (end?.kind === 'waived') return 'waived';
  if (end) return dueAt !== null && isAfter(end.at, dueAt) ? 'late' : 'waived';
  if (dueAt !== null && isAfter(course.still.since?.at ?? now, dueAt)) return 'late';
  return course.still.since === null ? 'open' : 'paused';
}

/** Deadlines hold to the second: anything within the due second is in time. */
function isAfter(at: number, dueAt: number): boolean {
  return Math.floor(at / 1000) > Math.floor(dueAt / 1000);
}

function breached(course: Course, at: number): boolean {
  const dueAt = course.owed?.reading.dueAt ?? null;
  return dueAt !== null && course.still.since === null && isAfter(at, dueAt);
}

/** A recurring duty follows a new class, but is never due before the class was new. */
function isBornLate({ owed }: Course, event: FoldedEvent): boolean {
  const dueAt = owed?.reading.dueAt ?? null;
  return owed?.limit.recurs === true && dueAt !== null && dueAt <= event.at;
}

function takeOwner(course: Course, event: FoldedEvent): void {
  if (typeof event.facts.ownerId === 'string') course.ownerId = event.facts.ownerId;
}

/** A pause told only after the breach mends it as little as one that came after it, unless the supervisor lets it count. */
function takePause(course: Course, event: FoldedEvent, { version, later }: Opening): boolean {
  if (version.pauses.length === 0) return false;
  if (breached(course, event.recordedAt) && !isAccepted(event.id, later)) return false;
  return wait(course, takeWait(course.waits, event, version));
}

function wait(course: Course, waits: readonly Wait[]): boolean {
  const changes = waits !== course.waits;
  course.waits = waits;
  return changes;
}

function takeLiveFacts(course: Course, event: FoldedEvent, version: RuleVersion): boolean {
  const changed = version.live.filter(
    (name) => event.facts[name] !== undefined && event.facts[name] !== course.facts[name],
  );
  if (changed.length) course.facts = { ...course.facts, ...pick(changed, event.facts) };
  return changed.length > 0;
}

/** Whether the supervisor let an act count that was told only after the due time. */
function isAccepted(act: string, later: readonly FoldedEvent[]): boolean {
  return later.some((event) => event.kind === reservedEvents.actAccepted && event.facts.event === act);
}

function timesNeeded({ version, facts }: Opening): number {
  const { needed, already } = version.satisfiedTimes;
  const done = already === null ? 0 : facts[already];
  return Math.max(1, needed - (typeof done === 'number' ? done : 0));
}

function meets(event: FoldedEvent, { version }: Opening): boolean {
  return version.satisfiedBy.includes(event.kind) && version.satisfiedWith.every((name) => said(event.facts[name]));
}

/** Of two jobs of one matter, two logs of one person each has its own end. */
function isForThis(event: FoldedEvent, { version, event: opened }: Opening): boolean {
  return version.satisfiedFor.every((name) => {
    const [told, own] = [event.facts[name], opened.facts[name]];
    return !said(told) || !said(own) || told === own;
  });
}

function endBy(event: FoldedEvent, opening: Opening, counter: { left: number }): End | null {
  const { version, rule } = opening;
  if (!isForThis(event, opening)) return null;
  if (meets(event, opening)) {
    counter.left--;
    if (counter.left > 0) return null;
    return { kind: 'met', at: event.at, event: event.id, toldAt: event.recordedAt, accepted: false };
  }
  if (version.endedBy.includes(event.kind)) return { kind: 'ended', at: event.at, by: event.kind };
  const { facts } = event;
  const waived =
    event.kind === reservedEvents.waived && facts.rule === rule.id && facts.role === 'supervisor' && said(facts.reason);
  return waived ? { kind: 'waived', at: event.at } : null;
}

function said(value: FactValue | undefined): boolean {
  return value !== undefined && value !== null && value !== false && value !== '';
}
