/** Plain gradient descent on standardised features: small, deterministic, enough for a dozen weights. */

const rounds = 3000;

interface Scale {
  mean: number[];
  spread: number[];
}

function scaleOf(rows: readonly number[][], width: number): Scale {
  const mean = Array.from({ length: width }, (_, at) => rows.reduce((sum, x) => sum + (x[at] ?? 0), 0) / rows.length);
  const spread = mean.map(
    (middle, at) => Math.sqrt(rows.reduce((sum, x) => sum + ((x[at] ?? 0) - middle) ** 2, 0) / rows.length) + 1e-9,
  );
  return { mean, spread };
}

const scaled = (x: readonly number[], { mean, spread }: Scale) =>
  x.map((value, at) => (value - (mean[at] ?? 0)) / (spread[at] ?? 1));

export const dot = (weights: readonly number[], x: readonly number[]): number =>
  x.reduce((sum, value, at) => sum + value * (weights[at] ?? 0), 0);

export interface Choice {
  x: number[];
  right: boolean;
}

/** Weights by which a right one of each list of choices comes first (multinomial logit). */
export function choosing(lists: ReadonlyArray<readonly Choice[]>): number[] {
  const width = lists[0]?.[0]?.x.length ?? 0;
  const scale = scaleOf(
    lists.flatMap((list) => list.map(({ x }) => x)),
    width,
  );
  const examples = lists.map((list) => list.map(({ x, right }) => ({ x: scaled(x, scale), right })));
  const weights = new Array<number>(width).fill(0);
  for (let round = 0; round < rounds / 3; round++) {
    const slope = weights.map((weight) => 0.001 * weight);
    for (const list of examples) {
      const odds = list.map(({ x }) => Math.exp(dot(weights, x)));
      const all = odds.reduce((sum, one) => sum + one, 0);
      const good = odds.reduce((sum, one, at) => sum + (list[at]?.right ? one : 0), 0);
      list.forEach(({ x, right }, n) => {
        const error = ((odds[n] ?? 0) / all - (right ? (odds[n] ?? 0) / good : 0)) / examples.length;
        x.forEach((value, at) => {
          slope[at] = (slope[at] ?? 0) + error * value;
        });
      });
    }
    slope.forEach((value, at) => {
      weights[at] = (weights[at] ?? 0) - 0.5 * value;
    });
  }
  return scale.spread.map((spread, at) => (weights[at] ?? 0) / spread);
}
