import { z } from 'zod';
import type { FactMap } from '../../src/domain/event.js';
import { holds } from '../../src/policy/condition.js';
import type { PackField, PackForm } from '../../src/policy/forms/types.js';
import type { Reading } from '../../src/understanding/types.js';
import { bareAnswer, letterCount } from '../engine/answer.js';
import { contactSchema, customerField, fileOf, type PartyValues, takeContact } from '../engine/customer-and-contact.js';
import type { Draft } from '../engine/draft.js';
import type { Field, FormContext, Values } from '../engine/form.js';
import { colleagueField } from './colleague.js';
import { factsOf } from './facts.js';
import { limitRefusing } from './limits.js';
import { lineSchema, linesChanged } from './lines.js';
import { figure, readQuantity, sum } from './quantity.js';
import { answeredValue, partsOf, soleFigure, statedValue } from './read-value.js';
import { restAfterChoice, storyOf } from './story.js';
import { fill, inLanguage } from './template.js';
import { valuesInWords } from './wording.js';

/** A field of the pack's file as the engine asks for it. */
export function fieldOf(field: PackField, form: PackForm): Field<Values> {
  const base = {
    name: field.id,
    yesSkips: field.wanted === 'once' && field.type !== 'yes-no',
    schema: schemaOf(field),
    wanted: (values: Values, context: FormContext) => wanted(field, values, context),
    ask: (values: Values, _draft: Readonly<Draft>, context: FormContext) => ask(field, form, values, context),
  };
  switch (field.type) {
    case 'customer':
      return {
        ...customerField,
        ...base,
        ask: customerField.ask,
        take: (reading, draft, context) => namedCustomer(form, reading, draft, context),
      };
    case 'contact':
      return {
        ...base,
        take: (reading, draft) => (answersText(form, reading, draft) ? undefined : takeContact(reading)),
        answer: contactFromAnswer,
        answersAlone: true,
      };
    case 'staff':
      return { ...base, ...colleagueField, join: latest };
    case 'files':
      return {
        ...base,
        take: (_reading, draft) => (draft.files.length > 0 ? draft.files.length : undefined),
        files: true,
      };
    case 'lines':
      return { ...base, take: (reading, draft, context) => linesChanged(form, reading, draft, context), join: latest };
    case 'list':
      return { ...base, ...taking(field, form), join: joined };
    case 'choice':
      return { ...base, ...taking(field, form), ...(field.several ? { join: joined } : {}) };
    case 'text':
      return { ...base, ...taking(field, form), join: addedTo };
    default:
      return { ...base, ...taking(field, form) };
  }
}

/** 「钱总」 after 「谁拍板?」: a bare name is the answer to the text that is asked for. */
function answersText(form: PackForm, { text, facts: { contact } }: Reading, { open }: Readonly<Draft>): boolean {
  const asked = form.fields.find(({ id }) => id === open);
  return asked?.type === 'text' && contact !== undefined && bareAnswer(text) === contact.said;
}

/** Short answers that mean this field only where the message tells nothing else. */
const alone: ReadonlySet<string> = new Set(['text', 'number', 'amount', 'ratio', 'duration']);

function taking(field: PackField, form: PackForm): Pick<Field<Values>, 'take' | 'answer' | 'answersAlone'> {
  return {
    take: (reading, draft, context) => {
      if (reading.edits.length > 0) return undefined;
      const asked = field.type === 'choice' && draft.open === field.id;
      const told = asked ? answeredValue(field, reading, context) : statedValue(field, reading, context);
      const stated = allowed(field, told ?? onlyFigure(field, form, reading, draft), context);
      const rest = stated === undefined ? restAfterChoice(form, reading, draft) : undefined;
      if (rest?.field === field.id) return rest.text;
      if (stated !== undefined || !field.story) return stated;
      const story = storyOf(form, reading, draft);
      return story !== undefined && field.type === 'list' ? story.split(',').flatMap(partsOf) : story;
    },
    answer: (reading, _draft, context) => allowed(field, answeredValue(field, reading, context), context),
    answersAlone: alone.has(field.type) && !field.story,
  };
}

/** 「通讯录要来了 一共86个」: the one figure of the message that begins the form, where one field alone counts. */
function onlyFigure(field: PackField, form: PackForm, { text }: Reading, draft: Readonly<Draft>): number | undefined {
  const counting = form.fields.filter(({ type }) => type === 'number' || type === 'amount');
  if (counting.length !== 1 || counting[0]?.id !== field.id || draft.asked.length > 0) return undefined;
  const said = soleFigure(text, field.type === 'amount' ? sum : figure);
  return said === undefined ? undefined : readQuantity(said);
}

