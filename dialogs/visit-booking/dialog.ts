import type { NewVisit } from '../../src/domain/book-visit.js';
import type { Outcome } from '../../src/domain/intention.js';
import { isoLocal } from '../../src/policy/local-time.js';
import type { Reading } from '../../src/understanding/types.js';
import { bareAnswer, shown } from '../engine/answer.js';
import { confirmButtons, fileOf, knownParty } from '../engine/customer-and-contact.js';
import type { Draft } from '../engine/draft.js';
import type { Done, Form, FormContext, Heard } from '../engine/form.js';
import { line, question, type Said } from '../engine/reply.js';
import { clockWords, instantWords } from '../engine/time-words.js';
import { startAt } from '../engine/when.js';
import { calendarFile } from './calendar-file.js';
import { changeable } from './changeable.js';
import { correct } from './correct.js';
import { fields, pastWords } from './fields.js';
import { endAt, readBackWords, shortSummary, words } from './summary.js';
import type { VisitValues } from './values.js';

/** Visit booking: the customer sets time and place, his premises come first, ten minutes early (A2-09 … A2-15). */
export const visitBooking: Form<VisitValues> = {
  id: 'visit-booking',
  version: 1,
  fields,
  infer: (values, _draft, reading, context) => knownParty(values, reading, context),
  correct,
  changeable,
  changeExample: (language) => words.say(language, 'change.example'),
  agrees: (reading, before) => reading.acts.includes('confirm') || insists(reading, before),
  opening,
  readBack: (values, _draft, _heard, context) => [
    { kind: 'read-back', text: readBackWords(values, context), buttons: confirmButtons(context.language) },
  ],
  intention: (values, draft, context) => ({
    kind: 'book-visit',
    visit: newVisit(values, draft, context),
    allowOverlap: values.overlapSeen === moment(values),
  }),
  done,
  resume,
  cancelled: (_values, { language }) => [line(words.say(language, 'cancelled'))],
  puzzled,
};

function opening(
  values: Partial<VisitValues>,
  _draft: Draft,
  heard: Heard,
  reading: Reading,
  context: FormContext,
): Said[] {
  const { language } = context;
  const corrected = heard.corrected.at(-1);
  const past = pastWords(reading, context);
  if (past) return [line(past)];
  if (heard.complete)
    return heard.again ? [line(words.say(language, corrected ? 'opening.changed' : 'opening.more'))] : [];
  if (corrected) {
    const day =
      values.day && values.time
        ? instantWords(startAt(values.day, values.time, context.timeZone), context)
        : corrected.to;
    const to = heard.corrected.some((c) => c.field === 'day' || c.field === 'time') ? day : corrected.to;
    return [line(words.say(language, 'opening.corrected', { to }))];
  }
  if (!values.customer && !values.day) return [line(words.say(language, 'so-far.nothing'))];
  return [line(words.say(language, 'so-far', { summary: shortSummary(values, context) }))];
}

function newVisit(values: VisitValues, draft: Draft, context: FormContext): NewVisit {
  const start = startAt(values.day ?? '', values.time ?? '', context.timeZone);
  const file = fileOf(values, context);
  return {
    draftId: draft.id,
    customerId: values.customer?.id ?? null,
    customerName: values.customer?.name ?? '',
    contactId: values.contact?.id ?? null,
    contactName: values.contact?.name ?? null,
    reasons: values.reasons ?? ['other'],
    startAt: start,
    endAt: endAt(values, start),
    agreedByCustomer: values.agreedByCustomer ?? false,
    place: values.place ?? file?.customer.address ?? null,
    note: values.note ?? null,
    at: draft.openedAt,
    isoStart: isoLocal(start, context.timeZone),
  };
}

function done(outcome: Outcome, values: VisitValues, draft: Draft, _heard: Heard, context: FormContext): Done {
  const { language } = context;
  if (outcome.kind === 'visit-conflict') return conflict(outcome.other, values, draft, context);
  if (outcome.kind !== 'visit-booked') return { said: [] };
  const { visit } = outcome;
  if (outcome.already) return { said: [line(words.say(language, 'booked.already', { id: visit.id }))] };
  const said = words.say(language, visit.agreedByCustomer ? 'booked' : 'booked.tentative', {
    id: visit.id,
    when: instantWords(visit.startAt, context),
    arrive: clockWords(visit.arriveBy, context),
  });
  return { said: [line(said), ...calendarFile(visit, context)] };
}

function conflict(
  other: { startAt: number; endAt: number; customerName: string },
  values: VisitValues,
  draft: Draft,
  context: FormContext,
): Done {
  const { language } = context;
  const text = words.say(language, 'conflict', {
    from: instantWords(other.startAt, context),
    to: clockWords(other.endAt, context),
    customer: other.customerName,
  });
  const kept: Draft = { ...draft, stage: 'read-back', open: null, values: { ...values, overlapSeen: moment(values) } };
  return { said: [question(text, [words.say(language, 'button.book-anyway')])], draft: kept };
}

/** 「照订」 once an overlap was shown. */
function insists({ text }: Reading, before: Readonly<Partial<VisitValues>>): boolean {
  if (before.overlapSeen !== moment(before)) return false;
  return /^(?:就|还是|還是|也)?(?:照|照样|照樣|照旧|硬)?(?:订|訂|约|約|定)(?:吧|了)?$|^book (?:it )?(?:anyway|all the same)$/i.test(
    bareAnswer(text),
  );
}

function moment(values: Partial<VisitValues>): string {
  return `${values.day} ${values.time}`;
}

function resume(values: Partial<VisitValues>, draft: Draft, asking: boolean, context: FormContext): Said[] {
  const { language } = context;
  const unnamed = language === 'en' ? words.say(language, 'who.customer') : '';
  const customer = shown(values.customer?.name ?? unnamed, 40);
  const asked = openQuestion(values, draft, context);
  if (!asked || !asking) return [line(words.say(language, 'resume.waiting', { customer }))];
  return [question(words.say(language, 'resume', { customer, question: asked.text }), asked.buttons)];
}

function openQuestion(values: Partial<VisitValues>, draft: Draft, context: FormContext) {
  return draft.stage === 'asking'
    ? fields.find((f) => f.name === draft.open)?.ask?.(values, draft, context)
    : undefined;
}

/** Other words each time: an example, then a way out; the question itself is not put twice running. */
function puzzled(_values: Partial<VisitValues>, draft: Draft, reading: Reading, context: FormContext): Said[] {
  const { language } = context;
  const past = pastWords(reading, context);
  if (past) return [line(past), question(words.say(language, 'ask.when'))];
  if (draft.stage === 'read-back') return [line(words.say(language, 'puzzled.read-back'))];
  if (draft.stage === 'changing') return [line(words.say(language, 'puzzled.changing'))];
  const example = words.say(language, `example.${draft.open ?? 'day'}`);
  return [line(words.say(language, draft.misses < 2 ? 'puzzled.asking' : 'puzzled.example', { example }))];
}
