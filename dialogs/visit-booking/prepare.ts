import type { FormContext } from '../engine/form.js';
import { dayWords } from '../engine/time-words.js';
import { diaryOf } from './overlaps.js';
import { words } from './said.js';
import type { VisitValues } from './values.js';

const brought = /(?:送|带|拿|捎)(?:点|些|上|一?[份本个盒套])*([\p{Script=Han}A-Za-z]{1,8})/u;

/** What to take along (A2-10): cards always, the rest by the reasons; a gift by its name where it was told. */
export function toBring(values: Partial<VisitValues>, { language }: FormContext): string {
  const say = (key: string) => words.say(language, `bring.${key}`);
  const gift = brought.exec(values.note ?? '')?.[1];
  const items = (values.reasons ?? []).flatMap((reason) => {
    if (reason === 'gift') return [gift ?? say('gift')];
    return reason === 'other' ? [] : [say(reason)];
  });
  const named = gift !== undefined && !items.includes(gift) ? [gift] : [];
  return [say('cards'), ...new Set([...items, ...named])].join(language === 'en' ? ', ' : '、');
}

/** The same as a sentence of its own. */
export function knowWords(values: Partial<VisitValues>, context: FormContext): string {
  const known = toKnow(values, context);
  return known === '' ? '' : words.say(context.language, 'know', { known });
}

/** What to know beforehand: class, complaints that are not over, the last visit; empty for a customer whose file is not seen. */
export function toKnow(values: Partial<VisitValues>, context: FormContext): string {
  const { language } = context;
  const news = values.customer?.id ? diaryOf(context).customers.get(values.customer.id) : undefined;
  if (!news) return '';
  const { customer, openComplaints, lastVisit } = news;
  const [first] = openComplaints;
  const parts = [
    customer.class ? words.say(language, 'know.class', { class: customer.class }) : null,
    first ? words.say(language, 'know.complaints', { count: openComplaints.length, id: first.id }) : null,
    lastVisit
      ? words.say(language, 'know.last', { day: dayWords(lastVisit.startAt, context) })
      : words.say(language, 'know.never'),
  ];
  return parts.filter((part) => part !== null).join(language === 'en' ? '; ' : ',');
}
