import type { Hit } from '../lexicon.js';
import type { Message } from '../message.js';
import { Scorer } from '../weighing/scorer.js';
import { WordFinder } from '../word-finder.js';
import { holdsFailure } from '../words/failure.js';
import { organisationEndings, places, towns, weakEndings } from '../words/organisations.js';
import { titles } from '../words/people.js';
import type { Cover } from './cover.js';
import { findPeople, type Person } from './people.js';

/** A stretch that may be the name of a firm, an office or a shop, [from, to). */
export interface Stretch {
  from: number;
  to: number;
}

export interface Firm extends Stretch {
  /** How sure it is, 0 … 1. */
  share: number;
}

export const firmScorer = new Scorer('firm', ['firm', 'other']);

/** From here on a stretch is taken for a name. */
const surely = 0.2;
/** And from here on beside another. */
const plainly = 0.6;
/** Of two stretches with the same end the longer is the name where it is nearly as sure: 碧水湾小区, not 水湾小区. */
const nearly = 0.85;
const longestName = 14;
const mostStretches = 400;

/** Where people go and live; by itself nobody's name. */
const elsewhere: ReadonlySet<string> = new Set([
  ...places,
  ...towns,
  ...[
    '香港',
    '澳门',
    '台湾',
    '日本',
    '韩国',
    '泰国',
    '美国',
    '国外',
    '境外',
    '海外',
    '外地',
    '老家',
    '市区',
    '城里',
    '乡下',
  ],
]);

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
for (const ending of organisationEndings) if (/[\u3400-\u9fff]|^4s|^ktv/.test(ending)) endings.add(ending, true);

