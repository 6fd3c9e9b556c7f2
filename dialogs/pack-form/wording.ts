import type { CustomerFile } from '../../src/domain/customer.js';
import type { PackForm, Text } from '../../src/policy/forms/types.js';
import {
  contactWords,
  fileOf,
  findContact,
  type KnownContact,
  type PartyValues,
} from '../engine/customer-and-contact.js';
import type { FormContext, Values } from '../engine/form.js';
import { followedIn } from './follows.js';
import { valueWords } from './show-value.js';
import { inLanguage } from './template.js';
import { packFormWords as words } from './words.js';

/** Who speaks, and what may be known of the customer. */
export type WordFrame = Pick<FormContext, 'now' | 'timeZone' | 'language' | 'staff' | 'files'>;

/** What a template of the form may name: every field in words, who speaks, and of whom. */
export function valuesInWords(form: PackForm, values: Values, context: WordFrame): Record<string, string | null> {
  const said: Record<string, string | null> = {};
  for (const field of form.fields) said[field.id] = valueWords(field, values[field.id], context);
  const party = values as PartyValues;
  const file = fileOf(party, context);
  return {
    ...said,
    customer: party.customer?.name ?? said.customer ?? null,
    contact: party.contact?.name ?? said.contact ?? null,
    addressed: addressOf(party, file),
    class: file?.customer.class ?? (typeof values.customerClass === 'string' ? values.customerClass : null),
    owner: context.staff.name,
    workNumber: context.staff.workNumber,
    phone: context.staff.phone,
    form: inLanguage(form.name, context.language),
    followed: followedIn(values)?.id ?? null,
    followedSummary: followedIn(values)?.summary ?? null,
  };
}

/** As one speaks to a person: 何局, 王姐; the name where no title is known. */
function addressOf(party: PartyValues, file: CustomerFile | undefined): string | null {
  const known = file ? findContact(file, party) : undefined;
  const name = known?.name ?? party.contact?.name ?? null;
  const title = known?.title ?? party.contact?.title ?? null;
  return name !== null && title !== null && !name.endsWith(title) ? `${name.slice(0, 1)}${title}` : name;
}

/** Everything that will be saved: the party first, then each field with its label; what was not told is left out. */
export function summaryOf(form: PackForm, values: Values, context: FormContext): string {
  const parts = form.fields
    .filter((field) => field.type !== 'customer' && field.type !== 'contact' && field.type !== 'lines')
    .map((field) => {
      const said = valueWords(field, values[field.id], context);
      if (said === null || (field.default !== null && field.default === values[field.id])) return null;
      if (field.shows) return inLanguage(field.shows, context.language).replace('{}', said);
      if (field.type === 'choice') return said;
      return words.say(context.language, 'labelled', { label: inLanguage(field.label, context.language), value: said });
    });
  return [partyWords(values as PartyValues, context), ...parts]
    .filter((part) => part !== null && part !== '')
    .join('|');
}

/** `远帆食品(A2)王芳·联系人` */
export function partyWords(party: PartyValues, context: FormContext): string {
  const { language } = context;
  const known = fileOf(party, context)?.customer.class ?? null;
  const person = party.contact ? personWords(party.contact, context) : '';
  const customer = party.customer ? `${party.customer.name}${known ? `(${known})` : ''}` : '';
  return [customer, person].filter((part) => part !== '').join(language === 'en' ? ', ' : '');
}

function personWords(contact: KnownContact, { language }: FormContext): string {
  return contactWords(contact, contact.vipTier !== null, language);
}

/** A state of the form's records as people call it: the pack's word, else the plain one. */
export function stateWords(form: Pick<PackForm, 'states'>, state: string, language: FormContext['language']): string {
  const named: Text | undefined = form.states[state];
  if (named) return inLanguage(named, language);
  return words.has(`state.${state}`) ? words.say(language, `state.${state}`) : state;
}
