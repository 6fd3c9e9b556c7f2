import type { FormContext } from '../engine/form.js';
import type { Said } from '../engine/reply.js';
import { loadWords } from '../engine/words.js';

export const customerWords = loadWords('customer-chat');

type Told = Pick<FormContext, 'language' | 'staff'>;

/** One sentence to the customer; his manager's name is always at hand. */
export function toCustomer(key: string, { language, staff }: Told, values: Record<string, string | number> = {}): Said {
  return { kind: 'line', text: customerWords.say(language, key, { manager: staff.name, ...values }) };
}

/** The same with one button below: a call back from the manager. */
export function withCall(key: string, context: Told, values: Record<string, string | number> = {}): Said {
  const { text } = toCustomer(key, context, values) as Extract<Said, { kind: 'line' }>;
  return { kind: 'question', text, buttons: [callButton(context)] };
}

export function callButton({ language, staff }: Told): string {
  return customerWords.say(language, 'call.button', { manager: staff.name });
}
