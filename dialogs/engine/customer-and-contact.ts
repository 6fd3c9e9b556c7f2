import { z } from 'zod';
import type { Contact, CustomerFile } from '../../src/domain/customer.js';
import { contactRoles, vipTiers } from '../../src/domain/labels.js';
import { fold } from '../../src/understanding/fold.js';
import type { Edit, Language, Reading } from '../../src/understanding/types.js';
import { bareAnswer, letterCount } from './answer.js';
import type { Draft } from './draft.js';
import type { Field, FormContext } from './form.js';
import { label } from './labels.js';
import { loadWords } from './words.js';

export const sharedWords = loadWords('engine');

export const customerSchema = z.object({ name: z.string().min(1), id: z.string().nullable() });
export type NamedParty = z.infer<typeof customerSchema>;

export const contactSchema = z.object({
  name: z.string().min(1),
  title: z.string().nullable(),
  id: z.string().nullable(),
  role: z.enum(contactRoles).nullable(),
  vipTier: z.enum(vipTiers).nullable(),
});
export type KnownContact = z.infer<typeof contactSchema>;

/** What any form that concerns a customer holds of him. */
export interface PartyValues {
  customer?: NamedParty | null;
  contact?: KnownContact | null;
  phone?: string | null;
  /** Nearly equal names, to ask which. */
  customerOptions?: NamedOption[] | null;
}
export interface NamedOption {
  id: string;
  name: string;
}

/** 九万六: a sum is nobody's name. */
const figure = /^[零一二两三四五六七八九十百千万亿\d.]+$/;

/**
 * The customer a message names, unless another is nearly as close: then a person would ask. One known only through the
 * person that was named says nothing new once a customer is told.
 */
function takeCustomer({ facts, edits }: Reading, draft: Readonly<Draft>): NamedParty | undefined {
  const { customer, contact } = facts;
  // What only may be a name puts no other aside, unless it corrects it.
  const doubtful = customer?.id === null && customer.score < 0.7 && edits.length === 0 && draft.open !== 'customer';
  if (doubtful && (draft.values as PartyValues).customer) return undefined;
  if (!customer || customer.rivals.length > 0 || figure.test(customer.name)) return undefined;
  const throughPerson = customer.said === contact?.said || customer.said === contact?.name;
  if (throughPerson && (draft.values as PartyValues).customer) return undefined;
  return { name: customer.name, id: customer.id };
}

export function takeContact({ facts: { contact } }: Reading): KnownContact | undefined {
  return contact ? { name: contact.name, title: contact.title, id: null, role: null, vipTier: null } : undefined;
}

/** A bare name after 「是哪家客户?」; the directory's spelling where it knows it. */
function customerFromAnswer(reading: Reading, draft: Readonly<Draft>, context: FormContext): NamedParty | undefined {
  const said = bareAnswer(reading.text).replace(/^(是|就是|叫|客户是)/, '');
  const otherwise = reading.acts.length > 0 || reading.edits.length > 0 || reading.intent !== 'unknown';
  if (otherwise || letterCount(said) < 2 || said.length > 24 || reading.times.length > 0) return undefined;
  const options = (draft.values as PartyValues).customerOptions ?? [];
  const chosen = options.find((o) => o.name.includes(said)) ?? context.findCustomer(said);
  return chosen ? { name: chosen.name, id: chosen.id } : { name: said, id: null };
}

function askCustomer(values: PartyValues, language: Language): { text: string; buttons?: string[] } {
  const options = values.customerOptions ?? [];
  if (options.length < 2) return { text: sharedWords.say(language, 'ask.customer') };
  const names = options.map((o) => o.name);
  const joined = names.join(sharedWords.say(language, 'ask.customer.or'));
  return { text: sharedWords.say(language, 'ask.customer.which', { options: joined }), buttons: names };
}

/** Whose matter it is: the one thing no form does without. */
export const customerField = {
  name: 'customer',
  schema: customerSchema,
  take: takeCustomer,
  answer: customerFromAnswer,
  answersAlone: true,
  wanted: () => 'required',
  ask: (values, _draft, { language }) => askCustomer(values, language),
} as const satisfies Field<{ customer: unknown } & PartyValues & Record<string, unknown>>;

