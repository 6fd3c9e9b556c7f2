import type { Outcome } from '../../src/domain/intention.js';
import type { Edit, FactName, Reading } from '../../src/understanding/types.js';
import { newComplaint } from '../complaint-intake/dialog.js';
import { amountOf, restated, toldAnew, withAmount } from '../complaint-intake/story.js';
import { letterCount, shown } from '../engine/answer.js';
import { confirmButtons, knownParty } from '../engine/customer-and-contact.js';
import type { Draft } from '../engine/draft.js';
import type { Changeable, Done, Form, FormContext, Heard } from '../engine/form.js';
import { line, question, type Said } from '../engine/reply.js';
import { instantWords } from '../engine/time-words.js';
import { isImpatient } from './direct-speech.js';
import { fields, isCutOff, isSilenced, needsSoothing, type OwnTold } from './fields.js';
import { agreesOn, namesBrokenNumber, saysMatter } from './own-words.js';
import { echoOf, retold, wishesRetold } from './retold.js';
import { toCustomer, withCall, customerWords as words } from './words.js';

/** A complaint in the customer's own words: soothed, heard out, asked at most for number and wish, read back, numbered. */
export const customerIntake: Form<OwnTold> = {
  id: 'customer-intake',
  version: 1,
  fields,
  agrees: agreesOn,
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
  puzzled,
};

/** Letters that are said back at once; more is only noted. */
const echoedAtMost = 40;
/** A mere 「公司」 is no sentence. */
const shortest = 4;

/** Nothing he said tells what happened: he is heard, and in the end offered a person. */
function puzzled(_values: Partial<OwnTold>, draft: Draft, { text }: Reading, context: FormContext): Said[] {
  if (draft.stage === 'read-back' && saysMatter(text)) return [toCustomer('heard', context), anythingMore(context)];
  if (draft.stage === 'read-back') return [toCustomer('puzzled.read-back', context)];
  return [draft.misses > 1 ? withCall('puzzled.again', context) : toCustomer('puzzled', context)];
}

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
  // Nor is anything more asked after the read-back, or of somebody who has had enough of questions.
  const enough = draft.stage !== 'asking' || (draft.asked.length > 0 && isImpatient(reading.text));
  const unsaid = enough ? { phone: values.phone ?? null, demand: values.demand ?? null } : {};
  return { ...category, ...sort, ...heardOut, ...unsaid, ...(caller.contact ? { contact: caller.contact } : {}) };
}

/** Only what he told himself can be put right. */
function correct(edit: Edit, values: Partial<OwnTold>): Partial<OwnTold> | null {
  const to = edit.to.trim();
  if (to === '') return null;
  if (/^[\d\s-]{7,20}$/.test(to) && (edit.field === 'phone' || edit.field === null))
    return { phone: to.replace(/[\s-]/g, '') };
  if (edit.field === 'demand') return { demand: to };
  if (edit.field === 'description') return { description: toldAnew(values.description ?? '', to) };
  if (edit.field !== null || edit.from !== null || !/^\d+(?:\.\d+)?$/.test(to)) return null;
  return withFigure(values, to);
}

/** The only figure of the story put right, and with it the same one in what he wants. */
function withFigure({ description, demand }: Partial<OwnTold>, to: string): Partial<OwnTold> | null {
  const story = description ? withAmount(description, to) : null;
  if (story === null || !description) return null;
  const from = amountOf(description);
  const wish = demand && from ? demand.replace(new RegExp(`(?<![\\d.])${from}(?![\\d.])`, 'g'), to) : demand;
  return { description: story, ...(wish && wish !== demand ? { demand: wish } : {}) };
}

