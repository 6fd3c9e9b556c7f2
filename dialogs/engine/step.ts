import type { Edit, Reading } from '../../src/understanding/types.js';
import { declines } from './answer.js';
import { askAnew, askWhat, editsIn, fieldToChange, putRight, wantsChange } from './changing.js';
import type { Draft, Snapshot } from './draft.js';
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
  if (context.received.length > 0) return withFiles(form, before, reading, context);
  const picked = fieldToChange(form, before, reading);
  if (picked && picked.as === undefined) return askOnceMore(form, before, picked.field, context);
  if (picked)
    return { draft: { ...before, stage: 'changing', open: picked.field, misses: 0 }, said: askAnew(picked, context) };
  if (wantsChange(form, before, reading)) return askWhich(form, before, context);
  if (reading.acts.includes('undo')) return undo(form, before, context);
  const { draft, heard } = hear(form, before, reading, context);
  const values = draft.values as Partial<V>;
  const missing = nextMissing(form, draft, context);
  heard.complete = missing === undefined;
  if (missing?.need !== 'required' && settles(form, before, draft, reading))
    return confirm(form, draft, heard, context);
  const brought = heard.first || heard.told.length > 0 || heard.corrected.length > 0;
  if (!brought) return nothingNew(form, draft, reading, context);
  draft.misses = 0;
  if (!heard.first) draft.history = [...before.history, snapshotOf(before)].slice(-stepsKept);
  const said = form.opening(values, draft, heard, reading, context);
  if (!missing && (form.fleeting || form.atOnce)) return confirm(form, draft, heard, context);
  if (stillOpen(form, before, draft, heard, context)) {
    const open: Draft = { ...draft, open: before.open, stage: 'asking' };
    return { draft: open, said: [...said, ...form.resume(values, open, true, context)] };
  }
  return goOn(form, draft, heard, context, said);
}

/** A correction answers no question: one that may stay unsaid was not answered by it. */
function stillOpen<V extends Values>(
  form: Form<V>,
  before: Draft,
  draft: Draft,
  { corrected, told }: Heard,
  context: FormContext,
): boolean {
  const field = form.fields.find((each) => each.name === before.open);
  if (!field || before.stage !== 'asking' || corrected.length === 0 || told.length > 0) return false;
  return draft.values[field.name] === undefined && field.wanted(draft.values as Partial<V>, context) === 'once';
}

/** Files are kept with the matter that is open; a message that is nothing else leaves it where it was. */
function withFiles<V extends Values>(form: Form<V>, before: Draft, reading: Reading, context: FormContext): StepResult {
  const files = [...new Set([...before.files, ...context.received.map((file) => file.id)])];
  // A small form says itself what became of them.
  const kept = form.fleeting ? [] : [line(engineWords.say(context.language, 'files.kept', { count: files.length }))];
  const draft = { ...before, files };
  const rest = { ...context, received: [] };
  const awaited = form.fields.some(
    ({ files: takes, name }) => takes && (name === before.open || (before.values[name] ?? null) === null),
  );
  const begins = before.asked.length === 0 && before.stage === 'asking';
  if (reading.text.trim() !== '' || awaited || begins) {
    const result = step(form, draft, reading, rest);
    return { ...result, said: [...kept, ...result.said] };
  }
  return { draft, said: [...kept, ...form.resume(before.values as Partial<V>, draft, true, context)] };
}

/** A field that was read back is asked for again; its answer goes before what was told. */
function askOnceMore<V extends Values>(form: Form<V>, before: Draft, name: string, context: FormContext): StepResult {
  const field = form.fields.find((each) => each.name === name);
  const draft: Draft = { ...before, stage: 'asking', open: name, misses: 0 };
  return { draft, said: field ? ask(field, draft, context) : [] };
}

function askWhich<V extends Values>(form: Form<V>, before: Draft, context: FormContext): StepResult {
  return { draft: { ...before, stage: 'read-back', open: null, misses: 0 }, said: askWhat(form, context) };
}

const stepsKept = 10;

function snapshotOf({ values, asked, open, stage }: Draft): Snapshot {
  return { values, asked, open, stage };
}

/** Back to how it stood before the last answer: its question is put once more, or everything is read back as it was. */
function undo<V extends Values>(form: Form<V>, before: Draft, context: FormContext): StepResult {
  const { language } = context;
  const last = before.history.at(-1);
  const values = before.values as Partial<V>;
  if (!last)
    return {
      draft: before,
      said: [line(engineWords.say(language, 'undo.nothing')), ...form.resume(values, before, true, context)],
    };
  const draft: Draft = { ...before, ...last, history: before.history.slice(0, -1), misses: 0 };
  const undone = line(engineWords.say(language, 'undone'));
  const field = form.fields.find((each) => each.name === draft.open);
  if (draft.stage === 'asking' && field) return { draft, said: [undone, ...ask(field, draft, context)] };
  return goOn(form, draft, { ...nothingHeard, again: true }, context, [undone]);
}

/** A parked matter comes up: it is shown as if it had just been told. */
export function takeUp<V extends Values>(form: Form<V>, parked: Draft, context: FormContext): StepResult {
  const draft: Draft = { ...parked, parked: false, asked: [], copied: null };
  const values = draft.values as Partial<V>;
  const heard: Heard = { ...nothingHeard, first: true, complete: nextMissing(form, draft, context) === undefined };
  return goOn(form, draft, heard, context, form.opening(values, draft, heard, silence, context));
}

export const nothingHeard: Heard = { first: false, complete: true, again: false, told: [], corrected: [] };

/** No message at all. */
export const silence: Reading = {
  text: '',
  language: 'zh-Hans',
  intent: 'unknown',
  confidence: 0,
  facts: { emotion: 'calm' },
  acts: [],
  edits: [],
  times: [],
  also: [],
  names: [],
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
  const replaces = corrects || before.open === field.name;
  const joined = field.join ? field.join(had, taken, replaces) : replaces ? taken : had;
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
  else if (leaves(field, reading) && field.wanted(draft.values as Partial<V>, context) !== 'required')
    draft.values[field.name] = null;
  else return;
  heard.told.push(field.name);
}

function leaves<V extends Values>(field: Field<V>, reading: Reading): boolean {
  if (declines(reading)) return true;
  const no =
    /^(?:还|還|暂时|暫時|也)?(?:没|沒|未|无|無|不)/.test(reading.text.trim()) && reading.text.trim().length <= 6;
  return field.yesSkips === true && (no || reading.acts.includes('confirm'));
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
    const corrected = typeof value === 'string' ? putRight(value, edit.from, edit.to) : null;
    if (corrected === null) continue;
    draft.values[field.name] = corrected;
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
  const settled = before.stage === 'asking' && (before.values[before.open ?? ''] ?? null) !== null;
  if ((before.stage === 'changing' || settled) && leaves)
    return goOn(form, before, { ...nothingHeard, again: true }, context, []);
  // What was complete when it was read back is so no more (another visit was booked meanwhile): it is asked for.
  if (before.stage === 'read-back' && reading.acts.includes('confirm') && nextMissing(form, before, context))
    return goOn(form, before, nothingHeard, context, []);
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
    if (form.fleeting && nextMissing(form, draft, context) === undefined)
      return confirm(form, draft, nothingHeard, context);
    return goOn(form, draft, nothingHeard, context, []);
  }
  return { draft, said: form.puzzled(draft.values as Partial<V>, draft, reading, context) };
}

function same(a: unknown, b: unknown): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}
