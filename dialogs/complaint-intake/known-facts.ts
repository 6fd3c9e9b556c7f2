import type { Reading } from '../../src/understanding/types.js';
import { knownParty } from '../engine/customer-and-contact.js';
import type { Draft } from '../engine/draft.js';
import type { FormContext } from '../engine/form.js';
import type { Told } from './values.js';

/** What the directory knows is not asked: class of the customer, role, card and phone of the contact. */
export function knownFacts(
  values: Partial<Told>,
  _draft: Readonly<Draft>,
  reading: Reading,
  context: FormContext,
): Partial<Told> {
  const settled: Partial<Told> = {};
  if (values.description && !values.category) settled.category = 'other';
  const { options, file, contact, known } = knownParty(values, reading, context);
  if (options) settled.customerOptions = options;
  if (file) settled.customerClass = file.customer.class;
  if (!contact || !known) return settled;
  settled.contact = known;
  if (contact.phone && !values.phone) settled.phone = contact.phone;
  if (contact.vipTier) settled.vip = true;
  return settled;
}
