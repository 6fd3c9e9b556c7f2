import { z } from 'zod';
import type { FormValue, FormValues } from '../../src/domain/form-record.js';
import type { NewFormRecord } from '../../src/domain/record-form.js';
import { holds } from '../../src/policy/condition.js';
import type { PackForm } from '../../src/policy/forms/types.js';
import { addDays, instantOf } from '../../src/policy/local-time.js';
import type { PartyValues } from '../engine/customer-and-contact.js';
import type { Draft } from '../engine/draft.js';
import type { FormContext, Values } from '../engine/form.js';
import { eventFacts, factsOf, instantOfField } from './facts.js';
import { followedIn } from './follows.js';

/** What the confirmed form wants done; where a choice splits it each option told is a record of its own. */
export function intentionOf(form: PackForm, values: Values, draft: Draft, context: FormContext): NewFormRecord[] {
  const { splits } = form;
  const told = splits === null ? undefined : values[splits];
  if (splits === null || !Array.isArray(told)) return [recordOf(form, values, draft, context)];
  return told.map((option: unknown, n) => {
    const draftId = n === 0 ? draft.id : `${draft.id}#${n + 1}`;
    return recordOf(form, { ...values, [splits]: [option] }, { ...draft, id: draftId }, context);
  });
}

/** The record, its events with their facts, whom to tell. */
function recordOf(form: PackForm, values: Values, draft: Draft, context: FormContext): NewFormRecord {
  const { customer, contact } = values as PartyValues;
  const facts = factsOf(values, context);
  const events = form.events
    .filter((event) => holds(event.when, facts))
    .map((event) => ({
      kind: event.kind,
      on: event.on,
      at: (event.at === null ? null : instantOfField(values[event.at], context)) ?? draft.openedAt,
      facts: eventFacts(event, values, context),
    }));
  const tells = form.tells.flatMap(({ to, when, report }, n) => (holds(when, facts) ? [{ n, to, report }] : []));
  return {
    form: form.id,
    prefix: form.prefix,
    draftId: draft.id,
    customerId: customer?.id ?? null,
    customerName: customer?.name ?? null,
    contactId: contact?.id ?? null,
    contactName: contact?.name ?? null,
    values: recordValues(form, values, context),
    at: events[0]?.at ?? draft.openedAt,
    state: followedIn(values) ? 'recorded' : form.state,
    follows: followingOf(form, values),
    staffId: staffIdIn(form, values),
    events,
    tells,
    leave: form.effect === 'leave' ? leaveOf(form, values, context) : null,
  };
}

/** What is kept of the draft: its fields, the class of the customer as it was, and the number it goes on from. */
function recordValues(form: PackForm, values: Values, context: FormContext): FormValues {
  const kept: FormValues = {};
  for (const { id, type } of form.fields) {
    if (type === 'customer' || type === 'contact') continue;
    const value = values[id];
    if (value !== undefined && value !== null) kept[id] = value as FormValue;
  }
  const { customerClass } = factsOf(values, context);
  if (customerClass !== null && customerClass !== undefined) kept.customerClass = customerClass;
  const followed = followedIn(values);
  if (followed) kept.follows = followed.id;
  return kept;
}

function followingOf({ follows }: PackForm, values: Values): NewFormRecord['follows'] {
  const followed = followedIn(values);
  if (!follows || !followed) return null;
  const { always, by, states } = follows.becomes;
  const chosen = by === null ? null : (states[String(values[by])] ?? null);
  return { id: followed.id, in: follows.in, becomes: always ?? chosen };
}

function staffIdIn(form: PackForm, values: Values): string | null {
  const field = form.fields.find(({ type }) => type === 'staff');
  const value = field && values[field.id];
  return typeof value === 'object' && value !== null && 'id' in value ? String(value.id) : null;
}

function leaveOf(form: PackForm, values: Values, { timeZone }: FormContext): NewFormRecord['leave'] {
  const field = form.fields.find(({ type }) => type === 'days');
  const days = field && daysSchema.safeParse(values[field.id]).data;
  if (!days) return null;
  return { from: instantOf(days.from, timeZone), until: instantOf(addDays(days.until, 1), timeZone) };
}

const daysSchema = z.object({ from: z.string(), until: z.string() });
