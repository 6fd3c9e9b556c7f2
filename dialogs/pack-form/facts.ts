import type { FactMap, FactValue } from '../../src/domain/event.js';
import type { FactSource, FormEvent } from '../../src/policy/forms/types.js';
import { instantOf, localDay } from '../../src/policy/local-time.js';
import { fileOf, findContact, type PartyValues } from '../engine/customer-and-contact.js';
import type { FormContext, Values } from '../engine/form.js';
import { type Period, type PeriodKind, periodAt, periodKey } from './periods.js';
import type { Span } from './told-times.js';

/** What is known by plain values: of the form by field, of customer and contact from the directory. */
export function factsOf(values: Values, context: FormContext): FactMap {
  const facts: FactMap = { ...directoryFacts(values, context) };
  for (const [name, value] of Object.entries(values)) {
    const plain = plainValue(value);
    if (plain !== undefined) facts[name] = plain;
  }
  return facts;
}

function directoryFacts(values: Values, context: FormContext): FactMap {
  const party = values as PartyValues;
  const file = fileOf(party, context);
  const contact = file ? findContact(file, party) : undefined;
  return {
    customerClass: file?.customer.class ?? null,
    customerSegment: file?.customer.segment ?? null,
    vipTier: contact?.vipTier ?? null,
    role: contact?.role ?? null,
    segment: contact?.tier ?? null,
  };
}

function plainValue(value: unknown): FactValue | undefined {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' || value === null)
    return value;
  return undefined;
}

/** The facts an event of the form carries. */
export function eventFacts(event: FormEvent, values: Values, context: FormContext): FactMap {
  return Object.fromEntries(
    Object.entries(event.facts).map(([name, source]) => [name, factFrom(source, values, context)]),
  );
}

function factFrom(source: FactSource, values: Values, context: FormContext): FactValue {
  if ('is' in source) return source.is;
  const [kind = '', name = ''] = source.from.split(/[.:]/, 2);
  const equals = /^field:(\w+)=(.+)$/.exec(source.from);
  if (equals) return isTold(values[equals[1] ?? ''], equals[2] ?? '');
  const end = endOf(source.from, values);
  if (end !== undefined) return end;
  const known = directoryFacts(values, context);
  switch (source.from) {
    case 'customer.class':
      return known.customerClass ?? null;
    case 'customer.segment':
      return known.customerSegment ?? null;
    case 'person.segment':
      return known.segment ?? null;
    case 'person.vipTier':
      return known.vipTier ?? null;
    case 'person.role':
      return known.role ?? null;
    default:
      return kind === 'period'
        ? periodOf(name as PeriodKind, values[source.from.split(':')[1] ?? ''], context)
        : (plainValue(factOfField(values[source.from.replace(/^field:/, '')])) ?? null);
  }
}

/** `field:days.until`: an end of a span or of days. */
function endOf(source: string, values: Values): FactValue | undefined {
  const [, name = '', end = ''] = /^field:(\w+)\.(from|until)$/.exec(source) ?? [];
  const value = values[name];
  if (typeof value !== 'object' || value === null || !(end in value)) return undefined;
  return plainValue((value as Record<string, unknown>)[end]);
}

function isTold(value: unknown, option: string): boolean {
  return Array.isArray(value) ? value.includes(option) : value === option;
}

/** Spans count by their minutes, periods by their name, lists by their length; one of several options is that option. */
function factOfField(value: unknown): unknown {
  if (Array.isArray(value)) return value.length === 1 && typeof value[0] === 'string' ? value[0] : value.length;
  if (typeof value !== 'object' || value === null) return value;
  if ('kind' in value) return periodKey(value as Period);
  if ('until' in value) {
    const { from, until } = value as Span;
    return Math.round((Date.parse(until) - Date.parse(from)) / 60_000);
  }
  return 'id' in value ? value.id : null;
}

/** `period.month` of a field that holds a day, an instant or a period; of now without one. */
function periodOf(kind: PeriodKind, value: unknown, { now, timeZone }: FormContext): string {
  return periodKey(periodAt(kind, dayOf(value, timeZone) ?? localDay(now, timeZone)));
}

function dayOf(value: unknown, timeZone: string): string | undefined {
  if (typeof value === 'string') return value.length === 10 ? value : localDay(Date.parse(value), timeZone);
  if (typeof value === 'object' && value !== null && 'from' in value) {
    const { from } = value as { from: string };
    return from.length === 10 ? from : localDay(Date.parse(from), timeZone);
  }
  return undefined;
}

/** When something happened that a field tells: the end of a span, the instant, noon of a day; never after now. */
export function instantOfField(
  value: unknown,
  { now, timeZone }: Pick<FormContext, 'now' | 'timeZone'>,
): number | null {
  const said = typeof value === 'object' && value !== null && 'until' in value ? value.until : value;
  if (typeof said !== 'string') return null;
  const at = said.length === 10 ? instantOf(said, timeZone, '12:00:00') : Date.parse(said);
  return Number.isNaN(at) ? null : Math.min(at, now);
}
