import {
  appliesScore,
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
import { mostLikely } from './likeness.js';
import { type Question, searchTermsOf, signatureOf } from './question.js';
import { conceptTerm } from './terms.js';
import { featuresOf } from './topic-model.js';

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
  /** Likeness of the question to one that no clause answers, 0 … 1, and log-likelihood of its being such a one. */
  unlike: number;
  foreign: number;
  /** Matters of whole sections that were named and that the clause does not speak of. */
  astray: number;
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
function search(question: Question, judge: Judge): { found: Found[]; unseen: number; foreign: number } {
  const features = featuresOf(question.text, signatureOf(question));
  const { ofTopic, unseen } = judge.topics.likelihood(features);
  const [treated = 0, untreated = 0] = judge.scope.likelihood(features).ofTopic;
  const hits = judge.index.search(searchTermsOf(question), 20);
  const ranks = new Map(hits.map(({ at, score }) => [at, score / (hits[0]?.score || 1)]));
  const likely = mostLikely(ofTopic, byTopic);
  const chosen = new Set([...likely, ...hits.slice(0, byTerms).map(({ at }) => at)]);
  return {
    unseen,
    foreign: untreated - treated,
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
  const { found, unseen, foreign } = search(question, judge);
  const likeness = judge.ways.likeness(signatureOf(question));
  const unlike = likeness[entries.length] ?? 0;
  const near = found.map((one) => ({ ...one, likeness: likeness[one.at] ?? 0 }));
  const most = Math.max(...near.map(({ likelihood }) => likelihood));
  const candidates = near.flatMap(({ at, likelihood, rank, likeness }): Candidate[] => {
    const entry = entries[at];
    if (!entry) return [];
    const evidence = evidenceOf(question, entry, judge, likeness).sort((a, b) => evidenceScore(b) - evidenceScore(a));
    const best = leftOut(question, entry, evidence) ?? bestGiven(evidence);
    if (!best) return [];
    const coverage = shareOf(question, judge, (wanted) => holds(entry.all, wanted));
    const words = 0.3 * rank + 0.25 * coverage + 0.12 * best.share + 0.33 * likeness;
    const astray = astrayOf(question, entry, judge);
    const topical = (likelihood - most) / 3 + 0.5 * words + (best.kind ? 0.3 : 0) - 0.2 * astray;
    const fit = topical + 0.3 * appliesScore[best.applies];
    return [
      {
        entry,
        at,
        coverage,
        rank,
        likelihood,
        unseen,
        likeness,
        unlike,
        foreign,
        astray,
        topical,
        fit,
        best,
        evidence,
      },
    ];
  });
  return candidates.sort((a, b) => b.fit - a.fit);
}
