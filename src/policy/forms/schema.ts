import { z } from 'zod';
import { condition } from '../schema.js';
import { type Following, fieldTypes, lineSources } from './types.js';

const words = z.string().min(1, 'write a text');
const id = z.string().regex(/^[a-z][a-zA-Z0-9]*$/, 'write a name such as place or customerClass');
const dottedId = z.string().regex(/^[a-z][a-z0-9]*([.-][a-z0-9]+)*$/, 'write an id in lower case such as onsite.held');
const kebab = z.string().regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/, 'write an id in lower case such as onsite-day');
const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'write a time as "HH:MM", in quotes');
const always = condition.default({ always: true });

export const text = z.strictObject({ 'zh-Hans': words, en: words });

const limit = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.enum(['at-least', 'better-than']),
    amount: z.number().positive(),
    unit: z.enum(['hours', 'minutes', 'count', 'ratio-1-to']),
    clause: dottedId,
    otherwise: z.enum(['advise', 'refuse']).default('advise'),
  }),
  z.strictObject({
    kind: z.literal('within'),
    from: clock,
    until: clock,
    clause: dottedId,
    otherwise: z.enum(['advise', 'refuse']).default('advise'),
  }),
  z.strictObject({
    kind: z.literal('all'),
    clause: dottedId,
    otherwise: z.enum(['advise', 'refuse']).default('advise'),
  }),
]);

const option = z.strictObject({
  id: kebab,
  label: text,
  words: z.array(words).default([]),
  answers: z.array(words).default([]),
});

const field = z
  .strictObject({
    id,
    type: z.enum(fieldTypes, `write one of ${fieldTypes.join(', ')}`),
    label: text,
    ask: text.nullable().default(null),
    wanted: z.enum(['required', 'once', 'no'], 'write required, once or no').default('required'),
    when: always,
    said: z.array(words.includes('{}', 'put {} where the value stands')).default([]),
    typical: z.array(words).default([]),
    clauses: z.array(words).default([]),
    story: z.boolean().default(false),
    options: z.array(option).default([]),
    several: z.boolean().default(false),
    default: z.string().nullable().default(null),
    tense: z.enum(['past', 'ahead', 'any']).default('any'),
    exact: z.boolean().default(false),
    sums: id.nullable().default(null),
    shows: text.nullable().default(null),
    limits: z.array(limit).default([]),
    drafts: z
      .strictObject({ from: z.enum(lineSources), forms: z.array(kebab).default([]) })
      .nullable()
      .default(null),
    periods: z.array(z.enum(['day', 'week', 'month', 'quarter', 'year'])).default([]),
  })
  .superRefine((f, context) => {
    const fault = (path: string, message: string) => context.addIssue({ code: 'custom', path: [path], message });
    if (f.type === 'choice' && f.options.length < 2) fault('options', 'a choice needs two options or more');
    if (f.wanted !== 'no' && f.ask === null && f.type !== 'customer')
      fault('ask', 'write the question that asks for it');
    if (f.type === 'lines' && !f.drafts) fault('drafts', 'say what the lines are drafted from');
    if (f.type === 'period' && f.periods.length === 0) fault('periods', 'name the periods: day, week, month …');
  });

/** `field:place`, `customer.class`, `period.month` … or `{ is: constant }`. */
const factSource = z.union([
  z.strictObject({ is: z.union([z.string(), z.number(), z.boolean()]) }),
  words.transform((from) => ({ from })),
]);

const event = z.strictObject({
  kind: dottedId,
  on: z.enum(['record', 'followed', 'customer', 'contact', 'staff']).default('record'),
  at: id.nullable().default(null),
  when: always,
  facts: z.record(z.string(), factSource).default({}),
});

const telling = z.strictObject({
  to: kebab,
  when: always,
  say: text,
  buttons: z.array(text).default([]),
  report: dottedId.nullable().default(null),
});

const becomes = z.union([
  kebab.transform((state): Following['becomes'] => ({ always: state, by: null, states: {} })),
  z
    .strictObject({ by: id, states: z.record(z.string(), kebab) })
    .transform((chosen): Following['becomes'] => ({ always: null, ...chosen })),
]);
const unchanged: Following['becomes'] = { always: null, by: null, states: {} };

const following = z.strictObject({
  form: z.union([kebab.transform((one) => [one]), z.array(kebab).min(1)]),
  in: z.array(kebab).default(['recorded']),
  becomes: becomes.default(unchanged),
  optional: z.boolean().default(false),
  whose: z.enum(['own', 'seen']).default('own'),
  none: text.nullable().default(null),
  otherwise: z.record(z.string(), text).default({}),
});

/** One file of `forms/`: everything a form is. */
export const formFile = z.strictObject({
  id: kebab,
  prefix: z.string().regex(/^[A-Z]{2}$/, 'write two capitals, such as ZD'),
  export: kebab,
  name: text,
  aliases: z.array(words).default([]),
  clause: dottedId,
  catalogue: z.array(z.string()).default([]),
  begins: z.array(words).default([]),
  signs: z.array(words).default([]),
  examples: z.array(words).min(3, 'write three sentences or more that begin it'),
  tense: z.enum(['past', 'any']).default('any'),
  beforeComplaint: z.boolean().default(false),
  by: z.enum(['anyone', 'supervisor']).default('anyone'),
  saves: z.enum(['confirmed', 'at-once']).default('confirmed'),
  fields: z.array(field).min(1, 'write at least one field'),
  follows: following.nullable().default(null),
  events: z.array(event).min(1, 'name the event it records'),
  tells: z.array(telling).default([]),
  readBack: text.nullable().default(null),
  said: z.array(z.strictObject({ when: always, say: text })).default([]),
  copy: text.nullable().default(null),
  line: text.nullable().default(null),
  splits: id.nullable().default(null),
  state: kebab.default('recorded'),
  acts: z.array(dottedId).default([]),
  states: z.record(kebab, text).default({}),
  effect: z.enum(['leave']).nullable().default(null),
  standsAlone: z.boolean().default(false),
});
