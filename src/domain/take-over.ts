import type { Contact, Customer } from './customer.js';
import { appendDuties, type DutyEnv, type DutyFact } from './duty-events.js';
import { systemViewer } from './staff.js';

/** A row of the directory as it was and as it is now; `before` is undefined for a new one. */
export interface Change<T> {
  before: T | undefined;
  after: T;
}

/**
 * Duties of looking after customers begin when somebody takes them over, and follow the class. To be called after the rows
 * are written, in the same transaction. People at a customer go with it to the new owner.
 */
export async function customersChanged(env: DutyEnv, changes: readonly Change<Customer>[]): Promise<void> {
  const facts: DutyFact[] = [];
  for (const { before, after } of changes) {
    if (before?.ownerId !== after.ownerId) {
      facts.push(customerAssigned(after, env.now));
      if (before) facts.push(...(await peopleOf(env, after)));
    } else if (before.class !== after.class) facts.push(reclassed(`customer:${after.id}`, after, env.now));
  }
  await appendDuties(env, facts);
}

/** As for customers; `ownerOf` gives the account manager of a customer by its id. */
export async function contactsChanged(
  env: DutyEnv,
  changes: readonly Change<Contact>[],
  ownerOf: (customerId: string) => string | undefined,
): Promise<void> {
  const facts = changes.flatMap(({ before, after }): DutyFact[] => {
    const ownerId = ownerOf(after.customerId);
    if (ownerId === undefined) return [];
    if (before?.customerId !== after.customerId) return [contactAssigned(after, ownerId, env.now)];
    return isSame(before, after) ? [] : [{ ...contactAssigned(after, ownerId, env.now), kind: 'contact.changed' }];
  });
  await appendDuties(env, facts);
}

/** The class of a customer, told to a subject it bears on. */
export function reclassed(subject: string, customer: Pick<Customer, 'class'>, at: number): DutyFact {
  return { subject, kind: 'customer.reclassed', at, facts: { customerClass: customer.class } };
}

function customerAssigned(customer: Customer, at: number): DutyFact {
  const { ownerId, segment } = customer;
  const facts = { ownerId, customerClass: customer.class, segment };
  return { subject: `customer:${customer.id}`, kind: 'customer.assigned', at, facts };
}

/** For jobs and care the segment is that of the person. */
function contactAssigned(contact: Contact, ownerId: string, at: number): DutyFact {
  const { vipTier, tier, role } = contact;
  const facts = { ownerId, vipTier, segment: tier, role };
  return { subject: `contact:${contact.id}`, kind: 'contact.assigned', at, facts };
}

async function peopleOf(env: DutyEnv, customer: Customer): Promise<DutyFact[]> {
  const file = await env.tx.findCustomerFile(systemViewer, customer.id);
  return (file?.contacts ?? []).map((contact) => contactAssigned(contact, customer.ownerId, env.now));
}

function isSame(before: Contact, after: Contact): boolean {
  return before.vipTier === after.vipTier && before.tier === after.tier && before.role === after.role;
}
