import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../project-root.js';
import { type Feature, FeaturePlaces, featureNamed, numberFirst } from './features.js';

/** Weights of a linear scorer, label by label: what a message begins with, and what each feature adds. */
interface Weights {
  bias: readonly number[];
  /** Where the values of a feature begin. */
  places: FeaturePlaces;
  values: Float64Array;
}

/** The row of what every message begins with. */
export const biasRow = '(all)';

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
  const columnOf = labels.map((label) => columns.indexOf(label) + 1);
  const places = new FeaturePlaces(rows.length);
  const values = new Float64Array(rows.length * labels.length);
  let bias = labels.map(() => 0);
  for (const [n, row] of rows.entries()) {
    const [name = '', ...cells] = row.split('\t');
    const own = columnOf.map((column) => Number(cells[column - 1] ?? 0) / 100);
    if (name === biasRow) bias = own;
    else if (name !== '') places.set(featureNamed(name), n * labels.length);
    values.set(own, n * labels.length);
  }
  return { bias, places, values };
}

/** Shares of the labels, adding up to one, from what speaks for each. Long messages are brought to the measure of short ones. */
export function sharesFrom(bias: readonly number[], sums: ArrayLike<number>, features: number): number[] {
  const scale = 1 / Math.sqrt(features + 1);
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
    numberFirst(() => {
      this.#weights ??= readWeights(this.file, this.labels);
    });
  }

  shareOf(label: Label, features: readonly Feature[]): number {
    return this.#shares(features)[this.labels.indexOf(label)] ?? 0;
  }

  /** Labels with their shares, greatest first. */
  rank(features: readonly Feature[]): Array<[Label, number]> {
    const shares = this.#shares(features);
    return this.labels.map((label, k): [Label, number] => [label, shares[k] ?? 0]).sort((a, b) => b[1] - a[1]);
  }

  #shares(features: readonly Feature[]): number[] {
    this.#weights ??= readWeights(this.file, this.labels);
    const { bias, places, values } = this.#weights;
    const sums = new Float64Array(bias.length);
    for (const feature of features) {
      const place = places.get(feature);
      if (place >= 0) for (let k = 0; k < sums.length; k++) sums[k] = (sums[k] ?? 0) + (values[place + k] ?? 0);
    }
    return sharesFrom(bias, sums, features.length);
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
