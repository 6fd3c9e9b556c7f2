import type { Outcome } from '../../src/domain/intention.js';
import type { Edit, FactName, Reading } from '../../src/understanding/types.js';
import { newComplaint } from '../complaint-intake/dialog.js';
import { isUpset } from '../complaint-intake/drafted-line.js';
import { restated, withAmount } from '../complaint-intake/story.js';
import { shown } from '../engine/answer.js';
import { confirmButtons, knownParty } from '../engine/customer-and-contact.js';
import type { Draft } from '../engine/draft.js';
import type { Changeable, Done, Form, FormContext, Heard } from '../engine/form.js';
import { line, question, type Said } from '../engine/reply.js';
import { instantWords } from '../engine/time-words.js';
import { fields, isCutOff, type OwnTold } from './fields.js';
import { toCustomer, customerWords as words } from './words.js';

/** A complaint in the customer's own words: soothed, heard out, asked at most for number and wish, read back, numbered. */
export const customerIntake: Form<OwnTold> = {
  id: 'customer-intake',
  version: 1,
  fields,
  infer,
  correct,
  changeable: (['description', 'demand', 'phone'] as const).map(changeable),
  changeExample: (language) => words.say(language, 'example.change'),
  restated: ({ text }) => restated(text).filter(({ field }) => field === null),
  opening,
  readBack,
  intention: (values, draft, context) => ({
    kind: 'record-complaint',
    complaint: { ...newComplaint(values, draft, context), linkId: context.customer?.linkId ?? '' },
  }),
  done,
  resume,
  cancelled: (_values, context) => [toCustomer('cancelled', context)],
  puzzled: (_values, draft, _reading, context) => [
    toCustomer(draft.stage === 'read-back' ? 'puzzled.read-back' : 'puzzled', context),
  ],
};

function changeable(field: FactName & keyof OwnTold): Changeable {
  return { field, as: field, label: (language) => words.say(language, `change.${field}`) };
}

/** The category of what was told first stays; who he is follows from the number he names, else from the link. */
function infer(values: Partial<OwnTold>, draft: Readonly<Draft>, reading: Reading, context: FormContext) {
  const category: Partial<OwnTold> = values.description && !values.category ? { category: 'other' } : {};
  const sort: Partial<OwnTold> =
    values.description && !values.sort ? { sort: { value: 'short-term', settled: false } } : {};
  const caller = values.phone
    ? knownParty({ customer: values.customer ?? null, phone: values.phone }, reading, context)
    : {};
  // Later than at first nobody is made to wait for a question.
  const heardOut: Partial<OwnTold> = draft.asked.length > 0 && values.heardOut === undefined ? { heardOut: null } : {};
  return { ...category, ...sort, ...heardOut, ...(caller.contact ? { contact: caller.contact } : {}) };
}

/** Only what he told himself can be put right. */
function correct(edit: Edit, values: Partial<OwnTold>): Partial<OwnTold> | null {
  const to = edit.to.trim();
  if (to === '') return null;
  if (/^[\d\s-]{7,20}$/.test(to) && (edit.field === 'phone' || edit.field === null))
    return { phone: to.replace(/[\s-]/g, '') };
  if (edit.field === 'demand') return { demand: to };
  if (edit.field === 'description') return { description: to };
  if (edit.field !== null || edit.from !== null || !/^\d+(?:\.\d+)?$/.test(to)) return null;
  const story = values.description ? withAmount(values.description, to) : null;
  return story === null ? null : { description: story };
}

function opening(
  values: Partial<OwnTold>,
  _draft: Draft,
  heard: Heard,
  _reading: Reading,
  context: FormContext,
): Said[] {
  const { language } = context;
  const corrected = heard.corrected.at(-1);
  if (corrected) return [toCustomer('heard.corrected', context, { to: shown(corrected.to, 40) })];
  if (!heard.first && (heard.again || heard.complete)) return [];
  if (!heard.first) return [toCustomer(heard.told.includes('phone') ? 'heard.number' : 'heard', context)];
  const met = context.customer?.greeted === true;
  if (met && !values.description) return [];
  if (!isUpset(values)) return [toCustomer(met ? 'heard' : 'intro.calm', context)];
  const soothing = words.say(language, `soothing.${matterOf(values)}`);
  if (met) return [line(soothing)];
  return [toCustomer('intro.upset', context, { soothing })];
}

function matterOf(values: Partial<OwnTold>): string {
  return isCutOff(values) ? 'cut-off' : (values.category ?? 'other');
}

function readBack(values: OwnTold, _draft: Draft, _heard: Heard, { language }: FormContext): Said[] {
  const number = values.phone ? words.say(language, 'read-back.number', { phone: values.phone }) : '';
  const demand = values.demand
    ? words.say(language, 'read-back.demand', { demand: shown(values.demand.replace(/^(要求|要|想要|希望)/, ''), 80) })
    : words.say(language, 'read-back.demand.unsaid');
  const story = shown(values.description ?? '');
  const text = words.say(language, 'read-back', { story, number, demand });
  return [{ kind: 'read-back', text, buttons: confirmButtons(language) }];
}

/** Number, owner, and by when; a time is named only where a rule sets one. */
function done(outcome: Outcome, values: OwnTold, _draft: Draft, _heard: Heard, context: FormContext): Done {
  if (outcome.kind !== 'complaint-recorded') return { said: [] };
  const { id } = outcome.complaint;
  if (outcome.already) return { said: [toCustomer('recorded.already', context, { id })] };
  const due = outcome.obligations.find(({ rule, dueAt }) => rule === 'complaint.answer' && dueAt !== null)?.dueAt;
  const check = words.say(context.language, `check.${matterOf(values)}`);
  const until = due
    ? toCustomer('recorded.due', context, { check, time: instantWords(due, context) })
    : toCustomer('recorded.open', context, { check });
  return { said: [toCustomer('recorded', context, { id }), until] };
}

function resume(values: Partial<OwnTold>, draft: Draft, asking: boolean, context: FormContext): Said[] {
  if (draft.stage === 'read-back') return [toCustomer('resume.read-back', context)];
  const field = fields.find(({ name }) => name === draft.open);
  const asked = asking ? field?.ask?.(values, draft, context) : undefined;
  if (!asked) return [];
  return [question(words.say(context.language, 'resume', { question: asked.text }), asked.buttons)];
}
