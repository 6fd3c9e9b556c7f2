import type { Language } from '../understanding/types.js';

export interface Citation {
  clause: string;
  title: string;
  path: string;
  /** The words of the clause the answer rests on. */
  quote: string;
  effectiveFrom: string | null;
}

/** Field names are the contract of `ask` and of the citation entity. */
export interface PolicyAnswer {
  question: string;
  /** ≤ 120 characters (300 when two things were asked, or with `detail`); names the clause as 〔四·处理时限〕. */
  answer: string;
  /** No clause answers: said so, with what is known nearby. */
  declined: boolean;
  /** 0 … 1 */
  confidence: number;
  citations: Citation[];
  /** Ranked clauses, filled even when declined. */
  hits: Array<{ clause: string; score: number }>;
  /** Of the handbook's text. */
  version: string;
  /** A language model wrote the words; they were held against the clauses cited. */
  byModel?: true;
  /** What the question was about, so that a follow-up (那普通的呢) keeps its subject. */
  subject: string;
}

/** Whoever answers: the handbook at once, or a model that words it first. */
export interface Answerer {
  answer(
    question: string,
    options?: { language?: Language; detail?: boolean; follows?: string },
  ): PolicyAnswer | Promise<PolicyAnswer>;
}

export interface Handbook extends Answerer {
  /** `follows` is the subject of the answer before, in the same conversation. */
  answer(question: string, options?: { language?: Language; detail?: boolean; follows?: string }): PolicyAnswer;
}
