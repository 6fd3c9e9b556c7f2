import { fold } from '../fold.js';
import type { Lexicon } from '../lexicon.js';
import type { Message } from '../message.js';
import type { DirectoryMatcher } from '../names/directory.js';
import { type CustomerMention, contactFact, type Parties } from '../names/parties.js';
import type { Person } from '../names/people.js';
import { findPhones, type Phone } from '../phones.js';
import type { Facts, Intent } from '../types.js';
import { failuresIn } from '../words/failure.js';
import { demandOf } from './demand.js';
import { categoryOf, customerClassOf, emotionOf, vipOf } from './mood.js';
import { occurredAtOf } from './occurred.js';
import { severityOf } from './severity.js';
import { storyOf } from './story.js';
import { agreedOf, durationOf, noteOf, placeOf, reasonsOf, startOf } from './visit.js';

type Span = readonly [number, number];

export interface FactSources {
  message: Message;
  parties: Parties;
  directory: DirectoryMatcher;
  lexicon: Lexicon;
}

/** Rivals, adversaries and comparisons are no customers: 对手, 隔壁. */
function customerOf(parties: Parties, message: Message): CustomerMention | undefined {
  const speaking = parties.customers.filter(
    (c) => !/(?:不是|隔壁|旁边的?|对手|友商|跟|比)$/.test(message.folded.slice(Math.max(0, c.from - 3), c.from)),
  );
  const list = speaking.length > 0 ? speaking : parties.customers;
  return [...list].sort(
    (a, b) => Number(b.customer.score >= 0.8) - Number(a.customer.score >= 0.8) || a.from - b.from,
  )[0];
}

function contactOf(parties: Parties): Person | undefined {
  return [...parties.people].filter((p) => p.score >= 2).sort((a, b) => b.score - a.score || a.from - b.from)[0];
}

/** Under the directory's spelling where only its sound was hit: 王方 at a customer whose only such contact is 王芳. */
function asKnown(person: Person, customer: CustomerMention | undefined, source: FactSources): Person {
  const id = customer?.customer.id;
  const name = source.message.text.slice(person.name[0], person.name[1]);
  if (!id || person.known || !/^[\u3400-\u9fff]{2,3}$/.test(name)) return person;
  const known = source.directory.contactSounding(name, id);
  return known && fold(known) !== fold(name) ? { ...person, known } : person;
}

/** Nobody is named, but the number stands in the directory. */
function calledBy(phone: string | undefined, source: FactSources): Pick<Facts, 'customer' | 'contact'> {
  const caller = phone ? source.directory.contactWithPhone(phone) : undefined;
  const customer = caller && source.directory.customer(caller.customerId);
  if (!caller || !customer || !phone) return {};
  return {
    customer: { name: customer.name, id: customer.id, said: phone, score: 0.9, rivals: [] },
    contact: { name: caller.name, title: null, said: phone },
  };
}

/** A contact of one's own files whose firm is not named brings the firm along. */
function customerThrough(person: Person | undefined, source: FactSources): Facts['customer'] {
  if (!person) return undefined;
  const name = person.known ?? source.message.text.slice(person.name[0], person.name[1]);
  const [contact, ...others] = source.directory.contactsCalled(name);
  const customer = contact && others.length === 0 ? source.directory.customer(contact.customerId) : undefined;
  return customer && { name: customer.name, id: customer.id, said: name, score: 0.8, rivals: [] };
}

function define<T extends object>(values: { [K in keyof T]?: T[K] | undefined }): Partial<T> {
  const entries = Object.entries(values).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as Partial<T>;
}

const numberLead = /(?:联系电话|电话号码|手机号码|手机号|电话|手机|号码|联系方式|座机|tel|phone)(?:是|:)?\s?$/;

const cardNumber = /(?:身份证|证件|银行卡|卡|账|帐)(?:号码?|号)?(?:是|为|:)?\s?\d{3,4}[\d*]{8,}[\dx]?/g;

