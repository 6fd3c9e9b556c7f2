import type { FactMap } from '../domain/event.js';
import type { Obligation } from '../domain/obligation.js';
import { build, earliest, read, type Start } from './build.js';
import type { ClockContext, ClockReading, Pause } from './clocks.js';
import { limitFor, versionOn } from './condition.js';
import type { DeriveInput } from './derive.js';
import { instantOf, localDay } from './local-time.js';
import { type Course, courseOf, type Owed } from './settle.js';
import type { FoldedEvent, Limit, Rule, RuleVersion } from './types.js';

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

/** A duty never done for so long that it lapsed more often than this is told with its first periods only. */
const periodsAtMost = 240;

/** The obligations of one opening: one, or one a period for a recurring duty whose periods have passed undone. */
export function obligationsOf(opening: Opening, input: DeriveInput): Opened {
  const context: ClockContext = {
    calendars: input.calendars,
    timeZone: input.pack.timeZone,
    officeHours: input.pack.settings.officeHours,
  };
  if (isRecurring(opening.rule)) return recurring(opening, context, input);

  const course = courseOf(opening, (facts, pauses) => {
    const current = limitFor(opening.version, facts, opening.event.kind);
    return (
      current &&
      earliest(current, facts, opening.event.kind, (limit) => read(limit, opening, facts, pauses, 1, context))
    );
  });
  const owed = course.owed;
  if (!owed || ((owed.limit.basis === 'unset' || isOver(owed, opening)) && !input.includeUnset)) {
    return { obligations: [], openUntil: 0, rhythm: null };
  }
  const start = { event: opening.event, at: opening.event.at, why: 'started' } as const;
  const obligation = build(opening, owed, course, opening.event.id, start, context, input);
  return { obligations: [obligation], openUntil: course.end?.at ?? Number.POSITIVE_INFINITY, rhythm: null };
}

/** So many days ahead of a promise that was made later than that: nobody could. */
function isOver({ limit, reading }: Owed, { event }: Opening): boolean {
  return limit.clock === 'working-days-before' && reading.dueAt !== null && reading.dueAt < event.at;
}

const recurringRules = new WeakMap<Rule, boolean>();

function isRecurring(rule: Rule): boolean {
  const known = recurringRules.get(rule);
  if (known !== undefined) return known;
  const found = rule.versions.some(({ limits }) => limits.some((limit) => limit.recurs));
  recurringRules.set(rule, found);
  return found;
}

function recurring(opening: Opening, context: ClockContext, input: DeriveInput): Opened {
  const rhythm = rhythmOf(opening, context.timeZone);
  const obligations: Obligation[] = [];
  let base = baseOf(opening, opening.version, rhythm.dayOfMonth);
  let openUntil = Number.POSITIVE_INFINITY;
  for (let period = 1; period <= periodsAtMost; period++) {
    const { course, since } = periodOf(opening, base, period, context);
    const { owed } = course;
    openUntil = course.end?.at ?? Number.POSITIVE_INFINITY;
    base = since;
    const isOpen = !owed || owed.limit.basis === 'unset';
    if (isOpen && !input.includeUnset) {
      const next = versionFrom(opening.rule, base, period, openUntil, context);
      if (!next) break;
      base = next;
      continue;
    }
    if (!owed) break;
    const id = obligations.length === 0 ? opening.event.id : `${opening.event.id}+${period}`;
    obligations.push(build({ ...opening, version: base.version }, owed, course, id, base.start, context, input));
    const { dueAt } = owed.reading;
    if (dueAt !== null) rhythm.dueDays.push(localDay(dueAt, context.timeZone));
    if (dueAt === null || !owed.limit.recurs || dueAt >= Math.min(input.now, openUntil)) break;
    base = lapsed(opening.rule, base, dueAt, period, context);
  }
  return { obligations, openUntil, rhythm: { ...rhythm, dayOfMonth: base.dayOfMonth } };
}

/** What the periods of a recurring duty are counted from: an event, the end of a period, or the day a version took effect. */
interface Base {
  version: RuleVersion;
  anchorAt: number;
  /** Periods that lay before it. */
  before: number;
  dayOfMonth: number;
  start: Start;
}

function baseOf({ event }: Pick<Opening, 'event'>, version: RuleVersion, dayOfMonth: number, before = 0): Base {
  return { version, anchorAt: event.at, before, dayOfMonth, start: { event, at: event.at, why: 'started' } };
}

/** One period followed to its end, and what it was counted from in the end: a later fact may count anew. */
function periodOf(
  opening: Opening,
  base: Base,
  period: number,
  context: ClockContext,
): { course: Course; since: Base } {
  const { version } = base;
  const restarted = (event: FoldedEvent) => baseOf({ event }, version, dayOfMonthOf(event.at, context), period - 1);
  const course = courseOf({ ...opening, version }, (facts, pauses, restart) => {
    const limit = limitFor(version, facts, opening.event.kind);
    const since = restart ? restarted(restart) : base;
    return (
      limit &&
      earliest(limit, facts, opening.event.kind, (each) =>
        readPeriod(each, opening, facts, pauses, since, period, context),
      )
    );
  });
  return { course, since: course.restart ? restarted(course.restart) : base };
}

/** A period passed undone: the next one follows, under the version then in force. */
function lapsed(rule: Rule, base: Base, dueAt: number, period: number, context: ClockContext): Base {
  const version = versionOn(rule, localDay(dueAt, context.timeZone)) ?? base.version;
  const start: Start = { event: base.start.event, at: dueAt, why: 'lapsed' };
  if (version === base.version) return { ...base, start };
  return { version, anchorAt: dueAt, before: period, dayOfMonth: dayOfMonthOf(dueAt, context), start };
}

/** What a version leaves open a later one may give a limit: it counts from the day that one takes effect. */
function versionFrom(
  rule: Rule,
  { version, start }: Base,
  period: number,
  openUntil: number,
  context: ClockContext,
): Base | undefined {
  const next = rule.versions.find(({ effectiveFrom }) => effectiveFrom > version.effectiveFrom);
  const at = next && instantOf(next.effectiveFrom, context.timeZone);
  if (!next || at === undefined || at >= openUntil) return undefined;
  const { event } = start;
  return {
    version: next,
    anchorAt: at,
    before: period,
    dayOfMonth: dayOfMonthOf(at, context),
    start: { event, at, why: 'in-force' },
  };
}

function dayOfMonthOf(at: number, { timeZone }: ClockContext): number {
  return Number(localDay(at, timeZone).slice(8));
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
  { anchorAt, before, dayOfMonth }: Base,
  period: number,
  context: ClockContext,
): ClockReading {
  const event = anchorAt === opening.event.at ? opening.event : { ...opening.event, at: anchorAt };
  return read(limit, { ...opening, event }, facts, pauses, period - before, context, dayOfMonth);
}
