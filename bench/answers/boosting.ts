import { sumOf, type Tree } from '../../src/handbook/trees.js';

/** Gradient boosting of small trees on the log-loss, wrong ones counting double; deterministic. */

const rounds = 150;
const depth = 2;
const rate = 0.1;
/** Pull of every leaf towards nothing, and least rows under a split. */
const pull = 3;
const fewest = 8;
/** Places a sign may be cut at. */
const cuts = 24;

export interface Row {
  x: number[];
  right: boolean;
}

interface Slopes {
  of: Float64Array;
  curve: Float64Array;
}

const chance = (odds: number) => 1 / (1 + Math.exp(-odds));

function limitsOf(rows: readonly Row[], at: number): number[] {
  const values = rows.map(({ x }) => x[at] ?? 0).sort((a, b) => a - b);
  const picked = Array.from(
    { length: cuts },
    (_, n) => values[Math.floor(((n + 1) * values.length) / (cuts + 1))] ?? 0,
  );
  return [...new Set(picked)];
}

interface Split {
  at: number;
  limit: number;
  gain: number;
}

function bestSplit(rows: readonly Row[], held: readonly number[], slopes: Slopes, limits: number[][]): Split | null {
  let best: Split | null = null;
  const worth = (slope: number, curve: number) => slope ** 2 / (curve + pull);
  const slope = held.reduce((sum, n) => sum + (slopes.of[n] ?? 0), 0);
  const curve = held.reduce((sum, n) => sum + (slopes.curve[n] ?? 0), 0);
  limits.forEach((some, at) => {
    const sorted = [...held].sort((a, b) => (rows[a]?.x[at] ?? 0) - (rows[b]?.x[at] ?? 0));
    let [below, bend, taken] = [0, 0, 0];
    for (const limit of some) {
      while (taken < sorted.length && (rows[sorted[taken] ?? 0]?.x[at] ?? 0) < limit) {
        const n = sorted[taken++] ?? 0;
        below += slopes.of[n] ?? 0;
        bend += slopes.curve[n] ?? 0;
      }
      if (taken < fewest || sorted.length - taken < fewest) continue;
      const gain = worth(below, bend) + worth(slope - below, curve - bend) - worth(slope, curve);
      if (gain > (best?.gain ?? 1e-6)) best = { at, limit, gain };
    }
  });
  return best;
}

function grow(
  rows: readonly Row[],
  held: number[],
  slopes: Slopes,
  limits: number[][],
  names: readonly string[],
  left: number,
): Tree {
  const split = left > 0 ? bestSplit(rows, held, slopes, limits) : null;
  if (!split) {
    const slope = held.reduce((sum, n) => sum + (slopes.of[n] ?? 0), 0);
    const curve = held.reduce((sum, n) => sum + (slopes.curve[n] ?? 0), 0);
    return (-rate * slope) / (curve + pull);
  }
  const isBelow = (n: number) => (rows[n]?.x[split.at] ?? 0) < split.limit;
  const branch = (some: number[]) => grow(rows, some, slopes, limits, names, left - 1);
  return {
    sign: names[split.at] ?? '',
    limit: split.limit,
    below: branch(held.filter(isBelow)),
    above: branch(held.filter((n) => !isBelow(n))),
  };
}

export function boosted(rows: readonly Row[], names: readonly string[]): Tree[] {
  const limits = names.map((_, at) => limitsOf(rows, at));
  const odds = new Float64Array(rows.length);
  const trees: Tree[] = [];
  const all = rows.map((_, n) => n);
  for (let round = 0; round < rounds; round++) {
    const slopes: Slopes = { of: new Float64Array(rows.length), curve: new Float64Array(rows.length) };
    rows.forEach(({ right }, n) => {
      const p = chance(odds[n] ?? 0);
      const weight = right ? 1 : 2;
      slopes.of[n] = weight * (p - (right ? 1 : 0));
      slopes.curve[n] = weight * p * (1 - p);
    });
    const tree = grow(rows, all, slopes, limits, names, depth);
    trees.push(tree);
    rows.forEach((row, n) => {
      odds[n] = (odds[n] ?? 0) + oddsOf([tree], row.x, names);
    });
  }
  return trees;
}

/** Log-odds of a row. */
export function oddsOf(trees: readonly Tree[], x: readonly number[], names: readonly string[]): number {
  return sumOf(trees, (sign) => x[names.indexOf(sign)] ?? 0);
}
