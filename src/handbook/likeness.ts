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

/** Weight of each term and of all together. */
export interface Weighed {
  terms: Map<string, number>;
  total: number;
}

const totals = new WeakMap<Way, number>();

/** Weight of all terms of a way of asking; a way belongs to one handbook, so it is summed once. */
function totalOf(way: Way, weigh: (term: string) => number): number {
  const known = totals.get(way);
  if (known !== undefined) return known;
  let total = 0;
  for (const term of way.signature) total += weigh(term);
  totals.set(way, total);
  return total;
}

/** Dice's measure with rare terms weighing more: twice what is shared, by what both have. */
function alike(asked: Weighed, way: Way, weigh: (term: string) => number): number {
  let shared = 0;
  for (const [term, weight] of asked.terms) if (way.signature.has(term)) shared += weight;
  const total = asked.total + totalOf(way, weigh);
  return total > 0 ? (2 * shared) / total : 0;
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

/** Likeness of a question to the way of asking most like it, 0 … 1. */
export function closest(ways: readonly Way[], asked: Weighed, weigh: (term: string) => number): number {
  return ways.reduce((most, way) => Math.max(most, alike(asked, way, weigh)), 0);
}
