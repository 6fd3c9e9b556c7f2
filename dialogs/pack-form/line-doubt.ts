import { z } from 'zod';
import type { PackForm } from '../../src/policy/forms/types.js';
import type { Reading } from '../../src/understanding/types.js';
import { bareAnswer, declines, letterCount } from '../engine/answer.js';
import type { Field, FormContext, Values } from '../engine/form.js';
import { doubtfulLine, linesIn, toldLine } from './lines.js';
import { packFormWords as words } from './words.js';

const doubtSchema = z.object({ text: z.string(), customer: z.string() });
const settledSchema = z.object({ more: z.string().nullable() });

/** What has no record is asked about before it is written: 「真去过就说几点」; it is dropped where it was not so. */
export const doubtFieldsOf = (form: PackForm): ReadonlyArray<Field<Values>> => [
  {
    name: 'doubt',
    schema: doubtSchema,
    take: (reading, draft) => {
      const text = doubtfulLine(form, reading, draft);
      return text === undefined ? undefined : { text, customer: reading.facts.customer?.name ?? '' };
    },
    wanted: () => 'no',
  },
  {
    name: 'settled',
    schema: settledSchema,
    take: () => undefined,
    answer: (reading) => settledBy(reading),
    wanted: (values) => (doubtSchema.safeParse(values.doubt).success ? 'required' : 'no'),
    ask: (values, _draft, context) => ({ text: doubtWords(values, context) }),
  },
];

function settledBy(reading: Reading): z.infer<typeof settledSchema> | undefined {
  const { acts, text, times, facts } = reading;
  const no =
    acts.includes('cancel') || declines(reading) || /没去|沒去|没有去|记错|記錯|不写|不寫|别写|算了/.test(text);
  if (no) return { more: null };
  const exact = times.some(({ precision }) => precision === 'minute') || facts.contact !== undefined;
  return exact && letterCount(text) > 1 ? { more: bareAnswer(text) } : undefined;
}

function doubtWords(values: Values, { language }: FormContext): string {
  const customer = doubtSchema.safeParse(values.doubt).data?.customer ?? '';
  const known = linesIn(values)
    .filter((line) => line.text.includes(customer))
    .map((line) => line.text)
    .join(language === 'en' ? '; ' : ';');
  return words.say(language, known === '' ? 'line.doubt' : 'line.doubt.known', { customer, known });
}

/** Writes the line that was settled, or drops it. */
export function settleDoubt(values: Values, reading: Reading, context: FormContext): Values {
  const doubt = doubtSchema.safeParse(values.doubt).data;
  const settled = settledSchema.safeParse(values.settled).data;
  if (!doubt || !settled) return values.dropped === true ? { dropped: false } : {};
  const closed = { doubt: null, settled: null };
  if (settled.more === null) return { ...closed, dropped: true };
  const text = `${doubt.text},${settled.more}`;
  return { ...closed, lines: [...linesIn(values), toldLine(text, reading, context)] };
}
