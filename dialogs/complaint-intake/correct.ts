import { categories, emotions, severities, sorts } from '../../src/domain/labels.js';
import type { Edit, Language, Reading } from '../../src/understanding/types.js';
import { customerNamed, isCalled, partyMeant } from '../engine/customer-and-contact.js';
import type { FormContext } from '../engine/form.js';
import { label } from '../engine/labels.js';
import { withAmount } from './story.js';
import type { Told } from './values.js';

/** Corrections that mean a field and not a piece of text: 「客户名错了,是华盛物流」, 「不是资费,是服务」, 「电话是139…」. */
export function correct(
  edit: Edit,
  values: Partial<Told>,
  reading: Reading,
  context: FormContext,
): Partial<Told> | null {
  const to = edit.to.trim();
  if (to === '') return null;
  const party = partyMeant(edit, reading);
  if (party === 'customer' || names(values.customer, edit)) return customerNow(to, values, reading, context);
  if (party === 'contact' || names(values.contact, edit)) return contactNow(to, reading);
  if (edit.field === null && edit.from === null && /^\d+(?:\.\d+)?$/.test(to)) return amountNow(to, values);
  const phone = /^[\d\s-]{7,20}$/.test(to) ? to.replace(/[\s-]/g, '') : undefined;
  if (phone && (edit.field === 'phone' || edit.field === null || edit.from === values.phone)) return { phone };
  if (edit.field === 'demand') return { demand: to };
  if (edit.field === 'description') return { description: to };
  return labelNow(edit, to);
}

function amountNow(amount: string, values: Partial<Told>): Partial<Told> | null {
  const story = values.description ? withAmount(values.description, amount) : null;
  return story === null ? null : { description: story };
}

/** What is said to be wrong stands in the name that is held. */
function names(held: { name: string } | null | undefined, { from }: Edit): boolean {
  if (from === null || from === '' || !held) return false;
  return held.name.includes(from) || isCalled(held, { name: from, title: null });
}

/** Another customer: a class that was told for the first one no longer holds. */
function customerNow(to: string, values: Partial<Told>, reading: Reading, context: FormContext): Partial<Told> {
  const customer = customerNamed(to, reading, context);
  if (customer.id !== null && customer.id === values.customer?.id) return {};
  return { customer, customerClass: null, customerOptions: [] };
}

function contactNow(to: string, reading: Reading): Partial<Told> | null {
  const read = reading.facts.contact;
  const named = read && to.includes(read.name) ? read : { name: to, title: null };
  if (named.name.length > 24) return null;
  return { contact: { name: named.name, title: named.title, id: null, role: null, vipTier: null } };
}

const languages: readonly Language[] = ['zh-Hans', 'zh-Hant', 'en'];

function labelNow(edit: Edit, to: string): Partial<Told> | null {
  const word = to
    .replace(/^按/, '')
    .replace(/(类|類|投诉|投訴|问题|問題|的|方面)+$/, '')
    .toLowerCase();
  const called = (labelIn: (language: Language) => string) => languages.some((l) => labelIn(l).toLowerCase() === word);
  const category = categories.find((c) => called((l) => label('category', c, l)));
  if (category && (edit.field === null || edit.field === 'category')) return { category };
  const severity = severities.find((s) => called((l) => label('severity', s, l)));
  if (severity) return { severity: { value: severity, reason: 'said', settled: true } };
  const sort = sorts.find((s) => called((l) => label('sort', s, l)));
  if (sort) return { sort: { value: sort, settled: true } };
  const emotion = emotions.find((e) => called((l) => label('emotion', e, l)));
  return emotion ? { emotion } : null;
}
