import { z } from 'zod';
import type { CustomerNotice } from '../../src/domain/customer-chat.js';
import type { CustomerLink } from '../../src/domain/customer-link.js';
import type { Outcome } from '../../src/domain/intention.js';
import { shown } from '../engine/answer.js';
import {
  contactSchema,
  customerField,
  knownParty,
  type PartyValues,
  takeContact,
} from '../engine/customer-and-contact.js';
import type { Draft } from '../engine/draft.js';
import type { Done, FormContext } from '../engine/form.js';
import { label } from '../engine/labels.js';
import { line, question, type Said } from '../engine/reply.js';
import { small } from '../engine/small-form.js';
import { instantWords, type TimeFrame } from '../engine/time-words.js';
import { loadWords } from '../engine/words.js';

export const linkWords = loadWords('customer-links');
const words = linkWords;

type LinkValues = PartyValues & Record<string, unknown>;

/** 「给远帆食品的王芳发个投诉链接」 */
export const makeLinkForm = small<LinkValues>({
  id: 'customer-link',
  fields: [
    { ...customerField, ask: (_values, _draft, { language }) => ({ text: words.say(language, 'ask.customer') }) },
    { name: 'contact', schema: contactSchema, take: takeContact, wanted: () => 'no' },
  ],
  infer: (values, _draft, reading, context) => knownParty(values, reading, context) as Partial<LinkValues>,
  intention: ({ customer, contact }) => ({
    kind: 'make-link',
    customerId: customer?.id ?? '',
    contactId: contact?.id ?? null,
  }),
  done: made,
});

export interface RevokeValues extends Record<string, unknown> {
  number: number;
}

/** 「作废3号链接」 */
export const revokeLinkForm = small<RevokeValues>({
  id: 'customer-link-revoked',
  fields: [
    {
      name: 'number',
      schema: z.number().int().positive(),
      take: ({ text }) => linkNumberIn(text),
      wanted: () => 'required',
      ask: (_values, _draft, { language }) => ({ text: words.say(language, 'revoke.which') }),
    },
  ],
  intention: ({ number }) => ({ kind: 'revoke-link', number }),
  done: (outcome, { number }, _draft, _heard, { language }) => {
    if (outcome.kind !== 'link-revoked') return { said: [] };
    return { said: [line(words.say(language, outcome.link ? 'revoked' : 'revoked.none', { number }))] };
  },
});

export function linkNumberIn(text: string): number | undefined {
  const said = /(\d{1,6})\s*[号號]|(?:link|no\.?)\s*(\d{1,6})|^\D{0,4}(\d{1,6})\D{0,4}$/i.exec(text);
  const digits = said?.[1] ?? said?.[2] ?? said?.[3];
  return digits === undefined ? undefined : Number(digits);
}

function made(outcome: Outcome, values: LinkValues, _draft: Draft, _heard: unknown, context: FormContext): Done {
  const { language, staff, links } = context;
  if (outcome.kind === 'link-refused') return { said: [line(words.say(language, 'refused'))] };
  if (outcome.kind !== 'link-made' || !links) return { said: [] };
  const { number, id, expiresAt } = outcome.link;
  const who = values.contact?.name ?? words.say(language, 'who.they');
  const phone = staff.phone ? ` ${staff.phone}` : '';
  const signature = words.say(language, 'line.signature', { manager: staff.name, phone });
  const { address, picture } = links.show(id);
  const named = values.contact ? who : (values.customer?.name ?? '');
  const text = words.say(language, 'line', { who: named, address, signature });
  const told = words.say(language, 'made', { number, time: instantWords(expiresAt, context) });
  return {
    said: [
      line(told),
      { kind: 'copy', text, label: words.say(language, 'copy.label', { who }) },
      { kind: 'file', name: `${number}.png`, contentType: 'image/png', content: picture, encoding: 'base64' },
    ],
  };
}

export interface ListedLink {
  link: CustomerLink;
  customer: string;
  contact: string | null;
}

/** Links that are good now, each with a button that ends it. */
export function linkList(links: readonly ListedLink[], context: FormContext): Said[] {
  const { language } = context;
  if (links.length === 0) return [line(words.say(language, 'list.none'))];
  const items = links.map(({ link, customer, contact }) =>
    words.say(language, 'list.item', {
      number: link.number,
      who: `${customer}${contact ? ` ${contact}` : ''}`,
      time: instantWords(link.expiresAt, context),
    }),
  );
  const buttons = links.map(({ link: { number } }) => words.say(language, 'button.revoke', { number }));
  const head = words.say(language, 'list', { count: links.length });
  return [question([head, ...items].join('\n'), buttons)];
}

/** What the manager reads of his customer's own chat. */
export function customerNoticeWords(
  { kind, complaint, text }: CustomerNotice,
  who: string,
  dueAt: number | null,
  frame: TimeFrame,
): string {
  const { language } = frame;
  const until = dueAt === null ? '' : words.say(language, 'notice.until', { time: instantWords(dueAt, frame) });
  const category = complaint ? label('category', complaint.category, language) : '';
  const values = { who, until, category, id: complaint?.id ?? '', text: shown(text ?? '') };
  return words.say(language, `notice.${kind}`, values);
}
