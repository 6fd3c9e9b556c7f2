import type { PackForm } from '../../src/policy/forms/types.js';
import type { Reading } from '../../src/understanding/types.js';
import { confirmButtons, knownParty, type PartyValues } from '../engine/customer-and-contact.js';
import type { Draft } from '../engine/draft.js';
import type { Field, Form, FormContext, Heard, Values } from '../engine/form.js';
import { line, question, type Said } from '../engine/reply.js';
import { correct } from './correct.js';
import { done } from './done.js';
import { fieldOf } from './fields.js';
import { followedIn, followsField } from './follows.js';
import { intentionOf } from './intention.js';
import { advice } from './limits.js';
import { doubtFieldsOf, settleDoubt } from './line-doubt.js';
import { linesIn } from './lines.js';
import { refusedWords } from './refused.js';
import { fill, inLanguage } from './template.js';
import { partyWords, summaryOf, valuesInWords } from './wording.js';
import { packFormWords as words } from './words.js';

/** A form of a pack's YAML file as the engine runs it; all it asks and says stands in that file and in `words.yaml`. */
export function packForm(form: PackForm): Form<Values> {
  const fields = fieldsOf(form);
  return {
    id: form.id,
    version: 1,
    fields,
    atOnce: form.saves === 'at-once',
    infer: (values, _draft, reading, context) => infer(form, values, reading, context),
    correct: (edit, values, reading, context) => correct(form, edit, values, reading, context),
    changeable: form.fields
      .filter((field) => field.type !== 'lines' && field.type !== 'files')
      .map((field) => ({ field: field.id, label: (language) => inLanguage(field.label, language).toLowerCase() })),
    changeExample: (language) => exampleOf(form, language),
    opening: (values, draft, heard, reading, context) => opening(form, values, draft, heard, reading, context),
    readBack: (values, _draft, _heard, context) => readBack(form, values, context),
    readBackAgain: (values, draft, context) => readBackAgain(form, fields, values, draft, context),
    intention: (values, draft, context) => ({ kind: 'record-form', forms: intentionOf(form, values, draft, context) }),
    done: (outcome, values, _draft, _heard, context) => done(form, outcome, values, context),
    resume: (values, draft, asking, context) => resume(form, fields, values, draft, asking, context),
    cancelled: (_values, { language }) => [line(words.say(language, 'cancelled', { form: nameOf(form, language) }))],
    puzzled: (_values, draft, reading, context) => puzzled(form, draft, reading, context),
    takesText: (draft) => takesText(form, draft),
    answersCancel: (draft) => draft.open === 'settled',
  };
}

function fieldsOf(form: PackForm): Array<Field<Values>> {
  const own = form.fields.map((field) => fieldOf(field, form));
  const doubts = form.fields.some(({ type }) => type === 'lines') ? doubtFieldsOf(form) : [];
  return [...(form.follows ? [followsField] : []), ...doubts, ...own];
}

function infer(form: PackForm, values: Values, reading: Reading, context: FormContext): Values {
  const party: Values = { ...knownParty(values as PartyValues, reading, context) };
  const defaults = form.fields.filter(({ id, default: usual }) => usual !== null && values[id] === undefined);
  const usual = Object.fromEntries(defaults.map((field) => [field.id, field.default]));
  return {
    ...party,
    ...usual,
    ...withoutFiles(form, values, reading),
    ...partyOfFollowed(values),
    ...settleDoubt(values, reading, context),
  };
}

/** 「打车去荣昌 33 没票」: there is no receipt to be asked for. */
function withoutFiles({ fields }: PackForm, values: Values, { text }: Reading): Values {
  const files = fields.find(({ type, id }) => type === 'files' && values[id] === undefined);
  return files && /[没沒无無](?:有|开|開|要|拿)?(?:发|發|小|收)?(?:票|据)|没照片/.test(text)
    ? { [files.id]: null }
    : {};
}

/** Whose matter the earlier record is, once it was chosen. */
function partyOfFollowed(values: Values): Values {
  const followed = followedIn(values);
  if (!followed || (values as PartyValues).customer) return {};
  const { customer, contact } = followed;
  return {
    ...(customer ? { customer } : {}),
    ...(contact ? { contact: { ...contact, title: null, role: null, vipTier: null } } : {}),
  };
}

function nameOf(form: PackForm, language: FormContext['language']): string {
  return inLanguage(form.name, language);
}

