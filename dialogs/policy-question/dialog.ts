import type { Vote } from '../../src/domain/given-answer.js';
import type { Answerer } from '../../src/handbook/types.js';
import { Pseudonyms } from '../../src/understanding/pseudonyms.js';
import type { Language, Reading } from '../../src/understanding/types.js';
import { line, type Said } from '../engine/reply.js';
import { loadWords } from '../engine/words.js';

export const words = loadWords('policy-question');

export interface PolicyTurn {
  said: Said[];
  /** Kept with the conversation, for 详 and follow-ups. */
  about: { question: string; subject: string };
}

export interface PolicyAsk {
  question: string;
  /** Whom the question names: hidden in what is kept of it. */
  names: Reading['names'];
  language: Language;
  /** 详: the whole clause of the question before. */
  detail: boolean;
  about: { question: string; subject: string } | null;
  /** A supervisor asks: he is not sent to himself. */
  leads?: boolean;
}

/** The clause's answer with its citation, or that no clause says so. Its words come from the handbook room. */
export async function policyQuestion(handbook: Answerer, ask: PolicyAsk): Promise<PolicyTurn> {
  const question = ask.detail && ask.about ? ask.about.question : ask.question;
  const { answer, citations, subject, declined, version, byModel } = await handbook.answer(question, {
    language: ask.language,
    detail: ask.detail,
    ...(ask.about ? { follows: ask.about.subject } : {}),
  });
  const hidden = new Pseudonyms(ask.names).hide(question);
  const given = { question: hidden, version, declined, byModel: byModel === true };
  return {
    said: [
      {
        kind: 'answer',
        text: ask.leads ? sentOn(answer, ask.language) : answer,
        citations,
        ...(ask.detail ? {} : { given }),
      },
    ],
    about: { question, subject: subject || ask.about?.subject || '' },
  };
}

function sentOn(answer: string, language: Language): string {
  return answer.replaceAll(words.say(language, 'whom'), words.say(language, 'whom.above'));
}

const thumbs: ReadonlyArray<readonly [Vote, RegExp]> = [
  ['up', /^(?:👍[\u{1F3FB}-\u{1F3FF}]?|有用|答得好)[!。~\s]*$/u],
  ['down', /^(?:👎[\u{1F3FB}-\u{1F3FF}]?|没用|沒用|答非所问|答非所問|答错了|答錯了)[!。~\s]*$/u],
];

/** A vote typed under an answer; null when the message is none. */
export function voteIn(text: string): Vote | null {
  return thumbs.find(([, shape]) => shape.test(text.trim()))?.[0] ?? null;
}

export function thanksForVote(vote: Vote, language: Language): Said[] {
  return [line(words.say(language, `voted.${vote}`))];
}
