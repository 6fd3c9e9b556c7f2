import type { Candidate } from './candidates.js';
import type { ClauseIndex } from './clause-index.js';
import { weightOf } from './evidence.js';
import type { Question, Wanted } from './question.js';
import { bigramsOf, conceptTerm } from './terms.js';

/** What speaks for and against a clause being the one that was asked for. */
export interface Signs {
  /** Weight of known and of unknown words of the question that the clause holds. */
  known: number;
  unknown: number;
  /** Matters named that the handbook does not treat and the clause does not hold. */
  outside: number;
  /** Weight of the heaviest known word that the clause lacks. */
  lacking: number;
  likeness: number;
  share: number;
  named: number;
  /** How far it is ahead of the next clause. */
  lead: number;
  /** Log-likelihood of its topic, and share of the question no topic has seen. */
  likelihood: number;
  unseen: number;
}

export const signNames = [
  'known', 'unknown', 'outside', 'lacking', 'likeness', 'share', 'named', 'lead', 'likelihood', 'unseen',
] as const satisfies ReadonlyArray<keyof Signs>; // biome-ignore format: one row

/**
 * Logistic weights, fitted on the tuning questions by `bench/fit-sureness.ts` with wrong answers counting double.
 * Fit again after the questions or the lexicon have grown a lot.
 */
const weights: Signs & { bias: number } = {
  known: 1.17,
  unknown: 1.78,
  outside: -3.82,
  lacking: -0.93,
  likeness: 3.75,
  share: 2.03,
  named: 0.93,
  lead: 1.01,
  likelihood: 0.16,
  unseen: -1.41,
  bias: -5.04,
};

function heldShare(wanted: Wanted, terms: ReadonlySet<string>): number {
  if (wanted.concepts.some((name) => terms.has(conceptTerm(name)))) return 1;
  const bigrams = bigramsOf(wanted.text);
  if (bigrams.length === 0) return terms.has(wanted.text) ? 1 : 0;
  return bigrams.filter((bigram) => terms.has(bigram)).length / bigrams.length;
}

/** `next` is the best other candidate. */
export function signsOf(
  question: Question,
  candidate: Candidate,
  next: Candidate | undefined,
  index: ClauseIndex,
): Signs {
  const signs: Signs = {
    known: 0,
    unknown: 0,
    outside: 0,
    lacking: 0,
    likeness: candidate.likeness,
    share: candidate.best.share,
    named: candidate.best.applies === 'named' ? 1 : 0,
    lead: candidate.fit - (next?.fit ?? 0),
    likelihood: candidate.likelihood,
    unseen: candidate.unseen,
  };
  for (const wanted of question.wanted) {
    const held = heldShare(wanted, candidate.entry.all);
    const weight = weightOf({ ...wanted, outside: false }, index);
    if (wanted.outside && held === 0) signs.outside++;
    else if (wanted.concepts.length === 0) signs.unknown += weight * held;
    else {
      signs.known += weight * held;
      signs.lacking = Math.max(signs.lacking, weight * (1 - held));
    }
  }
  return signs;
}

/** Chance that the clause answers, 0 … 1. */
export function sureness(signs: Signs): number {
  const sum = signNames.reduce((total, name) => total + weights[name] * signs[name], weights.bias);
  return 1 / (1 + Math.exp(-sum));
}
