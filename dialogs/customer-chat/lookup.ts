import { z } from 'zod';
import { lockMs } from '../../src/domain/customer-chat.js';
import { recordNumberIn } from '../../src/domain/record-number.js';
import { small } from '../engine/small-form.js';
import { standing } from './status.js';
import { toCustomer, withCall, customerWords as words } from './words.js';

export interface LookupValues extends Record<string, unknown> {
  number: string;
  phone: string;
}

/** How a complaint of another day stands, for whoever has the customer's link, its number and the phone it was left under. */
export const customerLookup = small<LookupValues>({
  id: 'customer-lookup',
  fields: [
    {
      name: 'number',
      schema: z.string(),
      take: ({ text }) => recordNumberIn(text) ?? undefined,
      wanted: () => 'required',
      ask: (_values, _draft, { language }) => ({ text: words.say(language, 'lookup.ask-number') }),
    },
    {
      name: 'phone',
      schema: z.string().max(32),
      take: ({ text }) => phoneIn(text),
      wanted: () => 'required',
      ask: (_values, _draft, { language }) => ({ text: words.say(language, 'lookup.ask-phone') }),
    },
  ],
  intention: ({ number, phone }, _draft, { customer }) => ({
    kind: 'look-up-complaint',
    linkId: customer?.linkId ?? '',
    number,
    phone,
  }),
  done: (outcome, _values, _draft, _heard, context) => {
    if (outcome.kind !== 'complaint-looked-up') return { said: [] };
    const { complaint, locked, dueAt } = outcome;
    if (complaint) return { said: [standing({ complaint, dueAt }, context)] };
    if (locked) return { said: [withCall('lookup.locked', context, { minutes: lockMs / 60_000 })] };
    return { said: [withCall('lookup.missed', context)] };
  },
  cancelled: (_values, context) => [toCustomer('fine', context)],
});

/** Any row of figures beside the record number: whether it is a phone is not told. */
function phoneIn(text: string): string | undefined {
  const rest = text.replace(/\b[A-Z]{2}-\d{6}-\w{4}\b/gi, ' ').replace(/[-\s()]|\+86/g, '');
  return /\d{5,20}/.exec(rest)?.[0];
}
