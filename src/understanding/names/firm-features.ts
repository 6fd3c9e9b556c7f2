import type { Hit } from '../lexicon.js';
import type { Message } from '../message.js';
import { type Feature, featureNamed, featuresNamed, numbered, pair, partOf } from '../weighing/features.js';
import { WordFinder } from '../word-finder.js';
import { holdsFailure } from '../words/failure.js';
import { organisationEndings, weakEndings } from '../words/organisations.js';
import { titles } from '../words/people.js';
import type { Cover } from './cover.js';
import { findPeople, type Person } from './people.js';

/** A stretch that may be the name of a firm, an office or a shop, [from, to). */
export interface Stretch {
  from: number;
  to: number;
}

/** Words that rarely stand inside a name. */
const lists = [
  'category',
  'trouble',
  'emotion',
  'question',
  'demand',
  'visit-verb',
  'task',
  'policy-topic',
  'smalltalk',
  'reason',
  'report',
  'vip',
  'help',
];

const endings = new WordFinder<true>();
const parts = new WordFinder<true>();
for (const title of titles) if (title.length > 1) parts.add(title, true);
for (const ending of organisationEndings) if (/[\u3400-\u9fff]|^4s|^3c|^ktv/.test(ending)) endings.add(ending, true);

/** An ending of two characters and more begins here: 快递, 银行. */
export const organisationEndAt = (folded: string, at: number): boolean =>
  (endings.longestAt(folded, at)?.to ?? at) - at >= 2;

/** What stands around possible names, found once for a message. */
export interface Ground {
  message: Message;
  cover: Cover;
  people: Person[];
  personFrom: ReadonlySet<number>;
  personTo: ReadonlySet<number>;
  /** Length of the endings (物流, 有限公司 …) that run up to a place. */
  endingTo: ReadonlyMap<number, number>;
  /** Words of more than one character by the place they begin. */
  wordsFrom: ReadonlyMap<number, readonly Hit[]>;
  /** 1 inside a time. */
  timed: Uint8Array;
  /** A customer of the directory is named. */
  known: boolean;
}

/** Endings up to each place, those that follow each other joined: 物流有限公司. */
function endingsIn(folded: string): Map<number, number> {
  const lengths = new Map<number, number>();
  for (let at = 1; at < folded.length; at++) {
    const found = endings.longestAt(folded, at);
    if (!found) continue;
    const before = lengths.get(at) ?? 0;
    const length = found.to - at + before;
    lengths.set(found.to, Math.max(lengths.get(found.to) ?? 0, length));
    // 德庄火锅|店长: the last character may belong to who works there.
    if (length > 2 && parts.longestAt(folded, found.to - 1)) lengths.set(found.to - 1, length - 1);
  }
  return lengths;
}

function wordsIn(message: Message): Map<number, Hit[]> {
  const byPlace = new Map<number, Hit[]>();
  for (const hit of lists.flatMap((list) => message.allHits(list))) {
    if (hit.to - hit.from < 2) continue;
    const here = byPlace.get(hit.from);
    if (here) here.push(hit);
    else byPlace.set(hit.from, [hit]);
  }
  return byPlace;
}

export function groundOf(message: Message, cover: Cover, taken: ReadonlyArray<readonly [number, number]>): Ground {
  const people = findPeople(message.text, message.folded, cover, taken);
  const sure = people.filter((p) => p.score >= 3);
  const timed = new Uint8Array(message.folded.length);
  for (const { span } of message.ahead) timed.fill(1, span[0], span[1]);
  return {
    message,
    cover,
    people,
    personFrom: new Set(sure.map((p) => p.from)),
    personTo: new Set(sure.map((p) => p.to)),
    endingTo: endingsIn(message.folded),
    wordsFrom: wordsIn(message),
    timed,
    known: taken.length > 0,
  };
}

