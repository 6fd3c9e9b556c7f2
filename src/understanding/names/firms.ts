import type { Message } from '../message.js';
import { Scorer } from '../weighing/scorer.js';
import { WordFinder } from '../word-finder.js';
import { departments, places, towns } from '../words/organisations.js';
import type { Cover } from './cover.js';
import {
  type Ground,
  groundOf,
  organisationEndAt,
  plainlyNamed,
  type Stretch,
  type Weighable,
  weighableAt,
} from './firm-features.js';
import { wholeEnd } from './name-ends.js';

const departmentFinder = new WordFinder<true>();
for (const department of departments) departmentFinder.add(department, true);

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
const halfAs = 0.5;
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
  // 凯德酒店|工程部: where a part of the house begins, its name is over.
  for (let at = from + 2; at < to + longestName; at++) {
    const department = departmentFinder.longestAt(ground.message.folded, at);
    if (!department) continue;
    if (at <= to) ends.add(at);
    for (let end = at + 1; end <= department.to; end++) ends.delete(end);
  }
  return { starts, ends };
}

/** Letters and figures that belong to a Chinese name: 丰田4S店, 百乐门KTV. */
const joined = /(?<=[\u3400-\u9fff])(?:[a-z]{1,6}|4s|3c)|[a-z]{1,6}(?=[\u3400-\u9fff])/g;

/** 中科检测|郁博士: who stands behind a firm is no part of its name. */
function endsInPerson({ people }: Ground, from: number, to: number): boolean {
  return people.some((p) => p.to === to && p.title !== null && p.score >= 3 && p.from - from >= 2);
}

/** Of the ends, by their places, those a name that begins at `start` may have, in their order. */
function endsNear(start: number, place: ReadonlyMap<number, number>): number[] {
  const near: number[] = [];
  for (let end = start + 2; end <= start + longestName; end++) if (place.has(end)) near.push(end);
  return near.sort((a, b) => (place.get(a) ?? 0) - (place.get(b) ?? 0));
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
    const place = new Map([...ends].map((end, n) => [end, n]));
    for (const start of starts)
      for (const end of endsNear(start, place))
        if (start < to && !endsInPerson(ground, start, end)) found.push({ from: start, to: end });
    from = to;
  }
  return found;
}

/** All stretches of a message with what they are weighed by. `taken`: customers of the directory, which no firm overlaps. */
export function weighable(
  message: Message,
  cover: Cover,
  taken: ReadonlyArray<readonly [number, number]>,
): Weighable[] {
  const ground = groundOf(message, cover, taken);
  const threats = message.hits('signal').filter(({ code }) => code === 'outside-pressure');
  const mayName = (s: Stretch): boolean =>
    !elsewhere.has(message.folded.slice(s.from, s.to)) &&
    departmentFinder.longestAt(message.folded, s.from)?.to !== s.to &&
    !threats.some(
      (t) =>
        s.from < t.to &&
        t.from < s.to &&
        (!ground.endingTo.has(s.to) || /[去找上到向告]$/.test(message.folded.slice(0, t.from))),
    );
  return stretches(ground, taken)
    .filter(mayName)
    .map((stretch) => weighableAt(ground, stretch));
}

/** 贺|兰山葡萄酒庄: what stands between a border and the name would belong to nothing. */
function leavesOver({ clauses }: Message, cover: Cover, from: number, to: number): boolean {
  const heads = clauses.some((c) => c.from === from) || cover.borderAt(from - 1);
  return heads && Array.from({ length: to - from }, (_, n) => from + n).every((at) => cover.free(at));
}

/** Firms by the way they are named, whether anybody knows them or not: surest first taken, none overlapping, in order. */
export function findFirms(message: Message, cover: Cover, taken: ReadonlyArray<readonly [number, number]>): Firm[] {
  const weighed = weighable(message, cover, taken)
    .map((stretch) => ({
      from: stretch.from,
      to: stretch.to,
      share: Math.max(firmScorer.shareOf('firm', stretch.features), plainlyNamed(stretch) ? plainly : 0),
      personal: stretch.personal,
      ends: stretch.ends,
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
    // 德邦|快递长沙分拨中心: a name does not begin with an ending.
    const trade = organisationEndAt(message.folded, firm.from);
    const whole = weighed.find(
      (w) =>
        w.to === firm.to &&
        w.from < firm.from &&
        firm.from - w.from <= (trade ? 4 : 2) &&
        w.share >= share * (trade ? 0.3 : leavesOver(message, cover, w.from, firm.from) ? halfAs : nearly) &&
        !cover.weak(w.from),
    );
    if (!kept.some((k) => firm.from < k.to && k.from < firm.to))
      kept.push(whole ? { ...firm, from: whole.from } : firm);
  }
  return kept.map((firm) => ({ ...firm, to: wholeEnd(message, cover, firm.to) })).sort((a, b) => a.from - b.from);
}
