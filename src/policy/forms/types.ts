import type { Condition } from '../types.js';

/** Words in the languages a pack is written in. */
export interface Text {
  'zh-Hans': string;
  en: string;
}

export const fieldTypes = [
  'text',
  'number',
  'amount',
  'ratio',
  'date',
  'time',
  'span',
  'duration',
  'choice',
  'yes-no',
  'customer',
  'contact',
  'staff',
  'list',
  'lines',
  'files',
  'period',
  'days',
] as const;
export type FieldType = (typeof fieldTypes)[number];

export interface Option {
  id: string;
  label: Text;
  /** Further ways to say it. */
  words: string[];
  /** Short ways that say it only after the question. */
  answers: string[];
}

/** A figure or a window of the handbook a value is held against, with the clause it stands in. */
export type FieldLimit = { clause: string; otherwise: 'advise' | 'refuse' } & (
  | { kind: 'at-least' | 'better-than'; amount: number; unit: 'hours' | 'minutes' | 'count' | 'ratio-1-to' }
  | { kind: 'within'; from: string; until: string }
  /** Every option is to be there. */
  | { kind: 'all' }
);

/** What drafted lines are taken from. */
export const lineSources = ['day', 'period', 'ahead', 'records'] as const;
export type LineSource = (typeof lineSources)[number];

export interface PackField {
  id: string;
  type: FieldType;
  label: Text;
  ask: Text | null;
  /** `required`: nothing is saved without it. `once`: worth one question. `no`: may stay unsaid. */
  wanted: 'required' | 'once' | 'no';
  /** Asked for only where this holds of what was told. */
  when: Condition;
  /** Ways to say the value, `{}` standing for it: `咨询{}人`. */
  said: string[];
  /** Values that are often told, known wherever they stand (大厅, 食堂). */
  typical: string[];
  /** Of a text: words that tell that the clause they stand in is its value (对手: 「对手报半价」). */
  clauses: string[];
  /** Takes the words of the message that no other field takes. */
  story: boolean;
  options: Option[];
  several: boolean;
  /** Of a choice: what holds while nothing is said. */
  default: string | null;
  /** Whether a time lies behind or ahead. */
  tense: 'past' | 'ahead' | 'any';
  /** Of a time: it counts by the minute, a day alone does not do. */
  exact: boolean;
  /** Of an amount: begins as the sum of this field of the records the lines are drafted from. */
  sums: string | null;
  /** How the read-back says it, `{}` standing for the value; else label and value. */
  shows: Text | null;
  limits: FieldLimit[];
  /** Of drafted lines: where they come from, and of which forms (`records`). */
  drafts: { from: LineSource; forms: string[] } | null;
  /** Of a period: the kinds it may be, the first being meant when none is said. */
  periods: Array<'day' | 'week' | 'month' | 'quarter' | 'year'>;
}

/** Where a fact of an event comes from: `field`, `customer.class`, `person.segment`, `period.month` … or a constant. */
export type FactSource = { from: string } | { is: string | number | boolean };

export interface FormEvent {
  kind: string;
  on: 'record' | 'followed' | 'customer' | 'contact' | 'staff';
  /** Field that holds when it happened; null: when it was told. */
  at: string | null;
  when: Condition;
  facts: Record<string, FactSource>;
}

export interface FormTelling {
  /** `supervisor`, `owner` (of the record that is followed), or a post: `marketing` … */
  to: string;
  when: Condition;
  say: Text;
  buttons: Text[];
  /** Event that says the report was made, once it is delivered. */
  report: string | null;
}

/** An earlier record a form goes on from: a solution that is reviewed, a need that makes progress. */
export interface Following {
  /** Any of these. */
  form: string[];
  /** States in which that can be done. */
  in: string[];
  /** Its state afterwards; by the value of a choice where `by` names one. */
  becomes: { always: string | null; by: string | null; states: Record<string, string> };
  /** Without an earlier record it is told by itself. */
  optional: boolean;
  whose: 'own' | 'seen';
  /** Said where there is none. */
  none: Text | null;
  /** Said of one that is in another state. */
  otherwise: Record<string, Text>;
}

export interface PackForm {
  id: string;
  /** Of its record numbers. */
  prefix: string;
  /** Kind of `export`. */
  export: string;
  name: Text;
  aliases: string[];
  clause: string;
  catalogue: string[];
  /** Words that begin it and say nothing else. */
  begins: string[];
  /** Words that begin it and are part of what is told. */
  signs: string[];
  /** Sentences that begin this form and no other: the proof of `begins`. */
  examples: string[];
  tense: 'past' | 'any';
  /** Its words count although the message sounds like a complaint. */
  beforeComplaint: boolean;
  by: 'anyone' | 'supervisor';
  saves: 'confirmed' | 'at-once';
  fields: PackField[];
  follows: Following | null;
  events: FormEvent[];
  tells: FormTelling[];
  /** Instead of the plain read-back. */
  readBack: Text | null;
  /** After it is saved, besides the number and what is owed next. */
  said: Array<{ when: Condition; say: Text }>;
  /** A line for the customer to copy. */
  copy: Text | null;
  /** As a line of the log. */
  line: Text | null;
  /** A choice of which each option told makes a record of its own. */
  splits: string | null;
  /** Where it goes on from no earlier record; else it is `recorded`. */
  state: string;
  /** Acts that are told in this form: a reminder of such a duty opens it. */
  acts: string[];
  /** What people call the states of its records. */
  states: Record<string, Text>;
  effect: 'leave' | null;
  /** No rule waits for its events: why it is kept all the same. */
  standsAlone: boolean;
  file: string;
}
