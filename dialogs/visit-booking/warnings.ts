import { localDay, localTime, weekdayOf } from '../../src/policy/local-time.js';
import type { FormContext } from '../engine/form.js';
import { clockWords } from '../engine/time-words.js';
import { besides, diaryOf, minutesFrom, spanOf } from './overlaps.js';
import { arriveBy } from './planned.js';
import { words } from './said.js';
import type { VisitValues } from './values.js';

interface Clock {
  day: string;
  from: string;
  to: string;
}

/** What speaks against a time: said, never forbidden. The hours are product settings, not the handbook's (A2-12, A2-13). */
export function warningsOf(values: Partial<VisitValues>, context: FormContext): string[] {
  const span = spanOf(values, context);
  if (!span) return [];
  const day = localDay(span.start, context.timeZone);
  const ends = localDay(span.end, context.timeZone) === day ? clockOf(span.end, context) : '24:00';
  const clock: Clock = { day, from: clockOf(span.start, context), to: ends };
  const kind = dayWarning(day, context);
  const hour = kind ? null : hourWarning(clock, values, context);
  return [kind, hour, ...tightness(values, span, context)].filter((warning) => warning !== null);
}

/** One line of them; empty when nothing speaks against it. */
export function warningWords(values: Partial<VisitValues>, context: FormContext): string {
  const warnings = warningsOf(values, context);
  if (warnings.length === 0) return '';
  const joint = context.language === 'en' ? '; ' : ';';
  return words.say(context.language, 'warn', { warnings: warnings.slice(0, 2).join(joint) });
}

function dayWarning(day: string, context: FormContext): string | null {
  const { kind, name } = diaryOf(context).dayOf(day);
  if (kind === 'holiday') return words.say(context.language, 'warn.holiday', { name });
  return kind === 'weekend' ? words.say(context.language, 'warn.weekend') : null;
}

function hourWarning({ day, from, to }: Clock, { durationMinutes }: Partial<VisitValues>, context: FormContext) {
  const { officeHours, settings } = diaryOf(context);
  const say = (key: string) => words.say(context.language, `warn.${key}`, { time: from });
  if (from < officeHours.from) return say('early');
  if (from >= officeHours.to) return say('evening');
  // An hour that was only assumed is no reason to speak of its end.
  const until = durationMinutes ? to : from;
  const within = (span: { from: string; to: string }) => from < span.to && (from >= span.from || until > span.from);
  if (within(settings.lunch)) return say('lunch');
  return settings.busy.some((span) => span.weekday === weekdayOf(day) && within(span)) ? say('busy') : null;
}

/** Too little time for the way from the visit before, or to the one after. */
function tightness(values: Partial<VisitValues>, span: { start: number; end: number }, context: FormContext): string[] {
  const { language } = context;
  const { before, after } = besides(values, context);
  const said: string[] = [];
  if (before) {
    const minutes = minutesFrom(before, values, context);
    if (before.endAt + minutes * 60_000 > arriveBy(span.start, context))
      said.push(
        words.say(language, 'warn.tight.before', {
          customer: before.customerName,
          end: clockWords(before.endAt, context),
          minutes,
        }),
      );
  }
  if (after) {
    const minutes = minutesFrom(after, values, context);
    if (span.end + minutes * 60_000 > after.arriveBy)
      said.push(
        words.say(language, 'warn.tight.after', {
          customer: after.customerName,
          start: clockWords(after.startAt, context),
          minutes,
        }),
      );
  }
  return said;
}

function clockOf(at: number, { timeZone }: FormContext): string {
  const { hour, minute } = localTime(at, timeZone);
  return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
}

/** `14:30–16:00` of a day that is said beside it. */
export function spanWords(visit: { startAt: number; endAt: number }, context: FormContext): string {
  return `${clockWords(visit.startAt, context)}–${clockWords(visit.endAt, context)}`;
}
