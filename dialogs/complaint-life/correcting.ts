import type { Complaint } from '../../src/domain/complaint.js';
import type { Corrections } from '../../src/domain/complaint-step.js';
import type { Edit, Reading } from '../../src/understanding/types.js';
import { correct } from '../complaint-intake/correct.js';
import { classOf } from '../complaint-intake/known-facts.js';
import type { Told } from '../complaint-intake/values.js';
import { knownParty } from '../engine/customer-and-contact.js';
import type { FormContext } from '../engine/form.js';

export interface Corrected {
  changes: Corrections;
  amount: { before: number; now: number } | null;
}

/** What corrections would change in a saved complaint; null where they name nothing that stands in it. */
export function correctionsOf(
  complaint: Complaint,
  edits: readonly Edit[],
  reading: Reading,
  context: FormContext,
): Corrected | null {
  const values = toldIn(complaint);
  let amount: Corrected['amount'] = null;
  let found = false;
  for (const edit of edits) {
    const own = correct(edit, values, reading, context) ?? replaced(edit, values);
    if (!own) continue;
    found = true;
    amount = figuresOf(values, own) ?? amount;
    Object.assign(values, own);
  }
  if (!found) return null;
  Object.assign(values, knownParty(values, silent(reading), context));
  return { changes: changesIn(complaint, values, context), amount };
}

/** The message corrects and names nobody anew. */
function silent(reading: Reading): Reading {
  return { ...reading, facts: { emotion: 'calm' } };
}

function toldIn(complaint: Complaint): Partial<Told> {
  const { customerId, customerName, contactId, contactName, severity } = complaint;
  return {
    customer: { id: customerId, name: customerName },
    contact: contactName === null ? null : { id: contactId, name: contactName, title: null, role: null, vipTier: null },
    phone: complaint.phone,
    category: complaint.category,
    emotion: complaint.emotion,
    severity: { value: severity, reason: 'said', settled: true },
    description: complaint.description,
    demand: complaint.demand,
  };
}

/** Every text that holds what was wrong. */
function replaced({ from, to }: Edit, values: Partial<Told>): Partial<Told> | null {
  if (from === null || from === '') return null;
  const changed: Partial<Told> = {};
  for (const field of ['description', 'demand'] as const) {
    const held = values[field];
    if (held?.includes(from)) changed[field] = held.replaceAll(from, to);
  }
  return Object.keys(changed).length > 0 ? changed : null;
}

const figure = /\d+(?:\.\d+)?/g;

/** The one figure that differs between two tellings of the story. */
function figuresOf(before: Partial<Told>, now: Partial<Told>): Corrected['amount'] {
  const [was, is] = [before.description ?? '', now.description ?? ''].map((text) => text.match(figure) ?? []);
  if (!was || !is || was.length !== is.length) return null;
  const changed = was.flatMap((each, n) => (is[n] !== undefined && is[n] !== each ? [[each, is[n]] as const] : []));
  const [first] = changed;
  if (!first || changed.some(([a, b]) => a !== first[0] || b !== first[1])) return null;
  return { before: Number(first[0]), now: Number(first[1]) };
}

function changesIn(complaint: Complaint, values: Partial<Told>, context: FormContext): Corrections {
  const changes: Corrections = {};
  const { customer, contact } = values;
  if (customer && (customer.id !== complaint.customerId || customer.name !== complaint.customerName)) {
    changes.customerId = customer.id;
    changes.customerName = customer.name;
    changes.customerClass = classOf(values, context);
  }
  if (contact && (contact.id !== complaint.contactId || contact.name !== complaint.contactName)) {
    changes.contactId = contact.id;
    changes.contactName = contact.name;
    // A card found out raises the complaint; one that is not there lowers nothing that was promised.
    if (contact.vipTier !== null) changes.vip = true;
  }
  for (const field of ['phone', 'demand'] as const) {
    const value = values[field];
    if (value !== undefined && value !== complaint[field]) changes[field] = value;
  }
  if (values.description && values.description !== complaint.description) changes.description = values.description;
  if (values.category && values.category !== complaint.category) changes.category = values.category;
  if (values.emotion && values.emotion !== complaint.emotion) changes.emotion = values.emotion;
  const weight = values.severity?.value;
  if (weight && weight !== complaint.severity) changes.severity = weight;
  return changes;
}
