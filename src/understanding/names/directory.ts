import { finish, finishInSlices, type Steps } from '../../steps.js';
import { fold } from '../fold.js';
import { soundsOf, syllableOf } from '../pinyin.js';
import type { DirectoryIndex } from '../types.js';
import { WordFinder } from '../word-finder.js';
import { organisationEndings, places } from '../words/organisations.js';

export interface DirectoryName {
  id: string;
  name: string;
}

/** A directory customer found in a text. */
export interface DirectoryHit {
  customer: DirectoryName;
  from: number;
  to: number;
  score: number;
}

export interface DirectoryContact {
  customerId: string;
  name: string;
  title: string | null;
}

export interface DirectoryMatcher {
  find(folded: string): DirectoryHit[];
  /** A name as said, without its place in a text: sound, abbreviation, a character too many. */
  resemble(said: string): Array<{ customer: DirectoryName; score: number }>;
  contactsCalled(name: string): readonly DirectoryContact[];
  contactNames: WordFinder<string>;
  /** Full names in Latin letters, either name first: wang fang, fang wang. */
  contactLetters: WordFinder<string>;
  /** The one contact of a customer whose name sounds so (王方 for 王芳). */
  contactSounding(name: string, customerId: string): string | undefined;
  contactWithPhone(phone: string): DirectoryContact | undefined;
  customer(id: string): DirectoryName | undefined;
}

const endings = new WordFinder<string>();
for (const ending of organisationEndings) endings.add(ending, ending);

/** The core of a firm's name: 上海远帆食品有限公司 → 远帆. */
export function coreOf(name: string): string {
  let core = name;
  for (const place of places)
    if (core.startsWith(place) && core.length - place.length >= 2) core = core.slice(place.length);
  core = core.replace(/^[省市区县]/, '');
  for (let at = 1; at < core.length; at++) {
    const end = endings.longestAt(core, at);
    if (end && reachesEnd(core, end.to)) return at >= 2 ? core.slice(0, at) : core;
  }
  return core;
}

function reachesEnd(name: string, at: number): boolean {
  for (let place = at; place < name.length; ) {
    const end = endings.longestAt(name, place);
    if (!end) return false;
    place = end.to;
  }
  return true;
}

interface Name {
  customer: DirectoryName;
  said: string;
  score: number;
}

/** 教育 of 教育局 is a trade and nobody's name. */
const isTrade = (core: string): boolean => endings.longestAt(core, 0)?.to === core.length;

function namesOf({ id, name, aliases }: DirectoryIndex['customers'][number]): Name[] {
  const customer = { id, name };
  const full = fold(name);
  const core = coreOf(full);
  return [
    { customer, said: full, score: 1 },
    ...aliases.map((alias) => ({ customer, said: fold(alias), score: 0.97 })),
    ...(core.length >= 2 && core !== full && !isTrade(core) ? [{ customer, said: core, score: 0.92 }] : []),
  ];
}

/** A short name directly before another trade is another firm: 远帆科技 is not 远帆食品. */
function anotherFirm(folded: string, to: number, name: Name): boolean {
  const next = endings.longestAt(folded, to);
  // 远帆|通讯录: such a word is a thing of theirs, no trade.
  if (!next || name.score === 1 || /^通[讯信](?:录|费|员)/.test(folded.slice(to, to + 3))) return false;
  const trade = folded.slice(next.from, next.to);
  return (
    !/^(?:有限公司|公司|集团|总部|那边|分公司|股份|厂|店|局|院)/.test(trade) &&
    !fold(name.customer.name).includes(trade) &&
    !name.said.endsWith(trade)
  );
}

/** Everything that depends on the customers alone, so that people with one directory share it. */
interface Customers {
  exact: WordFinder<Name>;
  sounds: WordFinder<Name>;
  letters: WordFinder<Name>;
  /** Names by their sound, and by each of their first two characters. */
  bySound: Map<string, Name[]>;
  byHead: Map<string, Name[]>;
  byId: Map<string, DirectoryName>;
}

const customersKnown = new WeakMap<DirectoryIndex['customers'], Customers>();

function push<K>(map: Map<K, Name[]>, key: K, name: Name): void {
  const list = map.get(key);
  if (list) list.push(name);
  else map.set(key, [name]);
}

function addName(index: Customers, name: Name): void {
  index.exact.add(name.said, name);
  for (const head of new Set(name.said.slice(0, 2))) push(index.byHead, head, name);
  if (!/^[\u3400-\u9fff]+$/.test(name.said)) return;
  const letters = [...name.said].map(syllableOf);
  index.letters.add(letters.join(''), name);
  if (letters.length > 2) index.letters.add(`${letters.slice(0, 2).join('')} ${letters.slice(2).join('')}`, name);
  index.letters.add(letters.join(' '), name);
  index.sounds.add(soundsOf(name.said), name);
  push(index.bySound, soundsOf(name.said), name);
}

function* indexCustomers(customers: DirectoryIndex['customers']): Steps<Customers> {
  const known = customersKnown.get(customers);
  if (known) return known;
  const index: Customers = {
    exact: new WordFinder(),
    sounds: new WordFinder(),
    letters: new WordFinder(),
    bySound: new Map(),
    byHead: new Map(),
    byId: new Map(),
  };
  for (const customer of customers) {
    index.byId.set(customer.id, { id: customer.id, name: customer.name });
    for (const name of namesOf(customer)) addName(index, name);
    yield;
  }
  customersKnown.set(customers, index);
  return index;
}

