import type { FieldLimit, PackField } from '../../src/policy/forms/types.js';
import { localTime } from '../../src/policy/local-time.js';
import { spanWords } from '../due-work/duty.js';
import type { FormContext } from '../engine/form.js';
import { valueWords } from './show-value.js';
import { inLanguage } from './template.js';
import type { Span } from './told-times.js';
import { packFormWords as words } from './words.js';

/** The limit of the handbook because of which a value is not taken; undefined where it may stand. */
export function limitRefusing(field: PackField, value: unknown, context: FormContext): FieldLimit | undefined {
  return field.limits.find((limit) => limit.otherwise === 'refuse' && !keeps(field, limit, value, context));
}

/** What the handbook says of a value that stays as it was told, with the clause. */
export function advice(field: PackField, value: unknown, context: FormContext): string[] {
  if (value === undefined || value === null) return [];
  const broken = field.limits.filter((limit) => !keeps(field, limit, value, context));
  return broken.map((limit) => limitWords(field, limit, value, context));
}

export function limitWords(field: PackField, limit: FieldLimit, value: unknown, context: FormContext): string {
  const { language } = context;
  const clause = context.clauseRef(limit.clause);
  const label = inLanguage(field.label, language);
  switch (limit.kind) {
    case 'at-least':
    case 'better-than':
      return words.say(language, `limit.${limit.kind}`, { label, want: wantWords(limit, context), clause });
    case 'within':
      return words.say(language, 'limit.within', { label, from: limit.from, until: limit.until, clause });
    case 'all':
      return words.say(language, 'limit.all', { missing: missingOf(field, value, context), clause });
    default:
      return limit satisfies never;
  }
}

function wantWords({ amount, unit }: Extract<FieldLimit, { amount: number }>, { language }: FormContext): string {
  if (unit === 'hours') return spanWords(amount * 3_600_000, language);
  if (unit === 'minutes') return spanWords(amount * 60_000, language);
  return unit === 'ratio-1-to' ? `1:${amount}` : String(amount);
}

function missingOf(field: PackField, value: unknown, context: FormContext): string {
  const told = Array.isArray(value) ? value : [value];
  const missing = field.options.filter(({ id }) => !told.includes(id)).map(({ id }) => id);
  return valueWords({ ...field, several: true }, missing, context) ?? '';
}

function keeps(field: PackField, limit: FieldLimit, value: unknown, { timeZone }: FormContext): boolean {
  switch (limit.kind) {
    case 'at-least':
      return measured(value, limit.unit) >= limit.amount;
    case 'better-than':
      return measured(value, limit.unit) > limit.amount;
    case 'within':
      return isWithin(value as Span, limit, timeZone);
    case 'all':
      return field.options.every(({ id }) => Array.isArray(value) && value.includes(id));
    default:
      return limit satisfies never;
  }
}

/** A span by its length, a duration (minutes) in the unit of the limit, a figure as it is. */
function measured(value: unknown, unit: 'hours' | 'minutes' | 'count' | 'ratio-1-to'): number {
  const span = typeof value === 'object' && value !== null && 'until' in value ? (value as Span) : undefined;
  if (span) return (Date.parse(span.until) - Date.parse(span.from)) / (unit === 'hours' ? 3_600_000 : 60_000);
  const plain = typeof value === 'number' ? value : 0;
  return unit === 'hours' ? plain / 60 : plain;
}

function isWithin(value: Span, { from, until }: { from: string; until: string }, timeZone: string): boolean {
  const clock = (iso: string) => {
    const { hour, minute } = localTime(Date.parse(iso), timeZone);
    return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
  };
  return clock(value.from) >= from && clock(value.until) <= until;
}
