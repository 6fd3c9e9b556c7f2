import { localDay } from '../../src/policy/local-time.js';
import { clockOf, hourDoubt } from '../../src/policy/visit-hours.js';
import type { FormContext } from '../engine/form.js';
import { clockWords } from '../engine/time-words.js';
import { besides, diaryOf, minutesFrom, spanOf } from './overlaps.js';
import { arriveBy } from './planned.js';
import { words } from './said.js';
import type { VisitValues } from './values.js';

/** What speaks against a time: said, never forbidden. */
export function warningsOf(values: Partial<VisitValues>, context: FormContext): string[] {
  const span = spanOf(values, context);
  if (!span) return [];
  return [hourWarning(span, values, context), ...tightness(values, span, context)].filter(
    (warning) => warning !== null,
  );
}

/** One line of them; empty when nothing speaks against it. */
export function warningWords(values: Partial<VisitValues>, context: FormContext): string {
  const warnings = warningsOf(values, context);
  if (warnings.length === 0) return '';
  const joint = context.language === 'en' ? '; ' : ';';
  return words.say(context.language, 'warn', { warnings: warnings.slice(0, 2).join(joint) });
}

/** An hour that was only assumed is no reason to speak of its end. */
function hourWarning(span: { start: number; end: number }, values: Partial<VisitValues>, context: FormContext) {
  const diary = diaryOf(context);
  const doubt = hourDoubt(span.start, values.durationMinutes ? span.end : null, {
    ...diary,
    timeZone: context.timeZone,
  });
  if (!doubt) return null;
  const name = diary.dayOf(localDay(span.start, context.timeZone)).name ?? '';
  return words.say(context.language, `warn.${doubt}`, { name, time: clockOf(span.start, context.timeZone) });
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

/** `14:30–16:00` of a day that is said beside it. */
export function spanWords(visit: { startAt: number; endAt: number }, context: FormContext): string {
  return `${clockWords(visit.startAt, context)}–${clockWords(visit.endAt, context)}`;
}