/** The names of a directory, at once. */
export function buildDirectory(directory: DirectoryIndex): DirectoryMatcher {
  return finish(directorySteps(directory));
}

/** The names of a directory, a few milliseconds at a time, so that others are served in between. */
export function prepareDirectory(directory: DirectoryIndex): Promise<DirectoryMatcher> {
  return finishInSlices(directorySteps(directory));
}

function* directorySteps(directory: DirectoryIndex): Steps<DirectoryMatcher> {
  const index = yield* indexCustomers(directory.customers);
  const contactNames = new WordFinder<string>();
  const contactLetters = new WordFinder<string>();
  const called = new Map<string, DirectoryContact[]>();
  for (const contact of directory.contacts) {
    const name = fold(contact.name);
    const namesakes = called.get(name);
    if (namesakes) namesakes.push(contact);
    else called.set(name, [contact]);
    contactNames.add(name, contact.name);
    for (const spelling of spellingsOf(name)) contactLetters.add(spelling, contact.name);
    yield;
  }
  return {
    contactNames,
    contactLetters,
    contactSounding(name, customerId) {
      const sound = soundsOf(fold(name));
      const [one, ...more] = directory.contacts.filter(
        (c) => c.customerId === customerId && soundsOf(fold(c.name)) === sound,
      );
      return more.length === 0 ? one?.name : undefined;
    },
    contactWithPhone(phone) {
      const [one, ...more] = directory.contacts.filter((c) => c.phone === phone);
      return more.length === 0 ? one : undefined;
    },
    customer: (id) => index.byId.get(id),
    contactsCalled: (name) => called.get(fold(name)) ?? [],
    find: (folded) => [
      ...index.exact
        .all(folded)
        .filter((f) => standsAlone(folded, f.from, f.to) && !anotherFirm(folded, f.to, f.value))
        .map((f) => hitOf(f.value, f.from, f.to, f.value.score)),
      ...findBySound(folded, index.sounds),
      ...index.letters
        .all(folded)
        .filter((f) => f.to - f.from >= 5 && lettersAlone(folded, f.from, f.to))
        .map((f) => hitOf(f.value, f.from, f.to, 0.85)),
    ],
    resemble: (said) => resembling(fold(said), index),
  };
}

/** 王芳 → wang fang, wangfang, fang wang; names of three characters join the given name. */
function spellingsOf(name: string): string[] {
  if (!/^[\u3400-\u9fff]{2,3}$/.test(name)) return [];
  const [family = '', ...rest] = [...name].map(syllableOf);
  const given = rest.join('');
  return [...new Set([`${family} ${given}`, `${given} ${family}`, `${family} ${rest.join(' ')}`, `${family}${given}`])];
}

const hitOf = (name: Name, from: number, to: number, score: number): DirectoryHit => ({
  customer: name.customer,
  from,
  to,
  score,
});

function standsAlone(folded: string, from: number, to: number): boolean {
  return !/[a-z]/.test(folded.charAt(from)) || lettersAlone(folded, from, to);
}

function lettersAlone(folded: string, from: number, to: number): boolean {
  return !/[a-z]/.test(folded.charAt(from - 1)) && !/[a-z]/.test(folded.charAt(to));
}

/** Same sound, other characters (元帆食品): three characters or more, so that chance does not find them. */
function findBySound(folded: string, bySound: WordFinder<Name>): DirectoryHit[] {
  return bySound
    .all(soundsOf(folded))
    .filter((f) => f.to - f.from >= 3 && folded.slice(f.from, f.to) !== f.value.said)
    .map((f) => hitOf(f.value, f.from, f.to, 0.86));
}

function resembling(said: string, index: Customers): Array<{ customer: DirectoryName; score: number }> {
  if (said.length < 2) return [];
  const best = new Map<string, { customer: DirectoryName; score: number }>();
  const offer = (name: Name, score: number): void => {
    if ((best.get(name.customer.id)?.score ?? 0) < score)
      best.set(name.customer.id, { customer: name.customer, score });
  };
  for (const name of index.bySound.get(soundsOf(said)) ?? []) offer(name, name.said === said ? name.score : 0.84);
  const plain = said.replace(/^[省市区县]/, '');
  for (const name of index.byHead.get(plain.charAt(0)) ?? []) {
    if (plain.length >= 3 && abbreviates(plain, name.said)) offer(name, 0.8);
    else if (said.length >= 4 && nearlySame(said, name.said)) offer(name, 0.75);
  }
  return [...best.values()].sort((a, b) => b.score - a.score);
}

/** 应急局 for 应急管理局: begins alike, ends alike, nothing out of order. */
function abbreviates(said: string, name: string): boolean {
  if (said.length >= name.length || said.slice(0, 2) !== name.slice(0, 2) || said.at(-1) !== name.at(-1)) return false;
  let place = 0;
  for (const character of said) {
    place = name.indexOf(character, place) + 1;
    if (place === 0) return false;
  }
  return true;
}

/** One character missing or too many, or two changed places. Another character is another firm. */
function nearlySame(a: string, b: string): boolean {
  if (a.length === b.length) {
    const at = [...a].findIndex((c, i) => c !== b[i]);
    return at >= 0 && a[at] === b[at + 1] && a[at + 1] === b[at] && a.slice(at + 2) === b.slice(at + 2);
  }
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  if (long.length - short.length !== 1 || short.length < 3) return false;
  const at = [...short].findIndex((c, i) => c !== long[i]);
  return at >= 1 && short.slice(at) === long.slice(at + 1);
}
