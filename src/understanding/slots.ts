import { labels } from '../domain/labels.js';
import type { Facts, Intent } from './types.js';

/** Facts as people read them: labels for codes, ISO times, names. */
export type Slots = Record<string, string | number | boolean>;

function present(slots: Record<string, string | number | boolean | undefined>): Slots {
  const kept: Slots = {};
  for (const [name, value] of Object.entries(slots)) if (value !== undefined) kept[name] = value;
  return kept;
}

function complaintSlots(facts: Facts): Slots {
  const category = facts.category ?? (facts.description ? 'other' : undefined);
  return present({
    customer: facts.customer?.name,
    customerClass: facts.customerClass,
    contact: facts.contact?.name,
    phone: facts.phone,
    category: category && labels.category[category],
    emotion: labels.emotion[facts.emotion],
    severity: labels.severity[facts.severity?.value ?? 'ordinary'],
    vip: facts.vip ?? false,
    demand: facts.demand,
    occurredAt: facts.occurredAt,
    description: facts.description,
  });
}

function visitSlots(facts: Facts): Slots {
  const reason = facts.reasons?.[0];
  return present({
    customer: facts.customer?.name,
    contact: facts.contact?.name,
    reason: reason && labels.visitReason[reason],
    start: facts.start?.precision === 'minute' ? facts.start.start : undefined,
    durationMinutes: facts.durationMinutes,
    place: facts.place,
  });
}

/** Slots of an intake; other intents have none. `start` is there whenever day and hour are known, doubted or not. */
export function slotsOf(intent: Intent, facts: Facts): Slots {
  if (intent === 'complaint') return complaintSlots(facts);
  return intent === 'visit' ? visitSlots(facts) : {};
}

/** Slots a person would still ask for: what is missing or doubtful, then what is worth one question. */
export function askOf(intent: Intent, facts: Facts): string[] {
  const noCustomer = !facts.customer || facts.customer.rivals.length > 0;
  if (intent === 'complaint') {
    return [
      ...(noCustomer ? ['customer'] : []),
      ...(facts.description ? [] : ['description']),
      ...(facts.demand ? [] : ['demand']),
    ];
  }
  if (intent !== 'visit') return [];
  const doubtful = facts.start?.precision !== 'minute' || facts.start.ambiguous.length > 0;
  return [
    ...(noCustomer ? ['customer'] : []),
    ...(doubtful ? ['start'] : []),
    ...(facts.reasons ? [] : ['reason']),
    ...(facts.contact ? [] : ['contact']),
  ];
}
