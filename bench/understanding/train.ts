import { writeFileSync } from 'node:fs';

import { type Example, fitted } from './fit.js';
import { type Model, models } from './models.js';
import { printWeights, sharesOf, type Weights } from './weights.js';

/**
 * Fits the weights of the scorers to the parts of the sets that may be tuned on, and writes them: `npm run train -- [name]`. The
 * names of firms come first: what follows is read with them. `--check` fits to four fifths, measures on the rest, five times,
 * and writes nothing.
 */
const folds = 5;

function guess(labels: readonly string[], features: readonly string[], weights: Weights): string {
  const shares = sharesOf(features, weights);
  return labels[shares.indexOf(Math.max(...shares))] ?? '';
}

function check({ scorer, examples, options }: Model): void {
  const all = examples();
  const table = new Map<string, Map<string, number>>();
  let right = 0;
  let asked = 0;
  for (let fold = 0; fold < folds; fold++) {
    const held = (_: unknown, i: number): boolean => (i * 7919) % folds === fold;
    const rest: Array<Example<string>> = all.filter((e, i) => !held(e, i)).flat();
    const weights = fitted(scorer.labels, rest, options);
    for (const { features, label } of all.filter(held).flat()) {
      const read = guess(scorer.labels, features, weights);
      asked++;
      if (read === label) right++;
      const row = table.get(label) ?? new Map<string, number>();
      table.set(label, row.set(read, (row.get(read) ?? 0) + 1));
    }
  }
  console.log(`${scorer.name}, held out: ${((100 * right) / asked).toFixed(1)} % of ${asked}`);
  for (const [label, row] of table) {
    const read = [...row].sort((a, b) => b[1] - a[1]).map(([as, times]) => `${as} ${times}`);
    console.log(`  ${label.padEnd(16)} ${read.join(', ')}`);
  }
}

function train({ scorer, examples, options }: Model): void {
  const all = examples().flat();
  const text = printWeights(scorer.labels, fitted(scorer.labels, all, options));
  writeFileSync(scorer.file, text);
  console.log(`${scorer.name}: ${all.length} examples, ${text.split('\n').length - 3} weights`);
}

const only = process.argv.slice(2).find((a) => !a.startsWith('--'));
for (const model of models.filter(({ scorer }) => !only || scorer.name === only))
  if (process.argv.includes('--check')) check(model);
  else train(model);
