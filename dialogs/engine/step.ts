import type { Edit, Reading } from '../../src/understanding/types.js';
import { declines } from './answer.js';
import { askAnew, askWhat, editsIn, fieldToChange, wantsChange } from './changing.js';
import type { Draft } from './draft.js';
import type { Confirmed, Field, Form, FormContext, Heard, Values } from './form.js';
import { line, question, type Said } from './reply.js';
import { loadWords } from './words.js';

const engineWords = loadWords('engine');

export interface StepResult {
  draft: Draft;
  said: Said[];
  confirmed?: Confirmed;
}

/**
 * One message against one draft: takes every fact the message states, corrects what it corrects, then asks for the next
 * missing thing, reads back, or hands over what was confirmed. Pure: same draft, reading and context, same result.
 */
export function step<V extends Values>(
  form: Form<V>,
  before: Draft,
  reading: Reading,
  context: FormContext,
): StepResult {
  const picked = fieldToChange(form, before, reading);
  if (picked)
    return { draft: { ...before, stage: 'changing', open: picked.field, misses: 0 }, said: askAnew(picked, context) };
  if (wantsChange(form, before, reading)) return askWhich(form, before, context);
  if (reading.acts.includes('undo') && before.previous) return undo(form, before, before.previous, context);
  const { draft, heard } = hear(form, before, reading, context);
  const values = draft.values as Partial<V>;
  const missing = nextMissing(form, draft, context);
  heard.complete = missing === undefined;
  if (missing?.need !== 'required' && settles(form, before, draft, reading))
    return confirm(form, draft, heard, context);
  const brought = heard.first || heard.told.length > 0 || heard.corrected.length > 0;
  if (!brought) return nothingNew(form, draft, reading, context);
  draft.misses = 0;
  draft.previous = heard.first ? null : before.values;
  const said = form.opening(values, draft, heard, reading, context);
  if (!missing && form.fleeting) return confirm(form, draft, heard, context);
  return goOn(form, draft, heard, context, said);
}

function askWhich<V extends Values>(form: Form<V>, before: Draft, context: FormContext): StepResult {
  return { draft: { ...before, stage: 'read-back', open: null, misses: 0 }, said: askWhat(form, context) };
}

function undo<V extends Values>(form: Form<V>, before: Draft, previous: Values, context: FormContext): StepResult {
  const draft: Draft = { ...before, values: previous, previous: null, misses: 0 };
  const heard: Heard = { ...nothingHeard, again: true };
  return goOn(form, draft, heard, context, [line(engineWords.say(context.language, 'undone'))]);
}

/** A parked matter comes up: it is shown as if it had just been told. */
export function takeUp<V extends Values>(form: Form<V>, parked: Draft, context: FormContext): StepResult {
  const draft: Draft = { ...parked, parked: false, asked: [], copied: null };
  const values = draft.values as Partial<V>;
  const heard: Heard = { ...nothingHeard, first: true, complete: nextMissing(form, draft, context) === undefined };
  return goOn(form, draft, heard, context, form.opening(values, draft, heard, silence, context));
}

export const nothingHeard: Heard = { first: false, complete: true, again: false, told: [], corrected: [] };

const silence: Reading = {
  text: '',
  language: 'zh-Hans',
  intent: 'unknown',
  confidence: 0,
  facts: { emotion: 'calm' },
  acts: [],
  edits: [],
  times: [],
  also: [],
  warnings: [],
};

/** Asks for the next missing thing, else reads everything back. */
function goOn<V extends Values>(
  form: Form<V>,
  draft: Draft,
  heard: Heard,
  context: FormContext,
  said: Said[],
): StepResult {
  const missing = nextMissing(form, draft, context);
  if (missing) return { draft: asking(draft, missing.field), said: [...said, ...ask(missing.field, draft, context)] };
  const settled: Draft = { ...draft, open: null, stage: 'read-back' };
  return { draft: settled, said: [...said, ...form.readBack(settled.values as V, settled, heard, context)] };
}

function confirm<V extends Values>(form: Form<V>, draft: Draft, heard: Heard, context: FormContext): StepResult {
  const kept: Draft = { ...draft, open: null, stage: 'read-back' };
  const intention = form.intention(kept.values as V, kept, context);
  return { draft: kept, said: [], confirmed: { intention, draft: kept, heard } };
}

/** A yes to the read-back (an edit in the same breath is taken first), or 「先记上」 at any time. */
function settles<V extends Values>(form: Form<V>, before: Draft, draft: Draft, reading: Reading): boolean {
  if (reading.acts.includes('save-now')) return true;
  if (before.stage !== 'read-back') return false;
  const agrees = form.agrees?.(reading, before.values as Partial<V>, draft.values as Partial<V>);
  return agrees ?? reading.acts.includes('confirm');
}

function hear<V extends Values>(form: Form<V>, before: Draft, reading: Reading, context: FormContext) {
  const draft: Draft = { ...before, values: { ...before.values }, asked: [...before.asked] };
  const heard: Heard = {
    first: before.asked.length === 0 && before.stage === 'asking',
    complete: false,
    again: before.stage !== 'asking',
    told: [],
    corrected: [],
  };
  for (const edit of editsIn(form, before, reading)) applyEdit(form, draft, edit, reading, context, heard);
  if (before.stage !== 'changing') {
    const corrects = mayCorrect(form, before, reading, context);
    for (const field of form.fields) takeFact(field, draft, before, corrects, reading, context, heard);
    answerOpen(form, draft, before, reading, context, heard);
  }
  Object.assign(draft.values, form.infer?.(draft.values as Partial<V>, draft, reading, context) ?? {});
  return { draft, heard };
}

