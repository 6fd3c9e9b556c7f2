import type { Handbook, PolicyAnswer } from '../../src/handbook/types.js';
import type { Language } from '../../src/understanding/types.js';
import type { Said } from '../engine/reply.js';

export interface PolicyTurn {
  said: Said[];
  /** Kept with the conversation, for 详 and follow-ups. */
  about: { question: string; subject: string };
}

export interface PolicyAsk {
  question: string;
  language: Language;
  /** 详: the whole clause of the question before. */
  detail: boolean;
  about: { question: string; subject: string } | null;
}

/** The clause's answer with its citation, or that no clause says so. Its words come from the handbook room. */
export function policyQuestion(handbook: Handbook, ask: PolicyAsk): PolicyTurn {
  const question = ask.detail && ask.about ? ask.about.question : ask.question;
  const answer: PolicyAnswer = handbook.answer(question, {
    language: ask.language,
    detail: ask.detail,
    ...(ask.about ? { follows: ask.about.subject } : {}),
  });
  return {
    said: [{ kind: 'answer', text: answer.answer, citations: answer.citations }],
    about: { question, subject: answer.subject || ask.about?.subject || '' },
  };
}