/** What the directory knows of the party: the customers to choose from, or the contact with role and card. */
export function knownParty(values: PartyValues, reading: Reading, context: FormContext): PartyValues {
  const named = reading.facts.customer;
  const rivals = named?.rivals ?? [];
  if (!values.customer && named && rivals.length > 0) {
    const own = named.id ? [{ id: named.id, name: named.name }] : [];
    return { customerOptions: [...own, ...rivals].slice(0, 4) };
  }
  const file = fileOf(values, context);
  const contact = file ? findContact(file, values) : undefined;
  if (contact) return { contact: knownContact(contact) };
  return values.contact?.id ? { contact: { ...values.contact, id: null, role: null, vipTier: null } } : {};
}

/** File of the customer that is told, where this person may see it. */
export function fileOf(values: PartyValues, context: Pick<FormContext, 'files'>): CustomerFile | undefined {
  return values.customer?.id ? context.files.get(values.customer.id) : undefined;
}

function knownContact(contact: Contact): KnownContact {
  return { name: contact.name, title: contact.title, id: contact.id, role: contact.role, vipTier: contact.vipTier };
}

/** By name, by surname and title (吴总), or by the number that was told; only when one person fits. */
export function findContact(file: CustomerFile, values: PartyValues): Contact | undefined {
  const told = values.contact;
  if (told) {
    const exact = file.contacts.filter((c) => fold(c.name) === fold(told.name));
    if (exact.length === 1) return exact[0];
    const called = file.contacts.filter((c) => isCalled(c, told));
    return called.length === 1 ? called[0] : undefined;
  }
  const phone = values.phone;
  const byNumber = phone ? file.contacts.filter((c) => c.phone !== null && sameNumber(c.phone, phone)) : [];
  return byNumber.length === 1 ? byNumber[0] : undefined;
}

/** 吴总, 王姐, 老唐: a surname with a title fits everyone of that surname. */
export function isCalled(contact: { name: string }, said: { name: string; title: string | null }): boolean {
  const told = { name: fold(said.name), title: said.title === null ? null : fold(said.title) };
  const familiar = /^[老小阿]\p{Script=Han}$/u.test(told.name);
  const plain = told.title ? told.name.replace(told.title, '') || told.name : told.name.slice(0, 1);
  const surname = familiar ? told.name.slice(1) : plain;
  const byTitle = familiar || told.title !== null || /[总局经主处科哥姐工厂店董院校]/.test(told.name.slice(1));
  return byTitle && surname.length <= 2 && fold(contact.name).startsWith(surname);
}

/** Equal, or masked in the middle (139xxxx6621) and equal in what is shown. */
function sameNumber(known: string, told: string): boolean {
  if (known === told) return true;
  if (!/[x*×]/i.test(told) || known.length !== told.length) return false;
  return [...told].every((c, i) => /[x*×]/i.test(c) || c === known[i]);
}

/** 王芳·联系人·VIP金卡 */
export function contactWords(contact: KnownContact, vip: boolean, language: Language): string {
  const role = contact.role ? label('contactRole', contact.role, language) : null;
  const card = contact.vipTier ? label('vipTier', contact.vipTier, language) : '';
  const mark = vip ? `${sharedWords.say(language, 'vip')}${language === 'en' && card ? ' ' : ''}${card}` : null;
  return [contact.name, role, mark].filter((part) => part !== null).join('·');
}

/** Whether a correction that names no field puts the customer or the contact right: the name in it is one. */
export function partyMeant({ field, to }: Edit, { facts }: Reading): 'customer' | 'contact' | null {
  if (field === 'customer' || field === 'contact') return field;
  if (field !== null) return null;
  if (facts.contact && to.includes(facts.contact.name)) return 'contact';
  return facts.customer && to.includes(facts.customer.said) ? 'customer' : null;
}

/** Another customer is meant: its name in the directory where it is known. */
export function customerNamed(to: string, reading: Reading, context: FormContext): NamedParty {
  const read = reading.facts.customer;
  if (read?.id && read.said.includes(to)) return { name: read.name, id: read.id };
  return context.findCustomer(to) ?? { name: to, id: null };
}

export function confirmButtons(language: Language): [string, string, string] {
  return [
    sharedWords.say(language, 'button.confirm'),
    sharedWords.say(language, 'button.change'),
    sharedWords.say(language, 'button.cancel'),
  ];
}
