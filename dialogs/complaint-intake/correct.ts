import { categories, emotions, labels, severities } from '../../src/domain/labels.js';
import type { Edit, Reading } from '../../src/understanding/types.js';
import { customerNamed } from '../engine/customer-and-contact.js';
import type { FormContext } from '../engine/form.js';
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
  if (meansCustomer(edit, values)) return customerNow(to, values, reading, context);
  if (meansContact(edit, values)) return contactNow(to, reading);
  const phone = /^[\d\s-]{7,20}$/.test(to) ? to.replace(/[\s-]/g, '') : undefined;
  if (phone && (edit.field === 'phone' || edit.field === null || edit.from === values.phone)) return { phone };
  if (edit.field === 'demand') return { demand: to };
  if (edit.field === 'description') return { description: to };
  return labelNow(edit, to);
}

function meansCustomer(edit: Edit, values: Partial<Told>): boolean {
  if (edit.field === 'customer') return true;
  return edit.from !== null && edit.from.length >= 2 && (values.customer?.name.includes(edit.from) ?? false);
}

function meansContact(edit: Edit, values: Partial<Told>): boolean {
  if (edit.field === 'contact') return true;
  return edit.from !== null && edit.from !== '' && (values.contact?.name.includes(edit.from) ?? false);
}

/** Another customer: what the directory said of the first one no longer holds. */
function customerNow(to: string, values: Partial<Told>, reading: Reading, context: FormContext): Partial<Told> {
  const now: Partial<Told> = {
    customer: customerNamed(to, reading, context),
    customerClass: null,
    customerOptions: [],
  };
  const contact = values.contact;
  if (!contact?.id) return now;
  const file = values.customer?.id ? context.files.get(values.customer.id) : undefined;
  const looked = file?.contacts.find((c) => c.id === contact.id);
  if (looked?.phone === values.phone) now.phone = null;
  if (contact.vipTier) now.vip = null;
  return { ...now, contact: { ...contact, id: null, role: null, vipTier: null } };
}

function contactNow(to: string, reading: Reading): Partial<Told> {
  const read = reading.facts.contact;
  const named = read && to.includes(read.name) ? read : { name: to, title: null };
  return { contact: { name: named.name, title: named.title, id: null, role: null, vipTier: null }, vip: null };
}

function labelNow(edit: Edit, to: string): Partial<Told> | null {
  const wholeWord = to.replace(/(类|投诉|问题|的|方面)+$/, '');
  const category = categories.find((c) => labels.category[c] === wholeWord);
  if (category && (edit.field === null || edit.field === 'category')) return { category };
  const severity = severities.find((s) => labels.severity[s] === wholeWord);
  if (severity) return { severity: { value: severity, reason: 'said', settled: true } };
  const emotion = emotions.find((e) => labels.emotion[e] === wholeWord);
  return emotion ? { emotion } : null;
}
