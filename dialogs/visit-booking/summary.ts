import { arriveEarlyMs } from '../../src/domain/book-visit.js';
import { localDay } from '../../src/policy/local-time.js';
import { shown } from '../engine/answer.js';
import type { FormContext } from '../engine/form.js';
import { label } from '../engine/labels.js';
import { clockWords, instantWords } from '../engine/time-words.js';
import { dayPartWords, startAt } from '../engine/when.js';
import { loadWords } from '../engine/words.js';
import { assumedMinutes, type VisitValues } from './values.js';

export const words = loadWords('visit-booking');

export function endAt(values: Partial<VisitValues>, start: number): number {
  return start + (values.durationMinutes ?? assumedMinutes) * 60_000;
}

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
  const reasons = values.reasons?.map((r) => label('visitReason', r, language));
  return reasons?.length ? reasons.join(words.say(language, 'also')) : null;
}

/** End, arrival ten minutes early (A2-15); an assumed hour is said to be so. */
export function readBackWords(values: Partial<VisitValues>, context: FormContext): string {
  const { language } = context;
  const start = startAt(values.day ?? '', values.time ?? '', context.timeZone);
  const end = endAt(values, start);
  const sameDay = localDay(start, context.timeZone) === localDay(end, context.timeZone);
  const until = words.say(language, values.durationMinutes ? 'lasting' : 'lasting.assumed', {
    end: sameDay ? clockWords(end, context) : instantWords(end, context),
  });
  const arrive = clockWords(start - arriveEarlyMs, context);
  // A visit nobody agreed to is booked as tentative, so it is read back as tentative.
  const settled = { ...values, agreedByCustomer: values.agreedByCustomer ?? false };
  return words.say(language, 'read-back', { summary: visitSummary(settled, context), until, arrive });
}
