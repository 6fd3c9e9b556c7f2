import type { ClauseIndex } from './clause-index.js';
import { decisive } from './kinds.js';
import type { Features } from './topic-model.js';

/** One way of asking for a clause. */
export interface Way {
  /** Folded. */
  text: string;
  signature: ReadonlySet<string>;
  features: Features;
}

const decisiveTerms = new Set(decisive.map((kind) => `a:${kind}`));

/** Kinds of question weigh little, concepts and unknown words by rarity. */
export const termWeight = (index: ClauseIndex) => (term: string) =>
  /^[af]:/.test(term) ? (decisiveTerms.has(term) ? 0.5 : 0.2) : 0.2 + index.rarity(term) / index.rarity('\0');

/** Positions of the `count` greatest values, greatest first. */
export function mostLikely(values: Float64Array, count: number): number[] {
  const best: number[] = [];
  for (let at = 0; at < values.length; at++) {
    const value = values[at] ?? 0;
    if (best.length === count && value <= (values[best[count - 1] ?? 0] ?? 0)) continue;
    let place = best.length;
    while (place > 0 && value > (values[best[place - 1] ?? 0] ?? 0)) place--;
    best.splice(place, 0, at);
    if (best.length > count) best.pop();
  }
  return best;
}

/** The ways most like a question that vote on what it is about. */
const voters = 12;
/** Votes as good as not cast: ways that are hardly alike elect nobody. */
const silence = 0.2;

/** Ways of asking in groups: one a clause, or all that no clause answers. */
export interface Ways {
  /** Share of each group, 0 … 1, among the ways that read most like a folded text, the more alike counting more. Good until the next call. */
  votes(text: string): Float64Array;
  /** Likeness of a question to the most alike way of each group, 0 … 1. Good until the next call. */
  likeness(signature: ReadonlySet<string>): Float64Array;
}

/** Dice's measure with rare terms weighing more: twice what is shared, by what both have. */
export function createWays(
  groups: ReadonlyArray<readonly Way[]>,
  told: ReadonlyArray<readonly string[]>,
  weigh: (term: string) => number,
): Ways {
  const ways = groups.flatMap((group, of) => group.map((way) => ({ way, of })));
  const postings = new Map<string, number[]>();
  const totals = new Float64Array(ways.length);
  ways.forEach(({ way }, at) => {
    for (const term of way.signature) {
      totals[at] = (totals[at] ?? 0) + weigh(term);
      const posting = postings.get(term);
      if (posting) posting.push(at);
      else postings.set(term, [at]);
    }
  });
  const groupOf = Int32Array.from(ways, ({ of }) => of);
  const texts = [
    ...ways.map(({ way, of }) => ({ text: way.text, of })),
    ...told.flatMap((some, of) => some.map((text) => ({ text, of }))),
  ];
  const wordings = createWordings(texts.map(({ text }) => text));
  const voted = new Float64Array(groups.length);

  function votes(text: string): Float64Array {
    voted.fill(0);
    const alike = wordings(text);
    let total = silence;
    for (const at of mostLikely(alike, voters)) {
      const vote = (alike[at] ?? 0) ** 3;
      const group = texts[at]?.of ?? 0;
      voted[group] = (voted[group] ?? 0) + vote;
      total += vote;
    }
    for (let group = 0; group < voted.length; group++) voted[group] = (voted[group] ?? 0) / total;
    return voted;
  }
  const shared = new Float64Array(ways.length);
  const most = new Float64Array(groups.length);

  function likeness(signature: ReadonlySet<string>): Float64Array {
    shared.fill(0);
    most.fill(0);
    let asked = 0;
    for (const term of signature) {
      const weight = weigh(term);
      asked += weight;
      for (const at of postings.get(term) ?? []) shared[at] = (shared[at] ?? 0) + weight;
    }
    for (let at = 0; at < shared.length; at++) {
      const both = shared[at] ?? 0;
      if (both === 0) continue;
      const group = groupOf[at] ?? 0;
      const alike = (2 * both) / (asked + (totals[at] ?? 0));
      if (alike > (most[group] ?? 0)) most[group] = alike;
    }
    return most;
  }

  return { likeness, votes };
}

/** Letters and pairs of letters of a text, without what stands between them. */
function lettersOf(text: string): Set<string> {
  const bare = text.replace(/[^\p{L}\p{N}]/gu, '');
  const found = new Set(bare);
  for (let at = 0; at + 1 < bare.length; at++) found.add(bare.slice(at, at + 2));
  return found;
}

/** Likeness of a text, letter by letter, to each of many (Dice's measure, rare ones weighing more). Good until the next call. */
function createWordings(texts: readonly string[]): (text: string) => Float64Array {
  const postings = new Map<string, number[]>();
  const letters = texts.map(lettersOf);
  letters.forEach((held, at) => {
    for (const key of held) {
      const posting = postings.get(key);
      if (posting) posting.push(at);
      else postings.set(key, [at]);
    }
  });
  const rarity = (key: string) => Math.log(1 + texts.length / ((postings.get(key)?.length ?? 0) + 0.5));
  const sizeOf = (held: ReadonlySet<string>) => {
    let sum = 0;
    for (const key of held) sum += rarity(key);
    return sum;
  };
  const sizes = Float64Array.from(letters, sizeOf);
  const alike = new Float64Array(texts.length);
  return (text) => {
    alike.fill(0);
    const held = lettersOf(text);
    for (const key of held) {
      const weight = rarity(key);
      for (const at of postings.get(key) ?? []) alike[at] = (alike[at] ?? 0) + weight;
    }
    const size = sizeOf(held);
    for (let at = 0; at < alike.length; at++)
      if (alike[at] !== 0) alike[at] = (2 * (alike[at] ?? 0)) / (size + (sizes[at] ?? 0));
    return alike;
  };
}
