import type { FactMap } from '../domain/event.js';
import type { Because, Obligation } from '../domain/obligation.js';
import { type ClockContext, type ClockReading, type Pause, readClock } from './clocks.js';
import { limitFor } from './condition.js';
import type { DeriveInput } from './derive.js';
import { localDay } from './local-time.js';
import { type Course, courseOf, stateOf } from './settle.js';
import type { FoldedEvent, Limit, Rule, RuleVersion } from './types.js';
import { warningsOf } from './warnings.js';

/** One event that opens one rule on a subject. */
export interface Opening {
  rule: Rule;
  version: RuleVersion;
  event: FoldedEvent;
  facts: FactMap;
  ownerId: string;
  /** Events after it, in order. */
  later: readonly FoldedEvent[];
  /** Of the recurring duty before this one. */
  rhythm: Rhythm | null;
}

/** The day of the month a monthly duty is anchored to, and the days it fell due on. */
export interface Rhythm {
  dayOfMonth: number;
  dueDays: string[];
}

export interface Opened {
  obligations: Obligation[];
  /** Until when one of them is open, epoch ms; Infinity while it is. */
  openUntil: number;
  rhythm: Rhythm | null;
}

/** Where a period starts: the event it is counted from, or the end of the period before. */
interface Start {
  event: FoldedEvent;
  at: number;
}

/** A duty never done for so long that it lapsed more often than this is told with its last periods only. */
const periodsAtMost = 240;

/** The obligations of one opening: one, or one a period for a recurring duty whose periods have passed undone. */
export function obligationsOf(opening: Opening, input: DeriveInput): Opened {
  const context: ClockContext = {
    calendars: input.calendars,
    timeZone: input.pack.timeZone,
    officeHours: input.pack.settings.officeHours,
  };
  if (isRecurring(opening.version)) return recurring(opening, context, input);

  const course = courseOf(opening, (facts, pauses) => {
    const current = limitFor(opening.version, facts, opening.event.kind);
    return current ? { limit: current, reading: read(current, opening, facts, pauses, 1, context) } : undefined;
  });
  const owed = course.owed;
  if (!owed || (owed.limit.basis === 'unset' && !input.includeUnset)) {
    return { obligations: [], openUntil: 0, rhythm: null };
  }
  const obligation = build(
    opening,
    owed.limit,
    owed.reading,
    course,
    opening.event.id,
    { event: opening.event, at: opening.event.at },
    context,
    input,
  );
  return { obligations: [obligation], openUntil: course.end?.at ?? Number.POSITIVE_INFINITY, rhythm: null };
}

const recurringVersions = new WeakMap<RuleVersion, boolean>();

function isRecurring(version: RuleVersion): boolean {
  const known = recurringVersions.get(version);
  if (known !== undefined) return known;
  const found = version.limits.some((limit) => limit.recurs);
  recurringVersions.set(version, found);
  return found;
}

function recurring(opening: Opening, context: ClockContext, input: DeriveInput): Opened {
  const rhythm = rhythmOf(opening, context.timeZone);
  const obligations: Obligation[] = [];
  let base: Base = { event: opening.event, before: 0, dayOfMonth: rhythm.dayOfMonth };
  let from = opening.event.at;
  let openUntil = Number.POSITIVE_INFINITY;
  for (let period = 1; period <= periodsAtMost; period++) {
    const course = courseOf(opening, (facts, pauses, restart) => {
      const current = limitFor(opening.version, facts, opening.event.kind);
      const since = restart ? restarted(restart, period, context) : base;
      return (
        current && { limit: current, reading: readPeriod(current, opening, facts, pauses, since, period, context) }
      );
    });
    if (course.restart) {
      base = restarted(course.restart, period, context);
      from = course.restart.at;
    }
    const owed = course.owed;
    if (!owed || (owed.limit.basis === 'unset' && !input.includeUnset)) break;
    const id = period === 1 ? opening.event.id : `${opening.event.id}+${period}`;
    const start = { event: base.event, at: from };
    obligations.push(build(opening, owed.limit, owed.reading, course, id, start, context, input));
    const { dueAt } = owed.reading;
    openUntil = course.end?.at ?? Number.POSITIVE_INFINITY;
    if (dueAt !== null) rhythm.dueDays.push(localDay(dueAt, context.timeZone));
    if (dueAt === null || !owed.limit.recurs || dueAt >= Math.min(input.now, openUntil)) break;
    from = dueAt;
  }
  return { obligations, openUntil, rhythm: { ...rhythm, dayOfMonth: base.dayOfMonth } };
}

/** What the periods of a recurring duty are counted from: the event, and how many periods lay before it. */
interface Base {
  event: FoldedEvent;
  before: number;
  dayOfMonth: number;
}

function restarted(event: FoldedEvent, period: number, { timeZone }: ClockContext): Base {
  return { event, before: period - 1, dayOfMonth: Number(localDay(event.at, timeZone).slice(8)) };
}

/** A duty done on its (clamped) due day keeps the original day of the month: 31 January, 28 February, 31 March. */
function rhythmOf(opening: Opening, timeZone: string): Rhythm {
  const day = localDay(opening.event.at, timeZone);
  const kept = opening.rhythm?.dueDays.includes(day) ? opening.rhythm.dayOfMonth : undefined;
  return { dayOfMonth: kept ?? Number(day.slice(8)), dueDays: [] };
}

function readPeriod(
  limit: Limit,
  opening: Opening,
  facts: FactMap,
  pauses: readonly Pause[],
  base: Base,
  period: number,
  context: ClockContext,
): ClockReading {
  const { event, dayOfMonth } = base;
  return read(limit, { ...opening, event }, facts, pauses, period - base.before, context, dayOfMonth);
}

function read(
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

function build(
  opening: Opening,
  limit: Limit,
  reading: ClockReading,
  course: Course,
  anchor: string,
  start: Start,
  context: ClockContext,
  input: DeriveInput,
): Obligation {
  const { rule, version, event } = opening;
  const openedAt = start.at;
  const state = stateOf(reading.dueAt, course, input.now);
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
    warnAt: state === 'paused' ? [] : warningsOf(limit, reading.dueAt, openedAt, context, input.pack.settings),
    state,
    metAt: state === 'met' || state === 'late' ? (course.end?.at ?? null) : null,
    level: state === 'late' && !course.end ? 1 : 0,
    calendar: reading.calendar,
    facts: course.facts,
    because: becauseOf(opening.version, limit, reading, course, start),
  };
}

function becauseOf(
  version: RuleVersion,
  limit: Limit,
  reading: ClockReading,
  course: Course,
  { event, at }: Start,
): Because[] {
  const counts = limit.clock !== null && limit.clock !== 'now' && limit.anchor === null;
  const key = at === event.at ? (counts ? 'started' : 'told') : 'lapsed';
  const because: Because[] = [{ key, values: { event: event.kind, at } }];
  because.push(...reading.because);
  for (const pause of course.pauses) because.push({ key: 'paused', values: { from: pause.from, until: pause.until } });
  if (course.pausedSince !== null) because.push({ key: 'paused-since', values: { from: course.pausedSince } });
  if (reading.dueAt !== null) because.push({ key: 'due', values: { at: reading.dueAt } });
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
