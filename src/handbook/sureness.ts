import type { ClauseIndex } from './clause-index.js';
import { type Candidate, weightOf } from './evidence.js';
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
}

/**
 * Logistic weights, fitted on the tuning questions by `bench/fit-sureness.ts` with wrong answers counting double.
 * Fit again after the questions or the lexicon have grown a lot.
 */
const weights: Signs & { bias: number } = {
  known: 1.58,
  unknown: 0.61,
  outside: -3.35,
  lacking: -0.66,
  likeness: 5.87,
  share: 3.36,
  named: 1.56,
  lead: 6.9,
  bias: -8.51,
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
  const { known, unknown, outside, lacking, likeness, share, named, lead } = signs;
  const sum =
    weights.bias +
    weights.known * known +
    weights.unknown * unknown +
    weights.outside * outside +
    weights.lacking * lacking +
    weights.likeness * likeness +
    weights.share * share +
    weights.named * named +
    weights.lead * lead;
  return 1 / (1 + Math.exp(-sum));
}
