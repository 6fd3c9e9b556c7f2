import type { Steps } from '../steps.js';
import type { Features } from './topic-model.js';

/** Tells questions that some clause answers from those that none does, by their words alone. */
export interface Scope {
  /** Log-odds that no clause answers a question with these features; 0 where nothing is known. */
  foreign(features: Features): number;
}

const rounds = 12;
const stride = 0.3;
/** Squared slope every feature starts with: keeps the first steps small. */
const inertia = 0.02;
/** Texts between two yields. */
const breath = 500;

interface Example {
  at: Int32Array;
  weight: Float64Array;
  unanswered: boolean;
}

/** Features that stand in two texts or more, each with its position. */
function vocabularyOf(texts: readonly Features[]): Map<string, number> {
  const seen = new Map<string, number>();
  for (const features of texts) for (const key of features.keys()) seen.set(key, (seen.get(key) ?? 0) + 1);
  return new Map([...seen].filter(([, count]) => count > 1).map(([key], at) => [key, at]));
}

/** Unit vector over the known features. */
function vectorOf(features: Features, known: ReadonlyMap<string, number>): Pick<Example, 'at' | 'weight'> {
  const held = [...features].flatMap(([key, weight]) => {
    const at = known.get(key);
    return at === undefined ? [] : [{ at, weight }];
  });
  const norm = Math.hypot(...held.map(({ weight }) => weight)) || 1;
  return { at: Int32Array.from(held, ({ at }) => at), weight: Float64Array.from(held, ({ weight }) => weight / norm) };
}

/** Texts of both kinds mixed evenly, so that neither is forgotten at the end of a round. */
function mixed(answered: readonly Example[], unanswered: readonly Example[]): Example[] {
  const placed = [answered, unanswered].flatMap((some) =>
    some.map((example, at) => ({ example, place: (at + 0.5) / some.length })),
  );
  return placed.sort((a, b) => a.place - b.place).map(({ example }) => example);
}

/** Logistic regression by Adagrad, both kinds weighing the same; the same texts give the same weights. */
export function* createScope(answered: readonly Features[], unanswered: readonly Features[]): Steps<Scope> {
  if (answered.length === 0 || unanswered.length === 0) return { foreign: () => 0 };
  const known = vocabularyOf([...answered, ...unanswered]);
  const example = (features: Features, none: boolean) => ({ ...vectorOf(features, known), unanswered: none });
  const examples = mixed(
    answered.map((features) => example(features, false)),
    unanswered.map((features) => example(features, true)),
  );
  const share = { true: examples.length / (2 * unanswered.length), false: examples.length / (2 * answered.length) };
  const weights = new Float64Array(known.size);
  const slopes = new Float64Array(known.size).fill(inertia);
  let bias = 0;
  const oddsOf = ({ at, weight }: Pick<Example, 'at' | 'weight'>) => {
    let sum = bias;
    for (let n = 0; n < at.length; n++) sum += (weight[n] ?? 0) * (weights[at[n] ?? 0] ?? 0);
    return sum;
  };
  for (let round = 0; round < rounds; round++) {
    for (const [turn, one] of examples.entries()) {
      const chance = 1 / (1 + Math.exp(-oddsOf(one)));
      const error = (chance - (one.unanswered ? 1 : 0)) * share[`${one.unanswered}`];
      for (let n = 0; n < one.at.length; n++) {
        const at = one.at[n] ?? 0;
        const slope = error * (one.weight[n] ?? 0);
        slopes[at] = (slopes[at] ?? 0) + slope * slope;
        weights[at] = (weights[at] ?? 0) - (stride * slope) / Math.sqrt(slopes[at] ?? 1);
      }
      bias -= 0.01 * error;
      if (turn % breath === 0) yield;
    }
  }
  return { foreign: (features) => oddsOf(vectorOf(features, known)) };
}
