import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../project-root.js';

/** Weights of a linear scorer: of each feature for each label, in the order of the labels. */
export interface Weights {
  bias: readonly number[];
  of: ReadonlyMap<string, ArrayLike<number>>;
}

const biasRow = '(all)';

/** `src/understanding/weighing/<name>.tsv`: one row a feature, one column a label, hundredths; empty is nothing. */
export const weightsFile = (name: string): string =>
  join(projectRoot, 'src', 'understanding', 'weighing', `${name}.tsv`);

/** The labels a file has weights for. */
export function labelsIn(file: string): string[] {
  const [head = ''] = readFileSync(file, 'utf8').split('\n', 1);
  return head.split('\t').slice(1);
}

function readWeights(file: string, labels: readonly string[]): Weights {
  const [head = '', ...rows] = readFileSync(file, 'utf8').split('\n');
  const columns = head.split('\t').slice(1);
  const places = labels.map((label) => columns.indexOf(label) + 1);
  const of = new Map<string, Float64Array>();
  const cellsOf = new Float64Array(rows.length * labels.length);
  for (const [n, row] of rows.entries()) {
    const cells = row.split('\t');
    const values = cellsOf.subarray(n * labels.length, (n + 1) * labels.length);
    for (const [k, place] of places.entries()) values[k] = Number(cells[place] ?? 0) / 100;
    of.set(cells[0] ?? '', values);
  }
  const bias = [...(of.get(biasRow) ?? labels.map(() => 0))];
  return { bias, of };
}

export function printWeights(labels: readonly string[], { bias, of }: Weights): string {
  const cell = (value: number): string => (Math.round(value * 100) === 0 ? '' : String(Math.round(value * 100)));
  const row = (feature: string, values: ArrayLike<number>): string =>
    [feature, ...Array.from(values, cell)].join('\t').trimEnd();
  const rows = [...of].map(([feature, values]) => row(feature, values)).filter((r) => r.includes('\t'));
  return `${['\t'.concat(labels.join('\t')), row(biasRow, bias), ...rows].join('\n')}\n`;
}

/** Shares of the labels, adding up to one. Long messages are brought to the measure of short ones. */
export function sharesOf(features: readonly string[], { bias, of }: Weights): number[] {
  const sums = new Float64Array(bias.length);
  for (const feature of features) {
    const row = of.get(feature);
    if (row) for (let k = 0; k < sums.length; k++) sums[k] = (sums[k] ?? 0) + (row[k] ?? 0);
  }
  const scale = 1 / Math.sqrt(features.length + 1);
  const scores = bias.map((start, k) => start + (sums[k] ?? 0) * scale);
  const top = Math.max(...scores);
  const raised = scores.map((score) => Math.exp(score - top));
  const all = raised.reduce((a, b) => a + b, 0);
  return raised.map((value) => value / all);
}

/** Labels weighed by what a message shows. The weights are fitted offline (`npm run train`) and read when first needed. */
export class Scorer<Label extends string> {
  readonly name: string;
  readonly labels: readonly Label[];
  readonly file: string;
  #weights: Weights | undefined;

  constructor(name: string, labels: readonly Label[], file = weightsFile(name)) {
    this.name = name;
    this.labels = labels;
    this.file = file;
  }

  shareOf(label: Label, features: readonly string[]): number {
    return this.#shares(features)[this.labels.indexOf(label)] ?? 0;
  }

  /** Labels with their shares, greatest first. */
  rank(features: readonly string[]): Array<[Label, number]> {
    const shares = this.#shares(features);
    return this.labels.map((label, k): [Label, number] => [label, shares[k] ?? 0]).sort((a, b) => b[1] - a[1]);
  }

  #shares(features: readonly string[]): number[] {
    this.#weights ??= readWeights(this.file, this.labels);
    return sharesOf(features, this.#weights);
  }
}

/** The label of messages that tell nothing of the matter. */
export const untold = 'untold';
/** So sure it must be that nothing is told. */
const surelyUntold = 0.6;
const inSpiteOfWords = 0.85;

/** What is told, greatest share first; nothing where rather surely nothing is, the more so where a word of its lists stands (`worded`). */
export function tellable<Label extends string>(
  ranked: ReadonlyArray<readonly [Label | typeof untold, number]>,
  worded: boolean,
): Array<[Label, number]> {
  const [best] = ranked;
  if (best?.[0] === untold && best[1] >= (worded ? inSpiteOfWords : surelyUntold)) return [];
  return ranked.flatMap(([label, share]): Array<[Label, number]> => (label === untold ? [] : [[label, share]]));
}