/** What stands around possible names, found once for a message. */
interface Ground {
  message: Message;
  cover: Cover;
  people: Person[];
  personFrom: ReadonlySet<number>;
  personTo: ReadonlySet<number>;
  /** Length of the endings (物流, 有限公司 …) that run up to a place. */
  endingTo: ReadonlyMap<number, number>;
  /** Words of more than one character by the place they begin. */
  wordsFrom: ReadonlyMap<number, readonly Hit[]>;
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

function groundOf(message: Message, cover: Cover, taken: ReadonlyArray<readonly [number, number]>): Ground {
  const people = findPeople(message.text, message.folded, cover, taken);
  const sure = people.filter((p) => p.score >= 3);
  return {
    message,
    cover,
    people,
    personFrom: new Set(sure.map((p) => p.from)),
    personTo: new Set(sure.map((p) => p.to)),
    endingTo: endingsIn(message.folded),
    wordsFrom: wordsIn(message),
    known: taken.length > 0,
  };
}

/** Where names may begin and end in a run of characters that no boundary word holds. */
function borders(ground: Ground, from: number, to: number): { starts: Set<number>; ends: Set<number> } {
  const starts = new Set([from, from + 1, from + 2, from + 3]);
  const ends = new Set([to]);
  for (let at = from; at < to; at++) {
    if (ground.cover.weak(at)) {
      starts.add(at + 1);
      if (at > from) ends.add(at);
    }
    if (ground.personTo.has(at + 1)) starts.add(at + 1);
    if (ground.personFrom.has(at)) ends.add(at);
  }
  // 城管大队: an ending may run on into a word that bounds names elsewhere.
  for (let end = from + 1; end <= to + longestName; end++) {
    const length = ground.endingTo.get(end);
    if (length !== undefined && end - length < to) ends.add(end);
  }
  return { starts, ends };
}

/** Letters and figures that belong to a Chinese name: 丰田4S店, 百乐门KTV. */
const joined = /(?<=[\u3400-\u9fff])(?:[a-z]{1,6}|4s)|[a-z]{1,6}(?=[\u3400-\u9fff])/g;

/** 中科检测|郁博士: who stands behind a firm is no part of its name. */
function endsInPerson({ people }: Ground, from: number, to: number): boolean {
  return people.some((p) => p.to === to && p.title !== null && p.score >= 3 && p.from - from >= 2);
}

/** Every stretch that could be a name. */
function stretches(ground: Ground, taken: ReadonlyArray<readonly [number, number]>): Stretch[] {
  const { folded } = ground.message;
  const latin = new Uint8Array(folded.length);
  for (const m of folded.matchAll(joined)) latin.fill(1, m.index, m.index + m[0].length);
  const held = new Uint8Array(folded.length);
  for (const [from, to] of taken) held.fill(1, from, to);
  const open = (at: number): boolean =>
    held[at] === 0 && (latin[at] === 1 ? !ground.cover.bound(at) : !ground.cover.strong(at));
  const found: Stretch[] = [];
  for (let from = 0; from < folded.length && found.length < mostStretches; from++) {
    if (!open(from)) continue;
    let to = from;
    while (to < folded.length && open(to)) to++;
    const { starts, ends } = borders(ground, from, to);
    for (const start of starts)
      for (const end of ends)
        if (start < to && end - start >= 2 && end - start <= longestName && !endsInPerson(ground, start, end))
          found.push({ from: start, to: end });
    from = to;
  }
  return found;
}

/** The sign of a place beside a name: a character, F a time, N a person, 0 a figure, a Latin, _ a mark, ^ $ the ends. */
function signAt({ message }: Ground, at: number): string {
  if (at < 0) return '^';
  if (at >= message.folded.length) return '$';
  if (message.ahead.some(({ span }) => at >= span[0] && at < span[1])) return 'F';
  const unit = message.folded.charAt(at);
  if (/[\u3400-\u9fff?!]/.test(unit)) return unit;
  // A1雪松制药: the class before a name parts like a mark.
  if (/\d/.test(unit) && /(?:^|[^a-z0-9])[ab][12]$/.test(message.folded.slice(Math.max(0, at - 2), at + 1))) return '_';
  return /\d/.test(unit) ? '0' : /[a-z]/.test(unit) ? 'a' : '_';
}

function endingCues(ground: Ground, { from, to }: Stretch): string[] {
  const ending = Math.min(ground.endingTo.get(to) ?? 0, to - from);
  const word = ground.message.folded.slice(to - ending, to);
  const core = Math.min(to - from - ending, 6);
  const kind = ending === 0 ? 'no' : ending === 1 ? 'short' : weakEndings.has(word) ? 'common' : 'plain';
  return [`ending ${word}`, `${kind} ending`, `core ${core}`, `${kind} ending & core ${core}`];
}

function placeCues({ message }: Ground, { from, to }: Stretch): string[] {
  const at = message.clauses.findIndex((c) => from >= c.from && from < c.to);
  const clause = message.clauses[at];
  if (!clause) return [];
  const heads = clause.from === from;
  const closes = clause.to === to;
  return [
    ...(heads ? ['heads clause', `heads clause ${Math.min(at, 3)}`] : []),
    ...(closes ? ['closes clause'] : []),
    ...(heads && closes ? ['is clause', `is clause ${Math.min(at, 3)}`] : []),
  ];
}

function insideCues({ message, cover, people, wordsFrom }: Ground, { from, to }: Stretch): string[] {
  const folded = message.folded.slice(from, to);
  const held = new Set<string>();
  let weak = 0;
  for (let at = from; at < to; at++) {
    if (cover.weak(at)) weak++;
    for (const word of wordsFrom.get(at) ?? []) if (word.to <= to) held.add(word.list);
  }
  return [
    ...[...held].map((list) => `holds ${list}`),
    ...(holdsFailure(folded) ? ['holds failure'] : []),
    ...(/[a-z0-9]/.test(folded) ? ['latin'] : []),
    ...(people.some((p) => p.score >= 3 && p.from < to && from < p.to) ? ['person'] : []),
    ...(people.some((p) => p.from === from && p.to === to) ? ['is person'] : []),
    ...(parts.longestAt(message.folded, to - 1) ? ['cuts title'] : []),
    ...(parts.longestAt(message.folded, to) ? ['before title'] : []),
    ...(cover.weak(from) ? ['weak first'] : []),
    `weak ${Math.min(weak, 3)}`,
    `first ${folded.charAt(0)}`,
    `last ${folded.at(-1)}`,
    `length ${Math.min(to - from, 10)}`,
  ];
}

/** What a stretch is weighed by: its ending, what it holds, what stands beside it. */
function featuresOf(ground: Ground, stretch: Stretch): string[] {
  const left = ground.personTo.has(stretch.from) ? 'N' : signAt(ground, stretch.from - 1);
  const right = ground.personFrom.has(stretch.to) ? 'N' : signAt(ground, stretch.to);
  return [
    `left ${left}`,
    `right ${right}`,
    ...endingCues(ground, stretch),
    ...placeCues(ground, stretch),
    ...insideCues(ground, stretch),
    ground.message.context.speaker,
    ...(ground.message.ahead.length > 0 ? ['time'] : []),
    ...(ground.known ? ['known'] : []),
  ];
}

/** All stretches of a message with what they are weighed by. `taken`: customers of the directory, which no firm overlaps. */
export function weighable(
  message: Message,
  cover: Cover,
  taken: ReadonlyArray<readonly [number, number]>,
): Array<Stretch & { features: string[] }> {
  const ground = groundOf(message, cover, taken);
  const threats = message.hits('signal').filter(({ code }) => code === 'outside-pressure');
  const named = (s: Stretch): boolean =>
    !elsewhere.has(message.folded.slice(s.from, s.to)) &&
    !threats.some((t) => s.from < t.to && t.from < s.to && !ground.endingTo.has(s.to));
  return stretches(ground, taken)
    .filter(named)
    .map((stretch) => ({ ...stretch, features: featuresOf(ground, stretch) }));
}

/** 王府酒店刘总: a name with its ending at the head of a clause, and its person behind it. */
function plainlyNamed(features: readonly string[]): boolean {
  const shown = (...all: string[]): boolean => all.some((feature) => features.includes(feature));
  return (
    shown('right N') &&
    shown('heads clause') &&
    shown('plain ending', 'common ending') &&
    shown('core 2', 'core 3', 'core 4') &&
    !shown('weak first', 'holds failure', 'holds visit-verb', 'person')
  );
}

/** 宁乡建筑|劳务有限公司: the legal form, and what leads up to it, belongs to the name. */
function legalEnd(folded: string, to: number): number {
  const behind = /^[\u3400-\u9fff]{0,6}?(?:股份有限公司|有限责任公司|有限公司)(?![\u3400-\u9fff]{0,2}有限公司)/.exec(
    folded.slice(to, to + 14),
  );
  return behind ? to + behind[0].length : to;
}

/** Firms by the way they are named, whether anybody knows them or not: surest first taken, none overlapping, in order. */
export function findFirms(message: Message, cover: Cover, taken: ReadonlyArray<readonly [number, number]>): Firm[] {
  const weighed = weighable(message, cover, taken)
    .map(({ from, to, features }) => ({
      from,
      to,
      share: Math.max(firmScorer.shareOf('firm', features), plainlyNamed(features) ? plainly : 0),
      personal: features.includes('is person'),
      ends:
        features.includes('plain ending') || features.includes('common ending') || features.includes('short ending'),
    }))
    .filter((firm) => firm.share >= surely)
    .sort((a, b) => b.share - a.share);
  const kept: Firm[] = [];
  for (const { personal, ends: _ends, ...firm } of weighed) {
    // Who is named beside a firm works there, and a second firm must be a plain one.
    if ((kept.length > 0 || taken.length > 0) && (personal || firm.share < plainly)) continue;
    const { share } = firm;
    // 老街坊|裁缝铺: where an ending runs on into another, the name does too.
    const further = weighed.find(
      (w) => w.from === firm.from && w.to > firm.to && w.to - firm.to <= 4 && w.ends && w.share >= share / 3,
    );
    if (further && !kept.some((k) => further.from < k.to && k.from < further.to)) {
      kept.push({ from: further.from, to: further.to, share });
      continue;
    }
    const whole = weighed.find(
      (w) =>
        w.to === firm.to &&
        w.from < firm.from &&
        firm.from - w.from <= 2 &&
        w.share >= share * nearly &&
        !cover.weak(w.from),
    );
    if (!kept.some((k) => firm.from < k.to && k.from < firm.to))
      kept.push(whole ? { ...firm, from: whole.from } : firm);
  }
  return kept.map((firm) => ({ ...firm, to: legalEnd(message.folded, firm.to) })).sort((a, b) => a.from - b.from);
}
