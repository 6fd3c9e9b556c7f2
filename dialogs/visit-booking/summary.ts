import { localDay } from '../../src/policy/local-time.js';
import { shown } from '../engine/answer.js';
import type { FormContext } from '../engine/form.js';
import { label } from '../engine/labels.js';
import { clockWords, instantWords } from '../engine/time-words.js';
import { dayPartWords, startAt } from '../engine/when.js';
import { spanOf } from './overlaps.js';
import { arriveBy } from './planned.js';
import { knowWords, toBring } from './prepare.js';
import { words } from './said.js';
import type { VisitValues } from './values.js';
import { warningWords } from './warnings.js';

/** `12月2日(周三)15:00`, or as much of it as is known. */
function whenWords(values: Partial<VisitValues>, context: FormContext): string {
  const { day, time } = values;
  if (day && time) return instantWords(startAt(day, time, context.timeZone), context);
  if (day) return dayPartWords(startAt(day, '12:00', context.timeZone), values.part, context);
  return time ?? '';
}

/** `12月2日(周三)15:00去远帆食品见王芳,礼品赠送,兼优惠介绍,地点按客户单位` */
export function visitSummary(values: Partial<VisitValues>, context: FormContext): string {
  const { language } = context;
  const customer = shown(values.customer?.name ?? words.say(language, 'go.somewhere'), 40);
  const who = values.contact ? words.say(language, 'go.contact', { contact: shown(values.contact.name, 24) }) : '';
  const parts = [
    words.say(language, 'go', { when: whenWords(values, context), customer }) + who,
    reasonWords(values, context),
    noteWords(values),
    values.place
      ? words.say(language, 'place.said', { place: shown(values.place, 60) })
      : words.say(language, 'place.premises'),
    values.agreedByCustomer === false ? words.say(language, 'tentative') : null,
  ];
  return parts.filter((p) => p !== null && p !== '').join(language === 'en' ? '; ' : ',');
}

/** One line while questions are still open: who, why, and when once day and hour are known (else the question says it). */
export function shortSummary(values: Partial<VisitValues>, context: FormContext): string {
  const customer = shown(values.customer?.name ?? words.say(context.language, 'go.somewhere'), 40);
  const who = values.contact
    ? words.say(context.language, 'go.contact', { contact: shown(values.contact.name, 24) })
    : '';
  const when = values.day && values.time ? whenWords(values, context) : '';
  const go = words.say(context.language, when === '' ? 'go.untimed' : 'go', { when, customer });
  return [go + who, reasonWords(values, context)].filter(Boolean).join(context.language === 'en' ? '; ' : ',');
}

/** A note that says no more than the reason (送礼) is left out. */
function noteWords({ note }: Partial<VisitValues>): string | null {
  return note && note.length > 2 ? shown(note, 60) : null;
}

function reasonWords(values: Partial<VisitValues>, { language }: FormContext): string | null {
  // A note says more than that the reason is another one.
  const told = values.note ? values.reasons?.filter((reason) => reason !== 'other') : values.reasons;
  const reasons = told?.map((r) => label('visitReason', r, language));
  return reasons?.length ? reasons.join(words.say(language, 'also')) : null;
}

/** Everything before it is booked: end, arrival (A2-15), what to take and to know, what speaks against the time. */
export function readBackWords(values: Partial<VisitValues>, context: FormContext): string {
  const { language } = context;
  const told = words.say(language, 'read-back', readBackValues(values, context));
  const lines = [told, knowWords(values, context), warningWords(values, context), words.say(language, 'read-back.ask')];
  return lines.filter((each) => each !== '').join('\n');
}

/** What a booked visit would become; the customer is asked nothing again. */
export function changedWords(values: Partial<VisitValues>, context: FormContext): string {
  const { language } = context;
  const told = words.say(language, 'change.read-back', readBackValues(values, context));
  const lines = [told, warningWords(values, context), words.say(language, 'change.ask')];
  return lines.filter((each) => each !== '').join('\n');
}

/** The parts of a read-back: an hour that is assumed is said to be so. */
export function readBackValues(values: Partial<VisitValues>, context: FormContext): Record<string, string> {
  const { language, timeZone } = context;
  const span = spanOf(values, context);
  if (!span) throw new Error('a visit is read back before its time is known');
  const sameDay = localDay(span.start, timeZone) === localDay(span.end, timeZone);
  const until = words.say(language, values.durationMinutes ? 'lasting' : 'lasting.assumed', {
    end: sameDay ? clockWords(span.end, context) : instantWords(span.end, context),
  });
  // A visit nobody agreed to is booked as tentative, so it is read back as tentative.
  const settled = { ...values, agreedByCustomer: values.agreedByCustomer ?? false };
  return {
    summary: visitSummary(settled, context),
    until,
    arrive: clockWords(arriveBy(span.start, context), context),
    items: toBring(values, context),
  };
}