/** Everything the story leaves to other facts. */
function heldSpans(
  source: FactSources,
  customer: CustomerMention | undefined,
  person: Person | undefined,
  phones: readonly Phone[],
  demand: readonly Span[],
): Span[] {
  const { message } = source;
  const held: Span[] = [...demand];
  if (customer) {
    const lead = /(?:集团客户|客户名称|客户名?|公司名|单位)(?:是|叫|为|:)?\s?$/.exec(
      message.folded.slice(Math.max(0, customer.from - 8), customer.from),
    );
    const behind = /^\s?[(]?[abc][12]?(?:类|级)(?:客户)?[)]?/.exec(message.folded.slice(customer.to, customer.to + 8));
    held.push([customer.from - (lead?.[0].length ?? 0), customer.to + (behind?.[0].length ?? 0)]);
  }
  if (person) {
    const lead = /(?:联系人|负责人|对接人|经办人|姓名)(?:是|叫|:)?\s?$/.exec(
      message.folded.slice(Math.max(0, person.from - 8), person.from),
    );
    held.push([person.from - (lead?.[0].length ?? 0), person.to]);
  }
  for (const phone of phones) {
    const lead = numberLead.exec(message.folded.slice(Math.max(0, phone.from - 8), phone.from));
    held.push([phone.from - (lead?.[0].length ?? 0), phone.to]);
  }
  for (const m of message.folded.matchAll(cardNumber)) held.push([m.index, m.index + m[0].length]);
  return held;
}

function shared(source: FactSources): {
  facts: Facts;
  customer: CustomerMention | undefined;
  person: Person | undefined;
  phones: Phone[];
  names: Span[];
} {
  const { message, parties } = source;
  const customer = customerOf(parties, message);
  const named = contactOf(parties);
  const person = named && asKnown(named, customer, source);
  const phones = findPhones(message.folded);
  const names: Span[] = parties.customers.map((c) => [c.from, c.to]);
  const phone = phones[0];
  const facts: Facts = {
    emotion: emotionOf(message, names),
    ...(customer || person ? {} : calledBy(phone?.number, source)),
    ...define<Facts>({
      customer: customer?.customer ?? customerThrough(person, source),
      contact: person && contactFact(message, person),
      phone: phone?.number,
      customerClass: customerClassOf(message),
      vip: vipOf(message),
    }),
  };
  return { facts, customer, person, phones, names };
}

/** In an open form only what tells a trouble is story; an answer like 先记上吧 is none, unless the story was asked for. */
function tellsStory(message: Message, intent: Intent): boolean {
  if (intent === 'complaint' || message.context.expecting?.field === 'description') return true;
  const words = [...message.hits('trouble'), ...message.hits('category')];
  return intent === 'unknown' && (words.length > 0 || failuresIn(message.folded) > 0) && message.folded.length >= 4;
}

/** 我就想弄明白这88块是啥钱: a wish that is the whole story. */
function wholeStory(
  source: FactSources,
  base: ReturnType<typeof shared>,
  wish: string | undefined,
): string | undefined {
  if (!wish || wish.length < 8) return undefined;
  return storyOf(source.message, heldSpans(source, base.customer, base.person, base.phones, []));
}

function complaintFacts(source: FactSources, base: ReturnType<typeof shared>, intent: Intent): Partial<Facts> {
  const { message, lexicon } = source;
  const demand = demandOf(message, base.names);
  const held = heldSpans(source, base.customer, base.person, base.phones, demand?.bare ?? []);
  return define<Facts>({
    category: categoryOf(message, base.names, demand?.spans ?? []),
    severity: severityOf(message, lexicon, base.names),
    demand: demand?.text,
    occurredAt: occurredAtOf(message, demand?.bare ?? []),
    description: tellsStory(message, intent)
      ? (storyOf(message, held) ?? wholeStory(source, base, demand?.text))
      : undefined,
  });
}

function visitFacts(source: FactSources, base: ReturnType<typeof shared>): Partial<Facts> {
  const { message } = source;
  const people: Span[] = source.parties.people.map((p) => [p.from, p.to]);
  const start = startOf(message);
  return define<Facts>({
    reasons: reasonsOf(message, [...base.names, ...people]),
    start,
    durationMinutes: durationOf(message, start),
    place: placeOf(message, base.names),
    agreedByCustomer: agreedOf(message),
    note: noteOf(message, base.names),
  });
}

/** The facts of one matter. A form that is open decides which kind is read when the message itself says neither. */
export function readFacts(source: FactSources, intent: Intent): Facts {
  const base = shared(source);
  const form = source.message.context.expecting?.form;
  const visit = intent === 'visit' || (intent !== 'complaint' && form !== undefined && /visit/.test(form));
  const complaint = intent === 'complaint' || (intent !== 'visit' && form !== undefined && /complaint/.test(form));
  return {
    ...base.facts,
    ...(complaint ? complaintFacts(source, base, intent) : {}),
    ...(visit ? visitFacts(source, base) : {}),
  };
}
