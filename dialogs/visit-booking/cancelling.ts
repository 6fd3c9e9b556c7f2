import { z } from 'zod';
import type { Visit } from '../../src/domain/visit.js';
import { confirmButtons } from '../engine/customer-and-contact.js';
import { type Draft, newDraft } from '../engine/draft.js';
import type { Form, FormContext } from '../engine/form.js';
import { line, type Said } from '../engine/reply.js';
import { instantWords } from '../engine/time-words.js';
import { calendarFile } from './calendar-file.js';
import { words } from './said.js';

interface CancellingValues extends Record<string, unknown> {
  visitId: string;
  customer: string;
  startAt: number;
}

/** Takes a booked visit back after one confirm. */
export const visitCancelling: Form<CancellingValues> = {
  id: 'visit-cancelling',
  version: 1,
  fields: [{ name: 'visitId', schema: z.string(), take: () => undefined, wanted: () => 'required' }],
  opening: () => [],
  readBack: (values, _draft, _heard, context) => readBack(values, context),
  intention: (values) => ({ kind: 'cancel-visit', visitId: values.visitId }),
  done: (outcome, values, _draft, _heard, context) => {
    if (outcome.kind !== 'visit-cancelled') return { said: [] };
    if (outcome.already) return { said: [line(words.say(context.language, 'cancel.already'))] };
    const { visit } = outcome;
    const text = words.say(context.language, 'cancel.done', {
      when: instantWords(visit.startAt, context),
      customer: values.customer,
    });
    return { said: [line(text), ...calendarFile(visit, context)] };
  },
  resume: (values, _draft, _asking, context) => readBack(values as CancellingValues, context),
  cancelled: (_values, { language }) => [line(words.say(language, 'cancel.kept'))],
  puzzled: (values, _draft, _reading, context) => readBack(values as CancellingValues, context),
};

/** The draft that waits for the one confirm, and what is asked. */
export function openCancelling(visit: Visit, context: FormContext): { draft: Draft; said: Said[] } {
  const values: CancellingValues = { visitId: visit.id, customer: visit.customerName, startAt: visit.startAt };
  const draft: Draft = { ...newDraft(visitCancelling, context.newId(), context.now), values, stage: 'read-back' };
  return { draft, said: readBack(values, context) };
}

function readBack(values: CancellingValues, context: FormContext): Said[] {
  const text = words.say(context.language, 'cancel.read-back', {
    when: instantWords(values.startAt, context),
    customer: values.customer,
  });
  const [confirm, , keep] = confirmButtons(context.language);
  return [{ kind: 'read-back', text, buttons: [confirm, keep] }];
}
