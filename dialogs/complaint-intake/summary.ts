import { localDay } from '../../src/policy/local-time.js';
import type { Language } from '../../src/understanding/types.js';
import { shown } from '../engine/answer.js';
import { contactWords, fileOf, sharedWords } from '../engine/customer-and-contact.js';
import type { Draft } from '../engine/draft.js';
import type { FormContext } from '../engine/form.js';
import { label } from '../engine/labels.js';
import { instantWords, minuteWords } from '../engine/time-words.js';
import { loadWords } from '../engine/words.js';
import { classOf, isVip } from './known-facts.js';
import type { Told } from './values.js';

export const words = loadWords('complaint-intake');

/** How the complainant is called in a sentence: by name, by title, or 对方. */
export function whoWords(values: Partial<Told>, language: Language): string {
  return values.contact ? values.contact.name : words.say(language, 'who.they');
}

/** `远帆食品(A2)王芳·联系人`: what the directory knows stands beside the name. */
function subject(values: Partial<Told>, context: FormContext): string {
  const { language } = context;
  const known = classOf(values, context);
  const cls = known ? `(${known})` : '';
  const person = values.contact ? contactWords(values.contact, isVip(values), language) : '';
  return shown(`${values.customer?.name ?? ''}${cls}${language === 'en' && person ? ', ' : ''}${person}`);
}

/** One line before all is known: who, and what happened so far. */
export function shortSummary(values: Partial<Told>, context: FormContext): string {
  const who = subject(values, context);
  const story = values.description ? shown(values.description, 40) : '';
  return [who, story].filter((part) => part).join(context.language === 'en' ? ', ' : ',');
}

/** A number that was told; one the directory holds is not shown again. */
function toldPhone(values: Partial<Told>, context: FormContext): string | null {
  const known = fileOf(values, context)?.contacts.some((c) => c.phone === values.phone);
  return known ? null : (values.phone ?? null);
}

/** Everything that will be saved, parts divided by `|`; what was not said is said to be so. */
export function fullSummary(values: Partial<Told>, draft: Draft, context: FormContext): string {
  const { language } = context;
  const kind = values.category ? label('category', values.category, language) : '';
  const weight = label('severity', values.severity?.value ?? 'ordinary', language);
  const parts = [
    subject(values, context) + (values.contact ? '' : unsaidContact(values, language)),
    toldPhone(values, context),
    [kind, weight, sortWords(values, language)].filter(Boolean).join('·'),
    values.description ? shown(values.description) : null,
    demandWords(values, language),
    words.say(language, 'summary.heard', { time: heardAt(draft.openedAt, context) }),
  ];
  return parts.filter((part) => part !== null && part !== '').join('|');
}

function sortWords({ sort }: Partial<Told>, language: Language): string {
  return sort ? label('sort', sort.value, language) : '';
}

function unsaidContact(values: Partial<Told>, language: Language): string {
  const vip = isVip(values) ? `·${sharedWords.say(language, 'vip')}` : '';
  return `·${words.say(language, 'summary.contact.unsaid')}${vip}`;
}

function demandWords({ demand }: Partial<Told>, language: Language): string {
  if (!demand) return words.say(language, 'summary.demand.unsaid');
  return words.say(language, 'summary.demand', {
    demand: shown(demand.replace(/^(?:要求|要(?!么|麼)|想要|希望)/, ''), 80),
  });
}

/** The hour is enough on the same day; else the day is said too. */
function heardAt(at: number, context: FormContext): string {
  const today = localDay(at, context.timeZone) === localDay(context.now, context.timeZone);
  return today ? minuteWords(at, context) : instantWords(at - (at % 60_000), context);
}
