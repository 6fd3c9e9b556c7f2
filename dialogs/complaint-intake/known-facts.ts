import type { CustomerClass } from '../../src/domain/labels.js';
import type { Reading } from '../../src/understanding/types.js';
import { fileOf, knownParty } from '../engine/customer-and-contact.js';
import type { Draft } from '../engine/draft.js';
import type { FormContext } from '../engine/form.js';
import { twinOf } from './twin.js';
import type { Told } from './values.js';

/** Settles what follows from what was told: the customers to choose from, the contact as the directory has him. */
export function knownFacts(
  values: Partial<Told>,
  draft: Readonly<Draft>,
  reading: Reading,
  context: FormContext,
): Partial<Told> {
  const category: Partial<Told> = values.description && !values.category ? { category: 'other' } : {};
  // Most can be solved soon; what is otherwise is said, or speaks from the story.
  const sort: Partial<Told> =
    values.description && !values.sort ? { sort: { value: 'short-term', settled: false } } : {};
  const known = { ...category, ...sort, ...knownParty(values, reading, context) };
  return { ...known, twin: twinOf({ ...values, ...known }, draft, context) };
}

// What the directory knows is not asked and not kept in the draft: it follows the customer and the contact when they are corrected.

export function classOf(values: Partial<Told>, context: FormContext): CustomerClass | null {
  const file = fileOf(values, context);
  return file ? file.customer.class : (values.customerClass ?? null);
}

export function isVip(values: Partial<Told>): boolean {
  return values.vip === true || (values.contact?.vipTier ?? null) !== null;
}

/** The number that was told, else the contact's. */
export function phoneOf(values: Partial<Told>, context: FormContext): string | null {
  if (values.phone) return values.phone;
  return fileOf(values, context)?.contacts.find((c) => c.id === values.contact?.id)?.phone ?? null;
}