function opening(
  form: PackForm,
  values: Values,
  draft: Draft,
  heard: Heard,
  reading: Reading,
  context: FormContext,
): Said[] {
  const { language } = context;
  const refused = refusedWords(form, draft, reading, context);
  if (refused.length > 0) return refused;
  if (values.dropped === true) return [line(words.say(language, 'line.dropped'))];
  if (heard.corrected.length > 0) return [line(words.say(language, 'changed'))];
  if (heard.again && heard.told.includes('lines')) {
    const shorter = linesIn(values).length < linesIn(draft.history.at(-1)?.values ?? {}).length;
    return [line(words.say(language, shorter ? 'changed' : 'added'))];
  }
  if (heard.again && heard.told.length > 0) return [line(words.say(language, 'changed'))];
  if (!heard.first || heard.complete || form.saves === 'at-once') return [];
  const summary = summaryOf(form, values, context);
  const key = summary === '' ? 'begun.nothing' : 'begun';
  return [line(words.say(language, key, { form: nameOf(form, language), summary }))];
}

function readBack(form: PackForm, values: Values, context: FormContext): Said[] {
  const { language } = context;
  const advised = form.fields.flatMap((field) => advice(field, values[field.id], context)).join('');
  const known = { ...valuesInWords(form, values, context), advice: advised, summary: summaryOf(form, values, context) };
  const text = form.readBack
    ? fill(inLanguage(form.readBack, language), known)
    : words.say(language, 'read-back', { ...known, form: nameOf(form, language) });
  return [{ kind: 'read-back', text, buttons: confirmButtons(language) }];
}

/** So many lines are not told again in full after every other matter. */
const longLines = 4;

function readBackAgain(
  form: PackForm,
  fields: ReadonlyArray<Field<Values>>,
  values: Values,
  draft: Draft,
  context: FormContext,
): Said[] {
  if (linesIn(values).length <= longLines) return readBack(form, values, context);
  const text = resume(form, fields, values, draft, false, context)
    .map((said) => ('text' in said ? said.text : ''))
    .join('');
  return [{ kind: 'read-back', text, buttons: confirmButtons(context.language) }];
}

function openQuestion(fields: ReadonlyArray<Field<Values>>, values: Values, draft: Draft, context: FormContext) {
  if (draft.stage !== 'asking') return undefined;
  return fields.find(({ name }) => name === draft.open)?.ask?.(values, draft, context);
}

function resume(
  form: PackForm,
  fields: ReadonlyArray<Field<Values>>,
  values: Values,
  draft: Draft,
  asking: boolean,
  context: FormContext,
): Said[] {
  const { language } = context;
  const name = [nameOf(form, language), partyWords(values as PartyValues, context)].filter(Boolean).join(' ');
  if (draft.stage === 'read-back') return [line(words.say(language, 'resume.read-back', { form: name }))];
  const asked = openQuestion(fields, values, draft, context);
  if (asked && asking)
    return [question(words.say(language, 'resume', { form: name, question: asked.text }), asked.buttons)];
  return [line(words.say(language, 'resume.waiting', { form: name, field: labelOf(form, draft, context) }))];
}

function labelOf(form: PackForm, draft: Draft, { language }: FormContext): string {
  const field = form.fields.find(({ id }) => id === draft.open);
  return field ? inLanguage(field.label, language) : nameOf(form, language);
}

/** Other words each time: what is wanted, then a way out. */
function puzzled(form: PackForm, draft: Draft, reading: Reading, context: FormContext): Said[] {
  const { language } = context;
  const refused = refusedWords(form, draft, reading, context);
  if (refused.length > 0) return refused;
  if (draft.stage !== 'asking')
    return [line(words.say(language, 'puzzled.read-back', { example: exampleOf(form, language) }))];
  const field = form.fields.find(({ id }) => id === draft.open);
  const label = labelOf(form, draft, context);
  if (draft.misses < 2) {
    const options = field?.options.slice(0, 3).map((option) => inLanguage(option.label, language)) ?? [];
    const example = options.length > 0 ? `(${options.join(language === 'en' ? ', ' : '、')})` : '';
    return [line(words.say(language, 'puzzled.asking', { field: label, example }))];
  }
  const key = field?.wanted === 'once' ? 'puzzled.optional' : 'puzzled.required';
  return [line(words.say(language, key, { field: label }))];
}

function exampleOf(form: PackForm, language: FormContext['language']): string {
  const field = form.fields.find(({ type }) => type !== 'customer' && type !== 'lines') ?? form.fields[0];
  return words.say(language, 'change.example', { label: field ? inLanguage(field.label, language) : '' });
}

/** A free text is awaited, or lines may be added: what sounds like a question or a command may be part of it. */
function takesText(form: PackForm, draft: Draft): boolean {
  const open = form.fields.find(({ id }) => id === draft.open);
  if (draft.stage === 'asking') return draft.open === 'follows' || open?.type === 'text' || open?.type === 'list';
  return form.fields.some(({ type }) => type === 'lines');
}