const beside = { left: numbered('left'), right: numbered('right') };
const inName = { first: numbered('first'), last: numbered('last'), ending: numbered('ending') };
const signs = {
  before: numbered('^'),
  behind: numbered('$'),
  time: numbered('F'),
  person: numbered('N'),
  figure: numbered('0'),
};
const marks = { latin: numbered('a'), other: numbered('_') };
const upTo = (most: number, name: string): Feature[] =>
  featuresNamed(Array.from({ length: most + 1 }, (_, n) => `${name} ${n}`));

const is = {
  personBehind: featureNamed('right N'),
  /** 说 反映 投诉 来电 打来: it speaks. */
  speaks: featuresNamed(['right 说', 'right 反', 'right 投', 'right 来', 'right 打']),
  heads: featureNamed('heads clause'),
  headsAt: upTo(3, 'heads clause'),
  closes: featureNamed('closes clause'),
  clause: featureNamed('is clause'),
  clauseAt: upTo(3, 'is clause'),
  failing: featureNamed('holds failure'),
  visiting: featureNamed('holds visit-verb'),
  latin: featureNamed('latin'),
  withPerson: featureNamed('person'),
  person: featureNamed('is person'),
  cutsTitle: featureNamed('cuts title'),
  beforeTitle: featureNamed('before title'),
  weakFirst: featureNamed('weak first'),
  weak: upTo(3, 'weak'),
  length: upTo(10, 'length'),
  core: upTo(6, 'core'),
  speaker: { manager: featureNamed('manager'), customer: featureNamed('customer') },
  timed: featureNamed('time'),
  known: featureNamed('known'),
  holding: new Map(lists.map((list) => [list, featureNamed(`holds ${list}`)])),
};

const endingOf = (kind: string) => ({
  ends: kind !== 'no',
  is: featureNamed(`${kind} ending`),
  withCore: upTo(6, `${kind} ending & core`),
});
const endingKinds = {
  no: endingOf('no'),
  short: endingOf('short'),
  common: endingOf('common'),
  plain: endingOf('plain'),
};

/** The sign of a place beside a name: a character, F a time, N a person, 0 a figure, a Latin, _ a mark, ^ $ the ends. */
function signAt({ message, timed }: Ground, at: number): number {
  if (at < 0) return signs.before;
  if (at >= message.folded.length) return signs.behind;
  if (timed[at] === 1) return signs.time;
  const code = message.folded.charCodeAt(at);
  if ((code >= 0x3400 && code <= 0x9fff) || code === 0x3f || code === 0x21) return code;
  if (code >= 0x61 && code <= 0x7a) return marks.latin;
  if (code < 0x30 || code > 0x39) return marks.other;
  // A1雪松制药: the class before a name parts like a mark.
  const isClass = /(?:^|[^a-z0-9])[ab][12]$/.test(message.folded.slice(Math.max(0, at - 2), at + 1));
  return isClass ? marks.other : signs.figure;
}

/** A stretch and what it is weighed by. */
export interface Weighable extends Stretch {
  features: Feature[];
  /** It is a person too. */
  personal: boolean;
  /** With an ending of firms. */
  ends: boolean;
}

/** 王府酒店刘总: a name with its ending at the head of a clause, and its person behind it. */
export function plainlyNamed({ features, ends }: Weighable): boolean {
  const shown = (...all: (Feature | undefined)[]): boolean => all.some((feature) => features.includes(feature ?? -1));
  return (
    ends &&
    shown(is.personBehind, ...is.speaks) &&
    shown(is.heads) &&
    shown(endingKinds.plain.is, endingKinds.common.is) &&
    shown(is.core[2], is.core[3], is.core[4]) &&
    !shown(is.weakFirst, is.failing, is.visiting, is.withPerson)
  );
}

/** What a stretch is weighed by: its ending, what it holds, what stands beside it. */
class Weighing {
  readonly features: Feature[] = [];
  readonly #ground: Ground;
  readonly #from: number;
  readonly #to: number;

