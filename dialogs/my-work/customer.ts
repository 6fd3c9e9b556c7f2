import type { Complaint } from '../../src/domain/complaint.js';
import type { CustomerFile } from '../../src/domain/customer.js';
import type { Visit } from '../../src/domain/visit.js';
import { shown } from '../engine/answer.js';
import { contactWords } from '../engine/customer-and-contact.js';
import type { FormContext } from '../engine/form.js';
import { label } from '../engine/labels.js';
import { line, type Said } from '../engine/reply.js';
import { dayWords, instantWords } from '../engine/time-words.js';
import { words } from './said.js';

/** What the records hold of a customer. */
export interface CustomerBrief {
  file: CustomerFile;
  complaints: Complaint[];
  /** Records of pack forms something is still to follow on: name and state as people read them. */
  forms: Array<{ id: string; form: string; state: string }>;
  /** Duties about it or its people that have a time, earliest first. */
  due: Array<{ duty: string; dueAt: number }>;
  last: Touch | null;
  next: { at: number; what: string; visit: Visit | null } | null;
}

/** The last time somebody was in touch. */
export type Touch = { at: number } & (
  | { kind: 'visit'; visit: Visit }
  | { kind: 'complaint' }
  | { kind: 'form'; form: string }
);

const itemsAtMost = 3;

/** Class, people by role, what is open, what is due, last and next touch: one line each. */
export function customerBrief(brief: CustomerBrief, context: FormContext): Said[] {
  const lines = [
    headWords(brief, context),
    peopleWords(brief, context),
    openWords(brief, context),
    dueWords(brief, context),
    lastWords(brief, context),
    nextWords(brief, context),
  ];
  return [line(lines.filter((each) => each !== '').join('\n'))];
}

function headWords({ file: { customer } }: CustomerBrief, { language }: FormContext): string {
  const segment = customer.segment ? label('segment', customer.segment, language) : null;
  const marks = [customer.class, segment].filter((mark) => mark !== null).join('·');
  const address = customer.address ? `${language === 'en' ? ', ' : ','}${customer.address}` : '';
  return words.say(language, 'customer.head', {
    customer: customer.name,
    marks: `${marks === '' ? '' : `(${marks})`}${address}`,
  });
}

/** Who decides stands first. */
function peopleWords({ file: { contacts } }: CustomerBrief, { language }: FormContext): string {
  const order = ['key-person', 'liaison', 'member'];
  const ordered = contacts.toSorted((a, b) => order.indexOf(a.role) - order.indexOf(b.role));
  const people = ordered
    .slice(0, itemsAtMost + 1)
    .map((contact) => contactWords(contact, contact.vipTier !== null, language));
  return people.join(language === 'en' ? '; ' : ';');
}

function openWords({ complaints, forms }: CustomerBrief, context: FormContext): string {
  const { language } = context;
  const items = [
    ...complaints.map((each) =>
      words.say(language, 'customer.complaint', {
        id: each.id,
        category: label('category', each.category, language),
        state: words.say(language, `state.${each.state}`),
      }),
    ),
    ...forms.map((each) => words.say(language, 'customer.form', each)),
  ];
  if (items.length === 0) return words.say(language, 'customer.open.none');
  return words.say(language, 'customer.open', { items: some(items, context) });
}

function dueWords({ due }: CustomerBrief, context: FormContext): string {
  if (due.length === 0) return '';
  const items = due.map(
    ({ duty, dueAt }) => `${dayWords(dueAt, context)}${context.language === 'en' ? ' ' : ''}${duty}`,
  );
  return words.say(context.language, 'customer.due', { items: some(items, context) });
}

function lastWords({ last }: CustomerBrief, context: FormContext): string {
  const { language } = context;
  if (!last) return words.say(language, 'customer.last.none');
  return words.say(language, 'customer.last', { day: dayWords(last.at, context), what: touchWords(last, context) });
}

function touchWords(last: Touch, { language }: FormContext): string {
  switch (last.kind) {
    case 'complaint':
      return words.say(language, 'customer.complained');
    case 'form':
      return last.form;
    case 'visit': {
      const contact = last.visit.contactName ?? '';
      const { outcome } = last.visit;
      return outcome === null
        ? words.say(language, 'customer.visit', { contact })
        : words.say(language, 'customer.visit.outcome', { contact, outcome: shown(outcome, 30) });
    }
  }
}

function nextWords({ next }: CustomerBrief, context: FormContext): string {
  const { language } = context;
  if (!next) return words.say(language, 'customer.next.none');
  const time = next.visit ? instantWords(next.at, context) : dayWords(next.at, context);
  const what = next.visit
    ? words.say(language, 'customer.visit', { contact: next.visit.contactName ?? '' })
    : next.what;
  return words.say(language, 'customer.next', { time, what });
}

function some(items: readonly string[], { language }: FormContext): string {
  const shownItems = items.slice(0, itemsAtMost).join(language === 'en' ? '; ' : ';');
  return items.length > itemsAtMost
    ? shownItems + words.say(language, 'more.one', { count: items.length })
    : shownItems;
}
