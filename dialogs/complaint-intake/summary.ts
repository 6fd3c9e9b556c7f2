import type { Language } from '../../src/understanding/types.js';
import { contactWords } from '../engine/customer-and-contact.js';
import type { Draft } from '../engine/draft.js';
import type { FormContext } from '../engine/form.js';
import { label } from '../engine/labels.js';
import { minuteWords } from '../engine/time-words.js';
import { loadWords } from '../engine/words.js';
import type { Told } from './values.js';

export const words = loadWords('complaint-intake');

/** How the complainant is called in a sentence: by name, by title, or 对方. */
export function whoWords(values: Partial<Told>, language: Language): string {
  return values.contact ? values.contact.name : words.say(language, 'who.they');
}

/** `远帆食品(A2)王芳·联系人`: what the directory knows stands beside the name. */
function subject(values: Partial<Told>, context: FormContext): string {
  const { language } = context;
  const cls = values.customerClass && context.speaker === 'manager' ? `(${values.customerClass})` : '';
  const person = values.contact ? contactWords(values.contact, values.vip ?? false, language) : '';
  return `${values.customer?.name ?? ''}${cls}${language === 'en' && person ? ', ' : ''}${person}`;
}

/** One line before all is known: who, and what happened so far. */
export function shortSummary(values: Partial<Told>, context: FormContext): string {
  const who = subject(values, context);
  return [who, values.description].filter((part) => part).join(context.language === 'en' ? ', ' : ',');
}

/** A number that was told; one the directory holds is not shown again. */
function toldPhone(values: Partial<Told>, { files }: FormContext): string | null {
  const file = values.customer?.id ? files.get(values.customer.id) : undefined;
  return file?.contacts.some((c) => c.phone === values.phone) ? null : (values.phone ?? null);
}

/** Everything that will be saved, parts divided by `|`; what was not said is said to be so. */
export function fullSummary(values: Partial<Told>, draft: Draft, context: FormContext): string {
  const { language } = context;
  const kind = values.category ? label('category', values.category, language) : '';
  const weight = label('severity', values.severity?.value ?? 'ordinary', language);
  const demand = values.demand
    ? words.say(language, 'summary.demand', { demand: values.demand.replace(/^(要求|要|想要|希望)/, '') })
    : words.say(language, 'summary.demand.unsaid');
  const parts = [
    subject(values, context) + (values.contact ? '' : `·${words.say(language, 'summary.contact.unsaid')}`),
    toldPhone(values, context),
    context.speaker === 'manager' ? `${kind}·${weight}` : null,
    values.description ?? null,
    demand,
    words.say(language, 'summary.heard', { time: minuteWords(draft.openedAt, context) }),
  ];
  return parts.filter((part) => part !== null && part !== '').join('|');
}
