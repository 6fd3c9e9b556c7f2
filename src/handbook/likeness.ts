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

/** Ways of asking in groups: one a clause, or all that no clause answers. */
export interface Ways {
  /** Likeness of a question to the most alike way of each group, 0 … 1. Good until the next call. */
  likeness(signature: ReadonlySet<string>): Float64Array;
}

/** Dice's measure with rare terms weighing more: twice what is shared, by what both have. */
export function createWays(groups: ReadonlyArray<readonly Way[]>, weigh: (term: string) => number): Ways {
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

  return { likeness };
}
