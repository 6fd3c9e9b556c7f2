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

/** The signs of all rows as the number of limits they reach. */
interface Steps {
  names: readonly string[];
  limits: number[][];
  of: Uint8Array[];
}

function stepsOf(rows: readonly Row[], names: readonly string[]): Steps {
  const limits = names.map((_, at) => limitsOf(rows, at));
  const of = limits.map((some, at) =>
    Uint8Array.from(rows, ({ x }) => some.filter((limit) => (x[at] ?? 0) >= limit).length),
  );
  return { names, limits, of };
}

interface Split {
  at: number;
  /** Rows that reach fewer limits than this lie below. */
  step: number;
  gain: number;
}

function bestSplit(steps: Steps, held: readonly number[], slopes: Slopes): Split | null {
  let best: Split | null = null;
  const worth = (slope: number, curve: number) => slope ** 2 / (curve + pull);
  steps.of.forEach((reached, at) => {
    const sums = Array.from({ length: (steps.limits[at]?.length ?? 0) + 1 }, () => ({ slope: 0, curve: 0, rows: 0 }));
    const all = { slope: 0, curve: 0 };
    for (const n of held) {
      const sum = sums[reached[n] ?? 0];
      if (!sum) continue;
      sum.slope += slopes.of[n] ?? 0;
      sum.curve += slopes.curve[n] ?? 0;
      sum.rows++;
      all.slope += slopes.of[n] ?? 0;
      all.curve += slopes.curve[n] ?? 0;
    }
    const below = { slope: 0, curve: 0, rows: 0 };
    sums.slice(0, -1).forEach((sum, before) => {
      below.slope += sum.slope;
      below.curve += sum.curve;
      below.rows += sum.rows;
      if (below.rows < fewest || held.length - below.rows < fewest) return;
      const gain =
        worth(below.slope, below.curve) +
        worth(all.slope - below.slope, all.curve - below.curve) -
        worth(all.slope, all.curve);
      if (gain > (best?.gain ?? 1e-6)) best = { at, step: before + 1, gain };
    });
  });
  return best;
}

function grow(steps: Steps, held: readonly number[], slopes: Slopes, left: number): Tree {
  const split = left > 0 ? bestSplit(steps, held, slopes) : null;
  if (!split) {
    const slope = held.reduce((sum, n) => sum + (slopes.of[n] ?? 0), 0);
    const curve = held.reduce((sum, n) => sum + (slopes.curve[n] ?? 0), 0);
    return (-rate * slope) / (curve + pull);
  }
  const { at, step } = split;
  const isBelow = (n: number) => (steps.of[at]?.[n] ?? 0) < step;
  return {
    sign: steps.names[at] ?? '',
    limit: steps.limits[at]?.[step - 1] ?? 0,
    below: grow(steps, held.filter(isBelow), slopes, left - 1),
    above: grow(
      steps,
      held.filter((n) => !isBelow(n)),
      slopes,
      left - 1,
    ),
  };
}

export function boosted(rows: readonly Row[], names: readonly string[]): Tree[] {
  const steps = stepsOf(rows, names);
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
    const tree = grow(steps, all, slopes, depth);
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
