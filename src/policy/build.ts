import type { FactMap } from '../domain/event.js';
import type { Because, Obligation } from '../domain/obligation.js';
import { type ClockContext, type ClockReading, type Pause, readClock } from './clocks.js';
import { holds } from './condition.js';
import type { DeriveInput } from './derive.js';
import { isRemindedOf } from './levels.js';
import { localDay } from './local-time.js';
import type { Opening } from './open.js';
import { type Course, type Owed, stateOf } from './settle.js';
import type { FoldedEvent, Limit, RuleVersion } from './types.js';
import { warningsOf } from './warnings.js';

/** Where a period starts, and why there. */
export interface Start {
  event: FoldedEvent;
  at: number;
  why: 'started' | 'lapsed' | 'in-force';
}

/** What is owed under a limit; where the handbook's own holds beside it, under the one that comes first. */
export function earliest(limit: Limit, facts: FactMap, event: string, reads: (limit: Limit) => ClockReading): Owed {
  const reading = reads(limit);
  if (limit.alongside.length === 0) return { limit, reading };
  const all: FactMap = { ...facts, event };
  const other = limit.alongside.find(({ when }) => holds(when, all));
  const beside = other && { limit: other, reading: reads(other) };
  const dueAt = beside?.reading.dueAt ?? null;
  return beside && dueAt !== null && (reading.dueAt === null || dueAt < reading.dueAt) ? beside : { limit, reading };
}

/** The due time of a limit, in the so many-th period. */
export function read(
  limit: Limit,
  opening: Opening,
  facts: FactMap,
  pauses: readonly Pause[],
  period: number,
  context: ClockContext,
  dayOfMonth?: number,
): ClockReading {
  if (limit.clock === null) return { dueAt: null, calendar: 'final', because: [{ key: 'unset', values: {} }] };
  const anchorAt = limit.anchor === null ? opening.event.at : Date.parse(String(facts[limit.anchor]));
  if (Number.isNaN(anchorAt)) return { dueAt: null, calendar: 'final', because: [{ key: 'no-anchor', values: {} }] };
  const amount = limit.clock.startsWith('end-of-') ? (limit.amount ?? 0) + period - 1 : (limit.amount ?? 0) * period;
  const reading = readClock(
    { clock: limit.clock, amount, anchorAt, pauses, ...(dayOfMonth === undefined ? {} : { dayOfMonth }) },
    context,
  );
  if (limit.anchor === null || limit.clock !== 'end-of-day') return reading;
  const day = localDay(anchorAt, context.timeZone);
  return { ...reading, because: [{ key: 'clock.promised-day', values: { day } }] };
}

/** What is owed, as it stands at the instant of the input. */
export function build(
  opening: Opening,
  { limit, reading }: Owed,
  course: Course,
  anchor: string,
  start: Start,
  context: ClockContext,
  input: DeriveInput,
): Obligation {
  const { rule, version, event } = opening;
  const openedAt = start.at;
  const state = isExcused(course, version, context) ? 'waived' : stateOf(reading.dueAt, course, input.now);
  return {
    id: `${event.subject}/${rule.id}/${anchor}`,
    subject: event.subject,
    rule: rule.id,
    version: version.version,
    clause: limit.clause,
    ownerId: course.ownerId,
    openedBy: event.id,
    openedAt,
    dueAt: reading.dueAt,
    urgency: limit.clock === 'now' ? 'now' : null,
    basis: limit.basis,
    warnAt:
      state === 'paused' || !isReminded(opening, limit, input)
        ? []
        : warningsOf(limit, reading.dueAt, openedAt, context, input.pack.settings),
    state,
    metAt: state === 'met' || state === 'late' ? (course.end?.at ?? null) : null,
    level: state === 'late' && !course.end ? 1 : 0,
    calendar: reading.calendar,
    facts: course.facts,
    because: becauseOf(opening.version, limit, reading, course, start),
  };
}

/** What turned out in time never to have been needed is waived, even after its due time. */
function isExcused({ end, facts }: Course, { excusedBy }: RuleVersion, { timeZone }: ClockContext): boolean {
  if (end?.kind !== 'ended' || !excusedBy?.kinds.includes(end.by)) return false;
  const until = Date.parse(String(facts[excusedBy.until]));
  return !Number.isNaN(until) && localDay(end.at, timeZone) <= localDay(until, timeZone);
}

function isReminded({ version }: Opening, { clock }: Limit, { pack }: DeriveInput): boolean {
  return clock !== null && isRemindedOf(clock, version.levels, pack.settings);
}

function becauseOf(
  version: RuleVersion,
  limit: Limit,
  reading: ClockReading,
  course: Course,
  { event, at, why }: Start,
): Because[] {
  const counts = limit.clock !== null && limit.clock !== 'now' && limit.anchor === null;
  const key = why === 'started' && !counts ? 'told' : why;
  const because: Because[] = [{ key, values: { event: event.kind, at } }];
  because.push(...reading.because);
  const { pauses, since } = course.still;
  for (const { kind, from, until } of pauses) because.push({ key: 'paused', values: { event: kind, from, until } });
  if (since) because.push({ key: 'paused-since', values: { event: since.kind, from: since.at } });
  if (reading.dueAt !== null) because.push({ key: 'due', values: { at: reading.dueAt } });
  if (reading.dueAt !== null && reading.dueAt < at) because.push({ key: 'past', values: { at } });
  because.push({
    key: limit.basis === 'agreed' ? 'clause-agreed' : 'clause',
    values: { clause: limit.clause, version: version.version, from: version.effectiveFrom },
  });
  const { end } = course;
  if (end?.kind === 'met' && reading.dueAt !== null && end.toldAt > reading.dueAt && end.at <= reading.dueAt) {
    because.push({
      key: end.accepted ? 'told-accepted' : 'told-afterwards',
      values: { at: end.at, toldAt: end.toldAt },
    });
  }
  if (end && end.kind !== 'met') because.push({ key: end.kind, values: { at: end.at } });
  return because;
}
