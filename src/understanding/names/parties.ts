import type { Message } from '../message.js';
import type { Facts, NamedCustomer } from '../types.js';
import { type Cover, coverOf } from './cover.js';
import type { DirectoryHit, DirectoryMatcher } from './directory.js';
import { englishName, tradeBehind } from './english-names.js';
import { type Firm, findFirms } from './firms.js';
import { findPeople, type Person } from './people.js';

export interface CustomerMention {
  from: number;
  to: number;
  customer: NamedCustomer;
}

/** Who is spoken of: customers in order, people in order. */
export interface Parties {
  cover: Cover;
  /** Where the directory's names stand. */
  known: ReadonlyArray<readonly [number, number]>;
  customers: CustomerMention[];
  people: Person[];
}

const endingsBehind = /^(?:有限责任公司|股份有限公司|有限公司|集团公司|集团|分公司|总公司|公司)/;

/** Of overlapping directory hits the best and longest; the others are rivals where they score nearly as well. */
function directoryMentions(message: Message, directory: DirectoryMatcher): CustomerMention[] {
  const hits = directory.find(message.folded).sort((a, b) => a.from - b.from || b.to - a.to || b.score - a.score);
  const mentions: CustomerMention[] = [];
  for (let i = 0; i < hits.length; ) {
    const group: DirectoryHit[] = [];
    let end = hits[i]?.to ?? 0;
    while (i < hits.length && (hits[i]?.from ?? 0) < end) {
      const hit = hits[i++];
      if (!hit) break;
      group.push(hit);
      end = Math.max(end, hit.to);
    }
    const mention = mentionOf(message, group);
    if (mention) mentions.push(mention);
  }
  return mentions;
}

function mentionOf(message: Message, group: readonly DirectoryHit[]): CustomerMention | undefined {
  const weigh = (h: DirectoryHit): number => h.score + (h.to - h.from) * 0.1;
  const [best] = [...group].sort((a, b) => weigh(b) - weigh(a));
  if (!best) return undefined;
  const rivals = new Map<string, string>();
  for (const hit of group) {
    const near = weigh(hit) >= weigh(best) - 0.09 && hit.customer.id !== best.customer.id;
    if (near) rivals.set(hit.customer.id, hit.customer.name);
  }
  const legal = endingsBehind.exec(message.folded.slice(best.to, best.to + 8))?.[0].length ?? 0;
  const to = best.to + legal;
  return {
    from: best.from,
    to,
    customer: {
      name: best.customer.name,
      id: best.customer.id,
      said: message.text.slice(best.from, to),
      score: best.score,
      rivals: [...rivals].map(([id, name]) => ({ id, name })),
    },
  };
}

/** A name read by the way it is said: what the directory knows under nearly that name, else as said. */
function saidMention(message: Message, directory: DirectoryMatcher, { from, to, share }: Firm): CustomerMention {
  const said = message.text.slice(from, to).trim();
  const [best, ...others] = directory.resemble(said);
  const rivals = others.filter((o) => best && o.score >= best.score - 0.05).map((o) => o.customer);
  const customer: NamedCustomer = best
    ? { name: best.customer.name, id: best.customer.id, said, score: best.score, rivals }
    : { name: said, id: null, said, score: 0.5 + share / 4, rivals: [] };
  return { from, to, customer };
}

function overlaps(a: { from: number; to: number }, spans: ReadonlyArray<{ from: number; to: number }>): boolean {
  return spans.some((s) => a.from < s.to && s.from < a.to);
}

/** Nobody names more in one message; keeps the work in step with its length. */
const mostNames = 40;

export function findParties(message: Message, directory: DirectoryMatcher): Parties {
  const cover = coverOf(
    message.folded,
    message.ahead.map((t) => t.span),
  );
  const mentions = directoryMentions(message, directory);
  const spelt = speltContacts(directory, message.folded);
  const named = mentions.filter((m) => m.customer.score >= 0.95);
  const known = named.map((m) => [m.from, m.to] as const);
  const firms = findFirms(message, cover, known);
  // 老盛源茶馆: a known name at the end of a longer one is another firm.
  const longer = (m: CustomerMention): boolean => firms.some((f) => f.from < m.from && m.to <= f.to);
  const kept = mentions.filter((m) => named.includes(m) || !longer(m));
  const customers = [
    ...kept,
    ...firms.filter((f) => !overlaps(f, kept)).map((f) => saidMention(message, directory, f)),
    ...englishName(message.text, message.folded)
      .filter((o) => !overlaps(o, kept) && !overlaps(o, spelt))
      .map((o) => saidMention(message, directory, { ...o, share: 1 })),
  ]
    .sort((a, b) => a.from - b.from)
    .slice(0, mostNames);
  for (const mention of customers) widen(mention, message);
  const taken = customers.map((c) => [c.from, c.to] as const);
  const people = withKnownContacts(
    directory.contactNames.all(message.folded),
    spelt,
    findPeople(message.text, message.folded, cover, taken),
  );
  return { cover, known, customers, people };
}

/** "Yuanfan Foods", found by its first word: the trade behind belongs to the name. */
function widen(mention: CustomerMention, message: Message): void {
  const trade = /[a-z]/.test(message.folded.charAt(mention.to - 1)) ? tradeBehind(message.text, mention.to) : 0;
  if (trade === 0) return;
  mention.to += trade;
  mention.customer = { ...mention.customer, said: message.text.slice(mention.from, mention.to) };
}

/** Contacts in Latin letters, standing alone: Wang Fang, fang wang. */
function speltContacts(directory: DirectoryMatcher, folded: string): Person[] {
  return directory.contactLetters
    .all(folded)
    .filter((f) => !/[a-z]/.test(folded.charAt(f.from - 1)) && !/[a-z]/.test(folded.charAt(f.to)))
    .filter((f) => f.to - f.from >= 5)
    .map((f) => ({ from: f.from, to: f.to, name: [f.from, f.to], title: null, score: 6, known: f.value }));
}

/** Contacts of one's own files are people wherever their full name stands. */
function withKnownContacts(
  full: ReadonlyArray<{ from: number; to: number }>,
  spelt: readonly Person[],
  people: readonly Person[],
): Person[] {
  const known: Person[] = full.map(({ from, to }) => ({ from, to, name: [from, to], title: null, score: 6 }));
  known.push(...spelt.filter((s) => !overlaps(s, known)));
  const all = known.map((k) => {
    const same = people.find((p) => p.from === k.from && p.to > k.to);
    return same ? { ...same, name: k.name, score: 7 } : k;
  });
  const rest = people.filter((p) => !overlaps(p, all));
  return [...all, ...rest].sort((a, b) => a.from - b.from).slice(0, mostNames);
}

/** An English name keeps its English spelling (Wang Fang); slips and pinyin in small letters take the directory's. */
export function contactFact(message: Message, person: Person): NonNullable<Facts['contact']> {
  const said = message.text.slice(person.name[0], person.name[1]);
  return {
    name: person.known === undefined || /^[A-Z]/.test(said) ? said : person.known,
    title: person.title ? message.text.slice(person.to - person.title.length, person.to) : null,
    said: message.text.slice(person.from, person.to),
  };
}
