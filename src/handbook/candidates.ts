import {
  bestGiven,
  type Entry,
  type Evidence,
  evidenceOf,
  evidenceScore,
  holds,
  type Judge,
  leftOut,
  shareOf,
} from './evidence.js';
import { fitnessOf, type Traits } from './fitness.js';
import { mostLikely } from './likeness.js';
import { type Question, searchTermsOf, signatureOf } from './question.js';
import { conceptTerm } from './terms.js';
import { type Features, featuresOf } from './topic-model.js';

export interface Candidate {
  entry: Entry;
  at: number;
  /** Share of the question's content the clause covers, 0 … 1. */
  coverage: number;
  /** Term-search score against the best hit, 0 … 1. */
  rank: number;
  /** Log-likelihood that the question is about this clause. */
  likelihood: number;
  /** Share of the question no clause has ever seen, 0 … 1. */
  unseen: number;
  /** Likeness to the most alike way of asking, 0 … 1. */
  likeness: number;
  /** Share of the ways most like the question that ask for it, 0 … 1, and of those that no clause answers. */
  votes: number;
  votesAgainst: number;
  /** Likeness of the question to one that no clause answers, 0 … 1, and log-odds of its being such a one. */
  unlike: number;
  foreign: number;
  /** Matters of whole sections that were named and that the clause does not speak of. */
  astray: number;
  traits: Traits;
  /** Everything together, whomever it holds for. */
  topical: number;
  /** Everything together; comparable between candidates of one question. */
  fit: number;
  best: Evidence;
  /** All sentences of the clause, best first. */
  evidence: Evidence[];
}

/** How far down each of the two searches candidates are taken from. */
const byTopic = 10;

const byTerms = 6;

interface Found {
  at: number;
  /** Log-likelihood of the topic. */
  likelihood: number;
  /** Score of the term search against its best, 0 … 1. */
  rank: number;
}

/** Best clauses by topic, and those that share most terms. */
function search(
  question: Question,
  features: Features,
  judge: Judge,
): { found: Found[]; unseen: number; foreign: number } {
  const { ofTopic, unseen } = judge.topics.likelihood(features);
  const hits = judge.index.search(searchTermsOf(question), 20);
  const ranks = new Map(hits.map(({ at, score }) => [at, score / (hits[0]?.score || 1)]));
  const likely = mostLikely(ofTopic, byTopic);
  const chosen = new Set([...likely, ...hits.slice(0, byTerms).map(({ at }) => at)]);
  return {
    unseen,
    foreign: judge.scope.foreign(features),
    found: [...chosen].map((at) => ({ at, likelihood: ofTopic[at] ?? 0, rank: ranks.get(at) ?? 0 })),
  };
}

/** How many of the sections' matters a question names that a clause does not hold itself. */
function astrayOf({ wanted }: Question, { own }: Entry, { sections }: Judge): number {
  return wanted.filter(({ concepts, inherited, scene }) => {
    const terms = concepts.map(conceptTerm);
    return !inherited && !scene && terms.some((term) => sections.has(term)) && !terms.some((term) => own.has(term));
  }).length;
}

/** Candidates for a question, best fit first. */
export function findCandidates(question: Question, entries: Entry[], judge: Judge): Candidate[] {
  const signature = signatureOf(question);
  const features = featuresOf(question.text, signature);
  const { found, unseen, foreign } = search(question, features, judge);
  const likeness = judge.ways.likeness(signature);
  const unlike = likeness[entries.length] ?? 0;
  const voted = judge.ways.votes(question.own);
  const votesAgainst = voted[entries.length] ?? 0;
  const near = found.map((one) => ({ ...one, likeness: likeness[one.at] ?? 0, votes: voted[one.at] ?? 0 }));
  const most = Math.max(...near.map(({ likelihood }) => likelihood));
  const candidates = near.flatMap(({ at, likelihood, rank, likeness, votes }): Candidate[] => {
    const entry = entries[at];
    if (!entry) return [];
    const evidence = evidenceOf(question, entry, judge, likeness).sort((a, b) => evidenceScore(b) - evidenceScore(a));
    const best = leftOut(question, entry, evidence) ?? bestGiven(evidence);
    if (!best) return [];
    const coverage = shareOf(question, judge, (wanted) => holds(entry.all, wanted));
    const traits: Traits = {
      likelihood: likelihood - most,
      coverage,
      share: best.share,
      likeness,
      votes,
      kind: Number(best.kind),
      suits: best.suits,
      absent: Number(best.sentence.absent),
      astray: astrayOf(question, entry, judge),
      named: Number(best.applies === 'named'),
      others: Number(best.applies === 'no'),
    };
    const { topical, fit } = fitnessOf(traits, judge.asked);
    return [
      {
        entry,
        at,
        coverage,
        rank,
        likelihood,
        unseen,
        likeness,
        votes,
        votesAgainst,
        unlike,
        foreign,
        astray: traits.astray,
        traits,
        topical,
        fit,
        best,
        evidence,
      },
    ];
  });
  return candidates.sort((a, b) => b.fit - a.fit);
}