/** A value the handbook does not allow is not taken; the opening says why. */
function allowed(field: PackField, value: unknown, context: FormContext): unknown {
  return value === undefined || limitRefusing(field, value, context) ? undefined : value;
}

function latest(_before: unknown, now: unknown): unknown {
  return now;
}

/** What only adds to a text leaves it as it was told. */
function addedTo(before: unknown, now: unknown, replaces: boolean): unknown {
  const adds = typeof now === 'string' && typeof before === 'string' && now.startsWith(`${before};`);
  return adds || replaces ? now : before;
}

function joined(before: unknown, now: unknown): unknown {
  return Array.isArray(before) && Array.isArray(now) ? [...new Set([...before, ...now])] : now;
}

function wanted(field: PackField, values: Values, context: FormContext): 'required' | 'once' | 'no' {
  if (field.type === 'lines') return values[field.id] === undefined ? 'required' : 'no';
  return holds(field.when, conditionFacts(values, context)) ? field.wanted : 'no';
}

/** What conditions of a form may ask: its plain values, and what the directory says of customer and contact. */
export function conditionFacts(values: Values, context: FormContext): FactMap {
  return factsOf(values, context);
}

function ask(field: PackField, form: PackForm, values: Values, context: FormContext) {
  const { language } = context;
  const text = fill(field.ask ? inLanguage(field.ask, language) : '', valuesInWords(form, values, context));
  if (field.type === 'choice') return { text, buttons: field.options.map(({ label }) => inLanguage(label, language)) };
  return { text };
}

function schemaOf(field: PackField): z.ZodType {
  switch (field.type) {
    case 'text':
    case 'date':
    case 'time':
      return z.string().min(1);
    case 'number':
    case 'amount':
    case 'ratio':
    case 'duration':
    case 'files':
      return z.number();
    case 'span':
    case 'days':
      return z.object({ from: z.string(), until: z.string() });
    case 'choice':
      return field.several ? z.array(z.string()).min(1) : z.string();
    case 'yes-no':
      return z.boolean();
    case 'customer':
      return customerField.schema;
    case 'contact':
      return contactSchema;
    case 'staff':
      return z.object({ id: z.string(), name: z.string() });
    case 'list':
      return z.array(z.string()).min(1);
    case 'lines':
      return z.array(lineSchema);
    case 'period':
      return z.object({ kind: z.string(), from: z.string(), until: z.string() });
    default:
      return field.type satisfies never;
  }
}

/** Words that begin the form, two letters and more. */
function triggersOf({ name, aliases, begins, signs }: PackForm): string[] {
  const phrases = [...begins, ...signs].flatMap((phrase) => phrase.split('…'));
  return [name['zh-Hans'], ...aliases, ...phrases].filter((word) => [...word].length >= 2);
}

/** A name nobody knows, made of the words that begin the form, is no customer. */
function namedCustomer(form: PackForm, reading: Reading, draft: Readonly<Draft>, context: FormContext): unknown {
  const { customer } = reading.facts;
  if (!customer || customer.id !== null) return customerField.take(reading, draft);
  const known = knownHead(customer.said, context);
  if (known) return known;
  const isTrigger = triggersOf(form).some((word) => customer.said.includes(word));
  return isTrigger ? undefined : customerField.take(reading, draft);
}

/** 「给远帆培训了」: a name the directory knows, with a verb that was taken for its end. */
function knownHead(said: string, context: FormContext) {
  for (let length = said.length - 1; length >= 2; length--) {
    const found = context.findCustomer(said.slice(0, length));
    if (found) return found;
  }
  return undefined;
}

function contactFromAnswer(reading: Reading, draft: Readonly<Draft>, context: FormContext): unknown {
  const said = bareAnswer(reading.text).replace(/^(?:就|就是)?(?:是|见|見|找|跟|和)/, '');
  const known = fileOf(draft.values as PartyValues, context)?.contacts.find((c) => said.includes(c.name));
  const name = known?.name ?? said;
  if (reading.acts.length > 0 || letterCount(name) < 2 || name.length > 12) return undefined;
  return { name, title: null, id: null, role: null, vipTier: null };
}
