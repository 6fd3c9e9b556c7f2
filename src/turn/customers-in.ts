import type { FormContext } from '../../dialogs/engine/form.js';

/** A customer of the directory as it stands in a text. */
export interface CustomerIn {
  id: string;
  name: string;
  /** What stands there: a name, or what it is called for short. */
  said: string;
}

const longestName = 6;
const shortestName = 2;

/** Customers of the directory in a text, in their order, run together with other words as they may be. `until`: before it a name begins. */
export function customersIn(
  text: string,
  { findCustomer }: Pick<FormContext, 'findCustomer'>,
  until: number = text.length,
): CustomerIn[] {
  const found: CustomerIn[] = [];
  for (let at = 0; at < Math.min(until, text.length - 1); at++) {
    for (let length = longestName; length >= shortestName; length--) {
      const said = text.slice(at, at + length);
      const customer = findCustomer(said);
      if (!customer) continue;
      found.push({ ...customer, said });
      at += length - 1;
      break;
    }
  }
  return found;
}
