import { sharesOf, type Weights } from './weights.js';

/** What something shows, and what it is. */
export interface Example<Label extends string> {
  features: readonly string[];
  label: Label;
}

export interface FitOptions {
  /** How far rarer labels are brought up to the common ones: 0 not, 1 wholly. */
  balance: number;
  /** Features seen less often tell nothing. */
  leastSeen: number;
  /** Weights nearer to nothing than this are left out. */
  leastWeight?: number;
}

const rounds = 12;
/** From here on the weights of all rounds are averaged, so that what was seen last counts no more than what was seen first. */
const settledAfter = 3;
const rate = 0.3;
const usualLeastWeight = 0.04;

/** The same numbers on every machine. */
function dice(): () => number {
  let seed = 7;
  return () => {
    seed = (Math.imul(seed, 1103515245) + 12345) & 0x7fffffff;
    return seed / 0x7fffffff;
  };
}

function shuffled<T>(list: readonly T[], random: () => number): T[] {
  const drawn = list.map((item) => ({ item, lot: random() }));
  return drawn.sort((a, b) => a.lot - b.lot).map(({ item }) => item);
}

interface Row {
  weights: number[];
  /** Sums of squared steps: a feature often moved moves less. */
  moved: number[];
  settled: number[];
}

class Fit<Label extends string> {
  readonly #labels: readonly Label[];
  readonly #rows = new Map<string, Row>();
  readonly #live: { bias: number[]; of: Map<string, number[]> };

  constructor(labels: readonly Label[], examples: ReadonlyArray<Example<Label>>, leastSeen: number) {
    this.#labels = labels;
    this.#live = { bias: this.#zeros(), of: new Map() };
    const seen = new Map<string, number>();
    for (const { features } of examples) for (const f of features) seen.set(f, (seen.get(f) ?? 0) + 1);
    for (const [feature, times] of seen) {
      if (times < leastSeen) continue;
      const row = { weights: this.#zeros(), moved: this.#zeros(), settled: this.#zeros() };
      this.#rows.set(feature, row);
      this.#live.of.set(feature, row.weights);
    }
  }

  #zeros(): number[] {
    return this.#labels.map(() => 0);
  }

  learn({ features, label }: Example<Label>, weight: number): void {
    const { bias } = this.#live;
    const scale = 1 / Math.sqrt(features.length + 1);
    for (const [k, share] of sharesOf(features, this.#live).entries()) {
      const slope = (share - (this.#labels[k] === label ? 1 : 0)) * weight;
      if (Math.abs(slope) < 1e-3) continue;
      bias[k] = (bias[k] ?? 0) - 0.02 * slope;
      for (const feature of features) {
        const row = this.#rows.get(feature);
        if (row) step(row, k, slope * scale);
      }
    }
  }

  settle(share: number): void {
    for (const { weights, settled } of this.#rows.values())
      for (const [k, w] of weights.entries()) settled[k] = (settled[k] ?? 0) + w * share;
  }

  weights(leastWeight: number): Weights {
    const kept = [...this.#rows]
      .map(([feature, { settled }]) => [feature, settled.map((w) => (Math.abs(w) < leastWeight ? 0 : w))] as const)
      .filter(([, weights]) => weights.some((w) => w !== 0))
      .sort(([a], [b]) => (a < b ? -1 : 1));
    return { bias: this.#live.bias, of: new Map(kept) };
  }
}

function step(row: Row, k: number, slope: number): void {
  const moved = (row.moved[k] ?? 0) + slope * slope;
  row.moved[k] = moved;
  row.weights[k] = (row.weights[k] ?? 0) - (rate * slope) / Math.sqrt(moved);
}

/** Logistic regression with a step of its own for each weight. */
export function fitted<Label extends string>(
  labels: readonly Label[],
  examples: ReadonlyArray<Example<Label>>,
  { balance, leastSeen, leastWeight = usualLeastWeight }: FitOptions,
): Weights {
  const fitting = new Fit(labels, examples, leastSeen);
  const random = dice();
  const counts = new Map(labels.map((l) => [l, examples.filter((e) => e.label === l).length]));
  const weightOf = ({ label }: Example<Label>): number =>
    (examples.length / labels.length / (counts.get(label) ?? 1)) ** balance;
  let order = [...examples];
  for (let round = 0; round < rounds; round++) {
    order = shuffled(order, random);
    for (const example of order) fitting.learn(example, weightOf(example));
    if (round >= settledAfter) fitting.settle(1 / (rounds - settledAfter));
  }
  return fitting.weights(leastWeight);
}
