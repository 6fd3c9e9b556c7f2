import type { Outcome } from '../../src/domain/intention.js';
import type { Visit } from '../../src/domain/visit.js';
import { confirmButtons } from '../engine/customer-and-contact.js';
import { type Draft, newDraft } from '../engine/draft.js';
import type { Done, Form, FormContext } from '../engine/form.js';
import { line, type Said } from '../engine/reply.js';
import { small } from '../engine/small-form.js';
import { clockWords, instantWords } from '../engine/time-words.js';
import { conflict, reminded } from './booked.js';
import { calendarFile } from './calendar-file.js';
import { visitBooking } from './dialog.js';
import { differingWords, fields, untakenWords } from './fields.js';
import { overlapsOf } from './overlaps.js';
import { agreedVisit, plannedVisit, valuesOf } from './planned.js';
import { words } from './said.js';
import { changedWords } from './summary.js';
import type { VisitValues } from './values.js';

/** Another time, place, person or reason for a booked visit; read back once, then changed under its number. */
export const visitChanging: Form<VisitValues> = {
  ...visitBooking,
  id: 'visit-changing',
  // What was left unsaid when it was booked is not asked for now.
  fields: fields.map((field) => ({
    ...field,
    wanted: (values, context) => (field.wanted(values, context) === 'required' ? 'required' : 'no'),
  })),
  opening: (_values, _draft, _heard, reading, context) => {
    const untaken = untakenWords(reading, context) ?? differingWords(reading, context);
    return untaken ? [line(untaken)] : [];
  },
  readBack: (values, _draft, _heard, context) => [
    { kind: 'read-back', text: changedWords(values, context), buttons: confirmButtons(context.language) },
  ],
  intention: (values, _draft, context) => ({
    kind: 'change-visit',
    visitId: values.visitId ?? '',
    visit: plannedVisit(values, context),
    seen: overlapsOf(values, context).map(({ id }) => id),
  }),
  done: (outcome, values, draft, _heard, context) => changed(outcome, values, draft, context),
  cancelled: (_values, { language }) => [line(words.say(language, 'cancel.kept'))],
};

/** The draft of a change: everything as it was booked, waiting for what is to be another. */
export function openChanging(visit: Visit, context: FormContext): Draft {
  const draft = newDraft(visitChanging, context.newId(), context.now);
  return { ...draft, values: { ...valuesOf(visit, context) }, stage: 'read-back' };
}

function changed(outcome: Outcome, values: VisitValues, draft: Draft, context: FormContext): Done {
  if (outcome.kind === 'visit-conflict') return conflict(outcome.other, draft, context);
  if (outcome.kind === 'visit-over') return { said: over(outcome.visit, context) };
  if (outcome.kind !== 'visit-changed') return { said: [] };
  const { visit } = outcome;
  const { language } = context;
  const text = words.say(language, visit.agreedByCustomer ? 'changed' : 'changed.tentative', {
    id: visit.id,
    when: instantWords(visit.startAt, context),
    arrive: clockWords(visit.arriveBy, context),
  });
  return { said: [line(text), ...reminded(values, visit, context), ...calendarFile(visit, context)] };
}

/** A visit that can be changed no more. */
export function over(visit: Visit, { language }: FormContext): Said[] {
  return [line(words.say(language, visit.state === 'cancelled' ? 'cancel.already' : 'changed.over'))];
}

/** 「王芳同意了」: a tentative visit becomes a booked one, at once. */
export const visitAgreed = small<{ visitId: string; visit: Visit }>({
  id: 'visit-agreed',
  fields: [],
  intention: ({ visitId, visit }, _draft, context) => ({
    kind: 'change-visit',
    visitId,
    visit: agreedVisit(visit, context),
    seen: [],
  }),
  done: (outcome, _values, _draft, _heard, context) => ({ said: agreed(outcome, context) }),
});

function agreed(outcome: Outcome, context: FormContext): Said[] {
  if (outcome.kind === 'visit-over') return over(outcome.visit, context);
  if (outcome.kind !== 'visit-changed') return [];
  const { visit } = outcome;
  const text = words.say(context.language, 'agreed', {
    when: instantWords(visit.startAt, context),
    customer: visit.customerName,
    arrive: clockWords(visit.arriveBy, context),
  });
  return [line(text), ...calendarFile(visit, context)];
}
