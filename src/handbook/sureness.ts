import { join } from 'node:path';
import { projectRoot } from '../project-root.js';
import type { Candidate } from './candidates.js';
import type { ClauseIndex } from './clause-index.js';
import { unmetBy, weightOf } from './evidence.js';
import { decisiveAsk } from './kinds.js';
import type { AskKind } from './language.js';
import type { Question, Wanted } from './question.js';
import { bigramsOf, conceptTerm } from './terms.js';
import { readTrees, sumOf } from './trees.js';

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
  /** 1 where its best sentence lacks the time, the number, the person or the form of answer that was asked for. */
  timeless: number;
  numberless: number;
  nobody: number;
  formless: number;
  /** 1 where it is for others only. */
  others: number;
  /** Matters named that nobody treats and it does not hold either, and things asked for by name that it lacks. */
  strange: number;
  missed: number;
}

export const signNames = [
  'known', 'unknown', 'outside', 'lacking', 'likeness', 'share', 'named', 'lead', 'likelihood', 'unseen',
  'unlike', 'foreign', 'astray', 'scenery', 'pointless', 'unmet', 'votes', 'votesAgainst',
  'timeless', 'numberless', 'nobody', 'formless', 'others', 'strange', 'missed',
] as const satisfies ReadonlyArray<keyof Signs>; // biome-ignore format: one row

/**
 * Fitted on the tuning questions by `bench/fit-answers.ts` with wrong answers counting double: for a pack that says how
 * people ask, and for one that does not (as it comes out of `ingest`). Fit again after the questions or the lexicon have
 * grown a lot.
 */
export const treesFile = (name: 'asked' | 'bare'): string =>
  join(projectRoot, 'src', 'handbook', `sureness-${name}.tsv`);

const trees = { asked: readTrees(treesFile('asked')), bare: readTrees(treesFile('bare')) };

/** Matters named that the handbook does not treat and the clause does not hold. */
export function strangeTo({ wanted }: Question, { entry }: Candidate): Wanted[] {
  return wanted.filter(
    ({ outside, inherited, scene, text, concepts }) =>
      outside &&
      !inherited &&
      !scene &&
      !entry.all.has(text) &&
      !concepts.some((name) => entry.all.has(conceptTerm(name))),
  );
}

/** What was asked for by name (什么礼物) and does not stand in the clause. */
export function missedBy({ wanted }: Question, { entry }: Candidate): Wanted[] {
  const named = wanted.filter(({ sought, inherited, concepts }) => sought && !inherited && concepts.length > 0);
  return named.filter(({ concepts }) => !concepts.some((name) => entry.all.has(conceptTerm(name))));
}

const timed: readonly AskKind[] = ['how-long', 'how-often', 'day-of-month', 'clock'];

/** What kind of thing was asked for that the best sentence does not hold. */
function lacksOf(question: Question, { best }: Candidate) {
  const asked = decisiveAsk(question);
  const lacks = (kind: boolean) => (kind && !best.kind ? 1 : 0);
  const isTimed = asked !== undefined && timed.includes(asked);
  return {
    timeless: lacks(isTimed),
    numberless: lacks(asked !== undefined && !isTimed && asked !== 'who'),
    nobody: lacks(asked === 'who'),
    formless: lacks(asked === undefined),
  };
}

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
    ...lacksOf(question, candidate),
    others: candidate.best.applies === 'no' ? 1 : 0,
    strange: strangeTo(question, candidate).length,
    missed: missedBy(question, candidate).length,
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
  const values = new Map<string, number>(Object.entries(signs));
  const sum = sumOf(asked ? trees.asked : trees.bare, (sign) => values.get(sign) ?? 0);
  return 1 / (1 + Math.exp(-sum));
}
