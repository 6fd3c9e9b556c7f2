import type { Candidate } from './candidates.js';
import type { ClauseIndex } from './clause-index.js';
import { unmetBy, weightOf } from './evidence.js';
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
  /** How much the question is like those that no clause answers. */
  unlike: number;
  foreign: number;
  /** Matters of whole sections that were named and that it does not speak of. */
  astray: number;
  /** Weight of words that it lacks, and nobody has written down, in what leads up to the question: a scene from life. */
  scenery: number;
  /** Share of what the question turns on that it lacks. */
  pointless: number;
  /** What was asked of its matter and it does not speak of. */
  unmet: number;
  /** Share of the votes for it, and against any. */
  votes: number;
  votesAgainst: number;
}

export const signNames = [
  'known', 'unknown', 'outside', 'lacking', 'likeness', 'share', 'named', 'lead', 'likelihood', 'unseen',
  'unlike', 'foreign', 'astray', 'scenery', 'pointless', 'unmet', 'votes', 'votesAgainst',
] as const satisfies ReadonlyArray<keyof Signs>; // biome-ignore format: one row

type Weights = Signs & { bias: number };

/**
 * Logistic weights, fitted on the tuning questions by `bench/fit-answers.ts` with wrong answers counting double: for a
 * pack that says how people ask, and for one that does not (as it comes out of `ingest`). Fit again after the questions or
 * the lexicon have grown a lot.
 */
const weights: { asked: Weights; bare: Weights } = {
  asked: {
    known: 0.55,
    unknown: -0.12,
    outside: -1.87,
    lacking: -0.82,
    likeness: 2.43,
    share: 0.53,
    named: 0.85,
    lead: 1.02,
    likelihood: 0.25,
    unseen: -0.53,
    unlike: -1.76,
    foreign: -0.26,
    astray: -0.17,
    scenery: 3.29,
    pointless: -0.38,
    unmet: -2.8,
    votes: 0.82,
    votesAgainst: -6.12,
    bias: -1.7,
  },
  bare: {
    known: 1.12,
    unknown: 1.19,
    outside: -1.9,
    lacking: -0.32,
    likeness: 1.39,
    share: 1.04,
    named: 1.17,
    lead: 1.67,
    likelihood: 0.06,
    unseen: 0.02,
    unlike: 0,
    foreign: 0,
    astray: -0.48,
    scenery: 1.87,
    pointless: -0.46,
    unmet: -2.82,
    votes: 0.65,
    votesAgainst: 0,
    bias: -3.25,
  },
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
    unlike: candidate.unlike,
    foreign: candidate.foreign,
    astray: candidate.astray,
    scenery: 0,
    pointless: 0,
    unmet: unmetBy(question, candidate.entry),
    votes: candidate.votes,
    votesAgainst: candidate.votesAgainst,
  };
  for (const wanted of question.wanted) {
    const held = heldShare(wanted, candidate.entry.all);
    const weight = weightOf({ ...wanted, outside: false }, index);
    if (wanted.point && !wanted.inherited) signs.pointless = Math.max(signs.pointless, 1 - held);
    if (wanted.outside && held === 0) signs.outside += wanted.scene ? 0.3 : 1;
    else if (wanted.concepts.length === 0) {
      signs.unknown += weight * held;
      if (wanted.scene) signs.scenery += weight * (1 - held);
    } else {
      signs.known += weight * held;
      signs.lacking = Math.max(signs.lacking, weight * (1 - held));
    }
  }
  return signs;
}

/** Chance that the clause answers, 0 … 1. `asked`: the pack says how people ask for its clauses. */
export function sureness(signs: Signs, asked: boolean): number {
  const fitted = asked ? weights.asked : weights.bare;
  const sum = signNames.reduce((total, name) => total + fitted[name] * signs[name], fitted.bias);
  return 1 / (1 + Math.exp(-sum));
}
