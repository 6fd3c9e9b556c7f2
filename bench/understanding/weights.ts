import { biasRow, sharesFrom } from '../../src/understanding/weighing/scorer.js';

/** Weights while they are fitted: of each feature, by its name, for each label in the order of the labels. */
export interface Weights {
  bias: readonly number[];
  of: ReadonlyMap<string, ArrayLike<number>>;
}

export function printWeights(labels: readonly string[], { bias, of }: Weights): string {
  const cell = (value: number): string => (Math.round(value * 100) === 0 ? '' : String(Math.round(value * 100)));
  const row = (feature: string, values: ArrayLike<number>): string =>
    [feature, ...Array.from(values, cell)].join('\t').trimEnd();
  const rows = [...of].map(([feature, values]) => row(feature, values)).filter((r) => r.includes('\t'));
  return `${['\t'.concat(labels.join('\t')), row(biasRow, bias), ...rows].join('\n')}\n`;
}

/** Shares of the labels, adding up to one. */
export function sharesOf(features: readonly string[], { bias, of }: Weights): number[] {
  const sums = new Float64Array(bias.length);
  for (const feature of features) {
    const row = of.get(feature);
    if (row) for (let k = 0; k < sums.length; k++) sums[k] = (sums[k] ?? 0) + (row[k] ?? 0);
  }
  return sharesFrom(bias, sums, features.length);
}