function opening(values: Partial<OwnTold>, draft: Draft, heard: Heard, reading: Reading, context: FormContext): Said[] {
  const corrected = heard.corrected.at(-1);
  if (corrected) return [toCustomer('heard.corrected', context, { to: shown(corrected.to, 40) })];
  if (heard.first) return greeting(values, context);
  if (isImpatient(reading.text) && draft.stage === 'asking') return [toCustomer('heard.enough', context)];
  const echo = shown(echoOf(reading.text));
  if (heard.complete && !heard.again) return [];
  const told = heard.told.includes('description') || heard.told.includes('demand');
  if (told && letterCount(echo) >= shortest && letterCount(echo) <= echoedAtMost)
    return [toCustomer(heard.again ? 'heard.added' : 'heard.echo', context, { echo })];
  if (told) return [toCustomer('heard', context)];
  if (heard.told.includes('phone')) return [toCustomer(numberHeard(values, reading), context)];
  return [toCustomer('heard.vent', context)];
}

function numberHeard({ phone }: Partial<OwnTold>, reading: Reading): string {
  if (phone) return 'heard.number';
  return namesBrokenNumber(reading) ? 'heard.number.broken' : 'heard.plain';
}

/** Soothed before anything else, and told once who answers here. */
function greeting(values: Partial<OwnTold>, context: FormContext): Said[] {
  const met = context.customer?.greeted === true;
  if (met && !values.description && !values.demand) return [];
  if (!needsSoothing(values)) return [toCustomer(met ? 'heard' : 'intro.calm', context)];
  const soothing = words.say(context.language, `soothing.${sympathyFor(values)}`);
  return met ? [line(soothing)] : [toCustomer('intro.upset', context, { soothing })];
}

/** Somebody who shows nothing but that he is angry or sad. */
export function upset(context: FormContext): Said[] {
  const soothing = words.say(context.language, 'soothing.other');
  return [toCustomer('intro.upset', context, { soothing }), toCustomer('ask.listening', context)];
}

/** Nothing is taken for granted that he did not tell: 刚交完费 only where he paid. */
function sympathyFor(values: Partial<OwnTold>): string {
  const { description, category } = values;
  if (!description) return 'other';
  if (!isCutOff(values)) return isSilenced(values) ? 'no-calls' : (category ?? 'other');
  return /交[了的过]?.{0,2}费|充[了的过]?.{0,3}(?:钱|值|话费)|缴|繳|\bpaid\b/i.test(description)
    ? 'cut-off'
    : 'no-calls';
}

/** The matter as a person would say it back; after that only what was added. */
function readBack(values: OwnTold, _draft: Draft, heard: Heard, { language }: FormContext): Said[] {
  if (heard.again && heard.told.length > 0 && heard.corrected.length === 0) return [anythingMore({ language })];
  const story = shown(retold(values.description ?? ''), 200);
  const last = values.phone?.replace(/\D/g, '').slice(-4) ?? '';
  const named = last === '' || story.includes(last);
  const number = named ? '' : words.say(language, 'read-back.number', { last });
  const demand = values.demand
    ? words.say(language, 'read-back.demand', { demand: shown(wishesRetold(values.demand), 80) })
    : words.say(language, 'read-back.demand.unsaid');
  const text = words.say(language, 'read-back', { story, number, demand });
  return [{ kind: 'read-back', text, buttons: confirmButtons(language) }];
}

function anythingMore({ language }: Pick<FormContext, 'language'>): Said {
  return { kind: 'read-back', text: words.say(language, 'read-back.more'), buttons: confirmButtons(language) };
}

/** Number, owner, and by when; a time is named only where a rule sets one. */
function done(outcome: Outcome, values: OwnTold, _draft: Draft, _heard: Heard, context: FormContext): Done {
  if (outcome.kind !== 'complaint-recorded') return { said: [] };
  const { id } = outcome.complaint;
  if (outcome.already) return { said: [toCustomer('recorded.already', context, { id })] };
  const due = outcome.obligations.find(({ rule, dueAt }) => rule === 'complaint.answer' && dueAt !== null)?.dueAt;
  const check = words.say(context.language, `check.${isCutOff(values) ? 'cut-off' : (values.category ?? 'other')}`);
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