function takeFact<V extends Values>(
  field: Field<V>,
  draft: Draft,
  before: Draft,
  corrects: boolean,
  reading: Reading,
  context: FormContext,
  heard: Heard,
): void {
  if (heard.corrected.some((c) => c.field === field.name)) return;
  const taken = accepted(field, field.take(reading, before, context));
  if (taken === undefined) return;
  const had = draft.values[field.name];
  if (had === undefined || had === null) {
    draft.values[field.name] = taken;
    heard.told.push(field.name);
    return;
  }
  const joined = field.join ? field.join(had, taken) : corrects || before.open === field.name ? taken : had;
  if (same(joined, had)) return;
  draft.values[field.name] = joined;
  heard.told.push(field.name);
}

/** Facts told anew replace what was told before in a correction, and after the read-back unless the message tells more of the story. */
function mayCorrect<V extends Values>(form: Form<V>, before: Draft, reading: Reading, context: FormContext): boolean {
  if (reading.edits.length > 0 || reading.acts.includes('deny')) return true;
  const tellsMore = form.fields.some((f) => f.grows && accepted(f, f.take(reading, before, context)) !== undefined);
  return before.stage === 'read-back' && !tellsMore;
}

function answerOpen<V extends Values>(
  form: Form<V>,
  draft: Draft,
  before: Draft,
  reading: Reading,
  context: FormContext,
  heard: Heard,
): void {
  const field = form.fields.find((f) => f.name === before.open);
  if (!field || heard.told.includes(field.name) || heard.corrected.length > 0) return;
  const free = !field.answersAlone || heard.told.length === 0;
  const answer = free ? accepted(field, field.answer?.(reading, before, context)) : undefined;
  if (answer !== undefined) draft.values[field.name] = answer;
  else if (declines(reading) && field.wanted(draft.values as Partial<V>, context) !== 'required')
    draft.values[field.name] = null;
  else return;
  heard.told.push(field.name);
}

/** Corrects what the edit names: first the form's own way, else every text that holds what was wrong. */
function applyEdit<V extends Values>(
  form: Form<V>,
  draft: Draft,
  edit: Edit,
  reading: Reading,
  context: FormContext,
  heard: Heard,
): void {
  const own = form.correct?.(edit, draft.values as Partial<V>, reading, context) ?? null;
  if (own) {
    for (const [name, value] of Object.entries(own)) {
      draft.values[name] = value;
      heard.corrected.push({ field: name, to: edit.to });
    }
    return;
  }
  if (edit.from === null || edit.from === '') return;
  for (const field of form.fields) {
    const value = draft.values[field.name];
    if (typeof value !== 'string' || !value.includes(edit.from)) continue;
    draft.values[field.name] = value.replaceAll(edit.from, edit.to);
    heard.corrected.push({ field: field.name, to: edit.to });
  }
}

function accepted<V extends Values>(field: Field<V>, value: unknown): unknown {
  if (value === undefined) return undefined;
  const parsed = field.schema.safeParse(value);
  return parsed.success ? parsed.data : undefined;
}

export function nextMissing<V extends Values>(form: Form<V>, draft: Draft, context: FormContext) {
  let once: Field<V> | undefined;
  for (const field of form.fields) {
    const value = draft.values[field.name];
    if (value !== undefined && value !== null) continue;
    const need = field.wanted(draft.values as Partial<V>, context);
    if (need === 'required') return { field, need };
    if (need === 'once' && value === undefined && !once && !draft.asked.includes(field.name)) once = field;
  }
  return once ? { field: once, need: 'once' as const } : undefined;
}

function asking<V extends Values>(draft: Draft, field: Field<V>): Draft {
  return { ...draft, open: field.name, stage: 'asking', asked: [...draft.asked, field.name] };
}

function ask<V extends Values>(field: Field<V>, draft: Draft, context: FormContext): Said[] {
  const asked = field.ask?.(draft.values as Partial<V>, draft, context);
  return asked ? [question(asked.text, asked.buttons)] : [];
}

/** The message brought nothing: asks what is to be changed, leaves a change that was not meant, else tries again in other words. */
function nothingNew<V extends Values>(
  form: Form<V>,
  before: Draft,
  reading: Reading,
  context: FormContext,
): StepResult {
  const leaves = declines(reading) || reading.acts.includes('confirm');
  if (before.stage === 'changing' && leaves) return goOn(form, before, { ...nothingHeard, again: true }, context, []);
  if (before.stage === 'read-back' && form.changeable && reading.acts.includes('deny'))
    return askWhich(form, before, context);
  return puzzled(form, before, reading, context);
}

/** Tries again in other words, then with a way out; on the third miss an optional thing is left unsaid. */
function puzzled<V extends Values>(form: Form<V>, before: Draft, reading: Reading, context: FormContext): StepResult {
  const draft: Draft = { ...before, misses: before.misses + 1 };
  const field = form.fields.find((f) => f.name === draft.open);
  const optional = field?.wanted(draft.values as Partial<V>, context) !== 'required';
  if (field && optional && draft.stage === 'asking' && draft.misses >= 3) {
    draft.values = { ...draft.values, [field.name]: null };
    draft.misses = 0;
    return goOn(form, draft, nothingHeard, context, []);
  }
  return { draft, said: form.puzzled(draft.values as Partial<V>, draft, reading, context) };
}

function same(a: unknown, b: unknown): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}