  constructor(ground: Ground, { from, to }: Stretch) {
    this.#ground = ground;
    this.#from = from;
    this.#to = to;
  }

  #add(feature: Feature | undefined): void {
    if (feature !== undefined) this.features.push(feature);
  }

  weighed(): Weighable {
    const { message, known } = this.#ground;
    this.#beside();
    const ends = this.#ending();
    this.#place();
    const personal = this.#inside();
    this.#add(is.speaker[message.context.speaker]);
    if (message.ahead.length > 0) this.#add(is.timed);
    if (known) this.#add(is.known);
    return { from: this.#from, to: this.#to, features: this.features, personal, ends };
  }

  #beside(): void {
    const { personTo, personFrom } = this.#ground;
    this.#add(pair(beside.left, personTo.has(this.#from) ? signs.person : signAt(this.#ground, this.#from - 1)));
    this.#add(pair(beside.right, personFrom.has(this.#to) ? signs.person : signAt(this.#ground, this.#to)));
  }

  #ending(): boolean {
    const length = this.#to - this.#from;
    const ending = Math.min(this.#ground.endingTo.get(this.#to) ?? 0, length);
    const word = this.#ground.message.folded.slice(this.#to - ending, this.#to);
    const core = Math.min(length - ending, 6);
    const kind = ending === 0 ? 'no' : ending === 1 ? 'short' : weakEndings.has(word) ? 'common' : 'plain';
    this.#add(pair(inName.ending, partOf(word)));
    this.#add(endingKinds[kind].is);
    this.#add(is.core[core]);
    this.#add(endingKinds[kind].withCore[core]);
    return endingKinds[kind].ends;
  }

  #place(): void {
    const { clauses } = this.#ground.message;
    const at = clauses.findIndex((c) => this.#from >= c.from && this.#from < c.to);
    const clause = clauses[at];
    if (!clause) return;
    const heads = clause.from === this.#from;
    const closes = clause.to === this.#to;
    const nth = Math.min(at, 3);
    if (heads) this.#add(is.heads);
    if (heads) this.#add(is.headsAt[nth]);
    if (closes) this.#add(is.closes);
    if (heads && closes) this.#add(is.clause);
    if (heads && closes) this.#add(is.clauseAt[nth]);
  }

  #inside(): boolean {
    const { message, cover, people } = this.#ground;
    const [from, to] = [this.#from, this.#to];
    const folded = message.folded.slice(from, to);
    for (const list of this.#held()) this.#add(is.holding.get(list));
    if (holdsFailure(folded)) this.#add(is.failing);
    if (/[a-z0-9]/.test(folded)) this.#add(is.latin);
    if (people.some((p) => p.score >= 3 && p.from < to && from < p.to)) this.#add(is.withPerson);
    const personal = people.some((p) => p.from === from && p.to === to);
    if (personal) this.#add(is.person);
    if (parts.longestAt(message.folded, to - 1)) this.#add(is.cutsTitle);
    if (parts.longestAt(message.folded, to)) this.#add(is.beforeTitle);
    if (cover.weak(from)) this.#add(is.weakFirst);
    let weak = 0;
    for (let at = from; at < to; at++) if (cover.weak(at)) weak++;
    this.#add(is.weak[Math.min(weak, 3)]);
    this.#add(pair(inName.first, folded.charCodeAt(0)));
    this.#add(pair(inName.last, folded.charCodeAt(folded.length - 1)));
    this.#add(is.length[Math.min(to - from, 10)]);
    return personal;
  }

  /** Lists of which a word stands inside. */
  #held(): Set<string> {
    const held = new Set<string>();
    for (let at = this.#from; at < this.#to; at++)
      for (const word of this.#ground.wordsFrom.get(at) ?? []) if (word.to <= this.#to) held.add(word.list);
    return held;
  }
}

/** What a stretch of a message is weighed by. */
export function weighableAt(ground: Ground, stretch: Stretch): Weighable {
  return new Weighing(ground, stretch).weighed();
}
