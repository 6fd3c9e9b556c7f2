import { z } from 'zod';
import type { Reading } from '../../src/understanding/types.js';
import { shown } from '../engine/answer.js';
import type { Draft } from '../engine/draft.js';
import type { Field, FormContext, Values } from '../engine/form.js';
import { packFormWords as words } from './words.js';

/** An earlier record that may be meant, as the draft keeps it since the form was opened. */
export const followableSchema = z.object({
  id: z.string(),
  state: z.string(),
  customer: z.object({ id: z.string().nullable(), name: z.string() }).nullable(),
  contact: z.object({ id: z.string().nullable(), name: z.string() }).nullable(),
  summary: z.string(),
});
export type Followable = z.infer<typeof followableSchema>;

export function followableIn(values: Values): Followable[] {
  return z.array(followableSchema).catch([]).parse(values.followable);
}

export function followedIn(values: Values): Followable | undefined {
  return followableSchema.safeParse(values.follows).data;
}

/** Named by its number, or by a customer of whom there is only one. */
function named(reading: Reading, draft: Readonly<Draft>): Followable | undefined {
  const all = followableIn(draft.values);
  const { text, facts } = reading;
  const byNumber = all.find(({ id }) => text.toUpperCase().includes(id));
  if (byNumber) return byNumber;
  const same = all.filter(
    ({ customer }) => customer !== null && (facts.customer?.name === customer.name || text.includes(customer.name)),
  );
  return same.length === 1 ? same[0] : undefined;
}

export const followsField: Field<Values> = {
  name: 'follows',
  schema: followableSchema,
  take: named,
  wanted: (values) => (followableIn(values).length > 0 ? 'required' : 'no'),
  ask: (values, _draft, { language }: FormContext) => ({
    text: words.say(language, 'which'),
    buttons: followableIn(values)
      .slice(0, 4)
      .map(({ id, summary }) => [id, shown(summary.split('|').slice(0, 2).join(' '), 24)].join(' ')),
  }),
};
