import type { Category, Emotion, Severity, VisitReason } from '../../src/domain/labels.js';
import type { Facts, Intent, Reading, Understanding } from '../../src/understanding/types.js';
import { setNow, zone } from './reader.js';

type Part = 'tune' | 'measured';

/** A complaint as typed and what a person takes from it; a list of words must all stand in the slot. */
export interface ComplaintCase {
  text: string;
  speaker?: 'customer';
  expect: {
    customer?: string | null;
    contact?: string | null;
    phone?: string;
    customerClass?: string;
    category?: Category;
    emotion?: Emotion;
    severity: Severity;
    vip: boolean;
    demand?: string[];
    occurredAt?: string;
    description?: string[];
  };
  part: Part;
}

/** A visit as typed. `start` local to the minute, or null where day or hour is not known. `asks`: a person would ask for the time, or warn of it. */
export interface VisitCase {
  text: string;
  /** When it is said; left out: that of the set. */
  now?: string;
  expect: {
    customer?: string | null;
    contact?: string | null;
    reason?: VisitReason | null;
    start: string | null;
    asks: boolean;
    durationMinutes?: number;
    place?: string;
    agreedByCustomer?: boolean;
  };
  part: Part;
}

/** A message and what it is; the rest where it was noted, to tune on: null where the message tells nothing of it. */
export interface IntentCase {
  text: string;
  speaker?: 'customer';
  intent: Intent;
  customer?: string;
  /** Further firms the message names. */
  others?: string[];
  category?: Category | null;
  emotion?: Emotion;
  reason?: VisitReason | null;
  part: Part;
}

export interface FieldVerdict {
  field: string;
  right: boolean;
  read: string;
  wanted: string;
}

export function readCase(reader: Understanding, c: { text: string; speaker?: 'customer'; now?: string }): Reading {
  const now = c.now ? Date.parse(c.now) : setNow;
  return reader.read(c.text, { now, timeZone: zone, speaker: c.speaker ?? 'manager' });
}

const same = (a: string | null | undefined, b: string | null): boolean => (a ?? null) === b;

/** A person with or without the title is the same person. */
function samePerson(facts: Facts, wanted: string | null): boolean {
  if (wanted === null) return true;
  const { name = '', title } = facts.contact ?? {};
  return name === wanted || `${name}${title ?? ''}` === wanted || facts.contact?.said === wanted;
}

const holds = (text: string | undefined, words: readonly string[]): boolean =>
  words.every((w) => text?.includes(w) ?? false);

export function judgeComplaint({ facts, intent }: Reading, { expect }: ComplaintCase): FieldVerdict[] {
  const verdicts: FieldVerdict[] = [];
  const add = (field: string, right: boolean, read: unknown, wanted: unknown): void => {
    verdicts.push({ field, right, read: String(read), wanted: String(wanted) });
  };
  add('intent', intent === 'complaint', intent, 'complaint');
  if (expect.customer !== undefined)
    add('customer', same(facts.customer?.name, expect.customer), facts.customer?.name, expect.customer);
  if (expect.contact !== undefined)
    add('contact', samePerson(facts, expect.contact), facts.contact?.said, expect.contact);
  if (expect.phone) add('phone', facts.phone === expect.phone, facts.phone, expect.phone);
  if (expect.customerClass)
    add('customerClass', facts.customerClass === expect.customerClass, facts.customerClass, expect.customerClass);
  if (expect.category) add('category', facts.category === expect.category, facts.category, expect.category);
  if (expect.emotion) add('emotion', facts.emotion === expect.emotion, facts.emotion, expect.emotion);
  const severity = facts.severity?.value ?? 'ordinary';
  add('severity', severity === expect.severity, `${severity} ${facts.severity?.reason ?? ''}`, expect.severity);
  add('vip', (facts.vip ?? false) === expect.vip, facts.vip, expect.vip);
  if (expect.demand) add('demand', holds(facts.demand, expect.demand), facts.demand, expect.demand);
  if (expect.occurredAt) add('occurredAt', facts.occurredAt === expect.occurredAt, facts.occurredAt, expect.occurredAt);
  if (expect.description)
    add('description', holds(facts.description, expect.description), facts.description, expect.description);
  return verdicts;
}

export function judgeVisit({ facts, intent, warnings }: Reading, { expect }: VisitCase): FieldVerdict[] {
  const verdicts: FieldVerdict[] = [];
  const add = (field: string, right: boolean, read: unknown, wanted: unknown): void => {
    verdicts.push({ field, right, read: String(read), wanted: String(wanted) });
  };
  const start = facts.start?.precision === 'minute' ? facts.start.start.slice(0, 16) : null;
  const doubts = [...(facts.start?.ambiguous ?? []), ...warnings.filter((w) => w.startsWith('start-'))];
  const asks = facts.start?.precision !== 'minute' || doubts.length > 0;
  add('intent', intent === 'visit', intent, 'visit');
  if (expect.customer !== undefined)
    add('customer', same(facts.customer?.name, expect.customer), facts.customer?.name, expect.customer);
  if (expect.contact !== undefined)
    add('contact', samePerson(facts, expect.contact), facts.contact?.said, expect.contact);
  if (expect.reason !== undefined)
    add('reason', (facts.reasons?.[0] ?? null) === expect.reason, facts.reasons, expect.reason);
  add('start', start === expect.start, start, expect.start);
  add('asks', asks === expect.asks, doubts.join(), expect.asks);
  if (expect.durationMinutes)
    add(
      'durationMinutes',
      facts.durationMinutes === expect.durationMinutes,
      facts.durationMinutes,
      expect.durationMinutes,
    );
  if (expect.place) add('place', facts.place?.includes(expect.place) ?? false, facts.place, expect.place);
  if (expect.agreedByCustomer !== undefined)
    add('agreed', facts.agreedByCustomer === expect.agreedByCustomer, facts.agreedByCustomer, expect.agreedByCustomer);
  return verdicts;
}
