import type { Steps } from '../steps.js';

/** Weighted features of one text; see `featuresOf`. */
export type Features = ReadonlyMap<string, number>;

/** How well a question fits each topic. */
export interface Likelihood {
  /** Log-likelihood of the question under each topic, above that under the handbook as a whole. */
  ofTopic: Float64Array;
  /** Share of the question, 0 … 1, that no topic has ever seen. */
  unseen: number;
}

export interface TopicModel {
  likelihood(features: Features): Likelihood;
}

const smoothing = 0.1;

/** Han characters, their pairs and triples, and the words of the lexicon and of Latin letters (which weigh most). */
export function featuresOf(text: string, words: Iterable<string>): Features {
  const features = new Map<string, number>();
  const add = (key: string, weight: number) => features.set(key, (features.get(key) ?? 0) + weight);
  for (const bare of text.replace(/[^\p{L}\p{N}\s]/gu, '').match(/\p{Script=Han}+/gu) ?? []) {
    for (let at = 0; at < bare.length; at++) {
      add(bare.slice(at, at + 1), 1);
      if (at + 1 < bare.length) add(bare.slice(at, at + 2), 1);
      if (at + 2 < bare.length) add(bare.slice(at, at + 3), 0.5);
    }
  }
  for (const word of words) add(`w:${word}`, 2);
  return features;
}

const gainOf = (weight: number) => Math.log((weight + smoothing) / smoothing);

interface Column {
  rarity: number;
  /** Log-probability over all topics. */
  overall: number;
  topics: number[];
  weights: number[];
  /** What each topic gains by the feature over one that has never seen it. */
  gains: number[];
}

/**
 * Multinomial naive Bayes over normalised tf-idf: topics are given as the texts that speak of them (their own
 * sentences and the ways people ask for them). Closed form, so that building takes one pass.
 */
export function* createTopicModel(topics: Features[][]): Steps<TopicModel> {
  const rarity = raritiesOf(topics.flat());
  const totals = new Float64Array(topics.length);
  const columns = new Map<string, Column>();
  for (const [topic, texts] of topics.entries()) {
    for (const [key, weight] of sumOf(texts.map((features) => seenOf(features, rarity).weights))) {
      const column = columns.get(key) ?? {
        rarity: rarity.get(key) ?? 0,
        overall: 0,
        topics: [],
        weights: [],
        gains: [],
      };
      column.topics.push(topic);
      column.weights.push(weight);
      columns.set(key, column);
      totals[topic] = (totals[topic] ?? 0) + weight;
    }
    yield;
  }
  const whole = totals.reduce((sum, total) => sum + total, 0);
  for (const column of columns.values()) {
    const sum = column.weights.reduce((total, weight) => total + weight, 0);
    column.gains = column.weights.map(gainOf);
    column.overall = Math.log((sum + 0.01 * topics.length) / (whole + 0.01 * topics.length * columns.size));
  }
  const logTotals = totals.map((total) => Math.log(total + smoothing * columns.size));

  function likelihood(features: Features): Likelihood {
    const { weights, unseen } = seenOf(features, rarity);
    const sum = [...weights.values()].reduce((total, weight) => total + weight, 0);
    let base = 0;
    const ofTopic = logTotals.map((logTotal) => -sum * logTotal);
    for (const [key, weight] of weights) {
      const column = columns.get(key);
      if (!column) continue;
      base += weight * (Math.log(smoothing) - column.overall);
      for (let at = 0; at < column.topics.length; at++) {
        const topic = column.topics[at] ?? 0;
        ofTopic[topic] = (ofTopic[topic] ?? 0) + weight * (column.gains[at] ?? 0);
      }
    }
    for (let topic = 0; topic < ofTopic.length; topic++) ofTopic[topic] = (ofTopic[topic] ?? 0) + base;
    return { ofTopic, unseen };
  }

  return { likelihood };
}

function raritiesOf(texts: Features[]): Map<string, number> {
  const seen = new Map<string, number>();
  for (const features of texts) for (const key of features.keys()) seen.set(key, (seen.get(key) ?? 0) + 1);
  return new Map([...seen].map(([key, count]) => [key, Math.log(1 + texts.length / (count + 0.5))]));
}

/** Unit vector of the features that were seen, and the share of all weight that was not. */
function seenOf(
  features: Features,
  rarity: ReadonlyMap<string, number>,
): { weights: Map<string, number>; unseen: number } {
  const weights = new Map<string, number>();
  const rarest = Math.log(1 + 2 * rarity.size);
  let length = 0;
  let lost = 0;
  for (const [key, weight] of features) {
    const scale = rarity.get(key);
    if (scale === undefined) lost += (weight * rarest) ** 2;
    else {
      weights.set(key, weight * scale);
      length += (weight * scale) ** 2;
    }
  }
  const norm = Math.sqrt(length) + 1e-9;
  for (const [key, weight] of weights) weights.set(key, weight / norm);
  return { weights, unseen: length + lost > 0 ? lost / (length + lost) : 1 };
}

function sumOf(vectors: Array<Map<string, number>>): Map<string, number> {
  const sum = new Map<string, number>();
  for (const vector of vectors) for (const [key, weight] of vector) sum.set(key, (sum.get(key) ?? 0) + weight);
  return sum;
}
