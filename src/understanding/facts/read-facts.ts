import { fold } from '../fold.js';
import type { Lexicon } from '../lexicon.js';
import type { Message } from '../message.js';
import type { DirectoryMatcher } from '../names/directory.js';
import { type CustomerMention, contactFact, type Parties } from '../names/parties.js';
import type { Person } from '../names/people.js';
import { speakerByPart } from '../names/roles.js';
import type { Phone } from '../phones.js';
import type { Facts, Intent } from '../types.js';
import { categoryOf } from './category.js';
import { demandOf } from './demand.js';
import { emotionOf } from './emotion.js';
import { occurredAtOf } from './occurred.js';
import { reasonsOf } from './reason.js';
import { severityOf } from './severity.js';
import { sortOf } from './sort.js';
import { customerClassOf, vipOf } from './standing.js';
import { storyOf } from './story.js';
import { agreedOf, durationOf, noteOf, placeOf, startOf } from './visit.js';

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
  // The directory's before others, one with its person or who is sought before a mere name, a sure name before a doubtful one.
  const accompanied = ({ from, to }: CustomerMention): boolean =>
    parties.people.some((p) => p.from >= to && p.from - to <= 1) || soughtBefore(message, from);
  const rank = (c: CustomerMention): number =>
    c.customer.score >= 0.8 ? 3 : accompanied(c) ? 2 : c.customer.score >= 0.65 ? 1 : 0;
  return [...list].sort((a, b) => rank(b) - rank(a) || a.from - b.from)[0];
}

const soughtBefore = (message: Message, at: number): boolean =>
  /(?:找|见|约|拜访|走访|会)$/.test(message.folded.slice(Math.max(0, at - 2), at));

/** 去科创园 找蓝海软件: the name one goes to, beside whom one sees there. */
function whereTo(source: FactSources, customer: CustomerMention | undefined): string | undefined {
  const { message, parties } = source;
  if (!customer || !soughtBefore(message, customer.from)) return undefined;
  const place = parties.customers.find(
    (c) => c !== customer && /(?:去|到|在)$/.test(message.folded.slice(Math.max(0, c.from - 1), c.from)),
  );
  return place && message.text.slice(place.from, place.to);
}

/** 你们客户经理小高, 那个业务员小马: our own people are nobody's contact. */
const ourOwn =
  /(?:你们|我们|咱们?|贵司|移动|电信|联通|公司|那个|这个|上门的?|派来的?|姓)?的?(?:客户经理|业务员|业务经理|营业员|柜员|柜台|客服|装维|装机|安装|维修|上门|施工)?(?:客户经理|业务员|业务经理|营业员|柜员|客服|装维|师傅|装机员|技术员|保安)\s?$/;

function contactOf(parties: Parties, message: Message): Person | undefined {
  const theirs = parties.people.filter(
    (p) => p.score >= 2 && !ourOwn.test(message.folded.slice(Math.max(0, p.from - 12), p.from)),
  );
  return theirs.sort((a, b) => b.score - a.score || a.from - b.from)[0] ?? speakerByPart(message, parties.customers);
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
  const defined: Partial<T> = {};
  for (const name in values) if (values[name] !== undefined) defined[name] = values[name];
  return defined;
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

function shared(
  source: FactSources,
  intent: Intent,
): {
  facts: Facts;
  customer: CustomerMention | undefined;
  person: Person | undefined;
  phones: Phone[];
  names: Span[];
} {
  const { message, parties } = source;
  const customer = customerOf(parties, message);
  const named = contactOf(parties, message);
  const person = named && asKnown(named, customer, source);
  const { phones } = message;
  const names: Span[] = parties.customers.map((c) => [c.from, c.to]);
  const phone = phones[0];
  const facts: Facts = {
    emotion: emotionOf(message, parties, intent === 'complaint'),
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
  return intent === 'unknown' && (words.length > 0 || message.failures > 0) && message.folded.length >= 4;
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
  const whom: Span[] = [...base.names, ...source.parties.people.map((p): Span => [p.from, p.to])];
  const titled = source.parties.people.filter((p) => p.title !== null).map((p): Span => [p.from, p.to]);
  return define<Facts>({
    category: categoryOf(message, source.parties, demand?.spans ?? [], intent === 'complaint'),
    severity: severityOf(message, lexicon, [...base.names, ...titled]),
    sort: sortOf(message, base.names),
    demand: demand?.text,
    occurredAt: occurredAtOf(message, demand?.bare ?? [], whom),
    description: tellsStory(message, intent)
      ? (storyOf(message, held) ?? wholeStory(source, base, demand?.text))
      : undefined,
  });
}

function visitFacts(source: FactSources, base: ReturnType<typeof shared>, intent: Intent): Partial<Facts> {
  const { message } = source;
  const start = startOf(message);
  return define<Facts>({
    reasons: reasonsOf(message, source.parties, intent === 'visit'),
    start,
    durationMinutes: durationOf(message, start),
    place: placeOf(message, base.names) ?? whereTo(source, base.customer),
    agreedByCustomer: agreedOf(message),
    note: noteOf(message, base.names),
  });
}

/** The facts of one matter. A form that is open decides which kind is read when the message itself says neither. */
export function readFacts(source: FactSources, intent: Intent): Facts {
  const base = shared(source, intent);
  const form = source.message.context.expecting?.form;
  const visit = intent === 'visit' || (intent !== 'complaint' && form !== undefined && /visit/.test(form));
  const complaint = intent === 'complaint' || (intent !== 'visit' && form !== undefined && /complaint/.test(form));
  return {
    ...base.facts,
    ...(complaint ? complaintFacts(source, base, intent) : {}),
    ...(visit ? visitFacts(source, base, intent) : {}),
  };
}
