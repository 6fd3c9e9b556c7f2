import type { PackField, PackForm } from '../../src/policy/forms/types.js';
import { fold } from '../../src/understanding/fold.js';
import type { Edit, FactName, Reading } from '../../src/understanding/types.js';
import { letterCount } from '../engine/answer.js';
import { customerNamed, type PartyValues, partyMeant } from '../engine/customer-and-contact.js';
import type { FormContext, Values } from '../engine/form.js';
import { limitRefusing } from './limits.js';
import { linesIn } from './lines.js';
import { answeredValue, statedValue } from './read-value.js';
import { valueWords } from './show-value.js';
import { movedTo, type Span } from './told-times.js';

/** Corrections of any field: by its label (「地点改成食堂」), by what it held (「不是30,是32」), or by what the new words can only be. */
export function correct(
  form: PackForm,
  edit: Edit,
  values: Values,
  reading: Reading,
  context: FormContext,
): Values | null {
  const to = edit.to.trim();
  if (to === '') return null;
  const party = values as PartyValues;
  const meant = partyMeant(edit, reading);
  const has = (type: string) => form.fields.some((field) => field.type === type);
  if (has('customer') && (meant === 'customer' || holds(party.customer?.name, edit.from)))
    return { customer: customerNamed(to, reading, context), customerOptions: [], contact: null };
  if (has('contact') && (meant === 'contact' || holds(party.contact?.name, edit.from))) {
    const read = reading.facts.contact;
    const { name, title } = read && to.includes(read.name) ? read : { name: to, title: null };
    return { contact: { name, title, id: null, role: null, vipTier: null } };
  }
  const named = byAssignment(form, edit, context);
  if (named) return named;
  const field = byLabel(form, edit) ?? byValue(form, edit, values, context) ?? byShape(form, to, values, context);
  if (field) return changed(field, edit, to, values, context);
  return form.fields.some(({ type }) => type === 'lines') ? lastLineAnew(edit, values) : null;
}

/** 「不对,是查了积分」 after a line was added: that line is told anew. */
function lastLineAnew({ field, from, to }: Edit, values: Values): Values | null {
  const lines = linesIn(values);
  const last = lines.at(-1);
  if (field !== null || from !== null || !last?.told || letterCount(to) < 3) return null;
  const text = last.text.replace(/^[^((]+/, to);
  return { lines: [...lines.slice(0, -1), { ...last, text }] };
}

/** 「不对,个人是9」: a count that says itself which it is, in the words the form's file gives. */
function byAssignment(form: PackForm, { field, from, to }: Edit, context: FormContext): Values | null {
  if (field !== null || from !== null) return null;
  const counts = form.fields.filter(({ type }) => type === 'number' || type === 'amount');
  for (const each of counts) {
    const value = each.said.length === 0 ? undefined : statedValue(each, silent(to), context);
    if (value !== undefined && !limitRefusing(each, value, context)) return { [each.id]: value };
  }
  return null;
}

function holds(name: string | undefined, from: string | null): boolean {
  return name !== undefined && from !== null && from !== '' && name.includes(from);
}

const sameAs: Partial<Record<FactName, (field: PackField) => boolean>> = {
  start: ({ type }) => type === 'time' || type === 'span' || type === 'date',
  durationMinutes: ({ type }) => type === 'duration' || type === 'span',
  description: ({ story }) => story,
  place: ({ id }) => id === 'place',
  note: ({ id }) => id === 'note',
  demand: ({ id }) => id === 'demand',
  reasons: ({ id }) => id === 'reason',
};

/** The field whose label was said. */
function byLabel(form: PackForm, { field, from }: Edit): PackField | undefined {
  const said = from === null ? '' : fold(from).replace(/^(?:把|将|的)|(?:的|数|那项)$/g, '');
  const labelled = form.fields.find(({ label }) => {
    const names = [label['zh-Hans'], label.en].map((name) => name.toLowerCase());
    return said !== '' && names.some((name) => name === said || (said.length >= 2 && name.includes(said)));
  });
  const same = field === null ? undefined : sameAs[field];
  return labelled ?? (same ? form.fields.find(same) : undefined);
}

/** The field that held what is said to be wrong. */
function byValue(form: PackForm, { from }: Edit, values: Values, context: FormContext): PackField | undefined {
  if (from === null || from === '') return undefined;
  const wrong = fold(from);
  return form.fields.find((field) => {
    const shown = valueWords(field, values[field.id], context);
    if (shown === null || field.type === 'lines') return false;
    const plain = field.type === 'number' || field.type === 'amount';
    const read = plain ? answeredValue(field, silent(from), context) : undefined;
    return read === values[field.id] ? read !== undefined : fold(shown).includes(wrong);
  });
}

/** 「应该是32」: the only field that holds a value of that kind. */
function byShape(form: PackForm, to: string, values: Values, context: FormContext): PackField | undefined {
  const fitting = form.fields.filter(
    (field) =>
      field.type !== 'text' &&
      field.type !== 'list' &&
      values[field.id] !== undefined &&
      newValue(field, to, values, context) !== undefined,
  );
  return fitting.length === 1 ? fitting[0] : undefined;
}

function changed(field: PackField, edit: Edit, to: string, values: Values, context: FormContext): Values | null {
  const held = values[field.id];
  if (field.type === 'text' && typeof held === 'string' && edit.from && held.includes(edit.from))
    return { [field.id]: held.replaceAll(edit.from, to) };
  if (field.type === 'text') return { [field.id]: to };
  if (field.type === 'list' && Array.isArray(held) && edit.from) {
    const { from } = edit;
    return { [field.id]: held.map((item: unknown) => String(item).replaceAll(from, to)) };
  }
  const value = newValue(field, to, values, context);
  return value === undefined || limitRefusing(field, value, context) ? null : { [field.id]: value };
}

/** The value new words mean; a bare day moves a time that was told, and keeps its hours. */
function newValue(field: PackField, to: string, values: Values, context: FormContext): unknown {
  const reading = silent(to, context);
  const read = answeredValue(field, reading, context);
  const held = values[field.id];
  if (read !== undefined && !(field.type === 'time' && typeof held === 'string')) return read;
  const [time] = reading.times;
  if (!time || held === undefined || held === null) return read;
  const day = time.start.slice(0, 10);
  const onlyDay = time.precision === 'day';
  if (field.type === 'time' && typeof held === 'string') return onlyDay ? movedTo(held, day, context.timeZone) : read;
  if (field.type !== 'span' || typeof held !== 'object') return read;
  const { from, until } = held as Span;
  if (onlyDay) return { from: movedTo(from, day, context.timeZone), until: movedTo(until, day, context.timeZone) };
  return time.precision === 'minute' && time.end === null
    ? { from, until: `${until.slice(0, 10)}${time.start.slice(10)}` }
    : read;
}

/** Words of a correction, read by themselves. */
function silent(text: string, context?: FormContext): Reading {
  return {
    text,
    language: 'zh-Hans',
    intent: 'unknown',
    confidence: 0,
    facts: { emotion: 'calm' },
    acts: [],
    edits: [],
    times: context?.readTimes(text, context.now) ?? [],
    also: [],
    warnings: [],
    names: [],
  };
}
