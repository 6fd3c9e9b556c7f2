import type { Category, ModelUse } from '../domain/labels.js';
import type { PolicyAnswer } from '../handbook/types.js';
import type { Language, Reading, ReadingContext } from '../understanding/types.js';

/** One sentence of sympathy for a customer's trouble of this kind. */
export interface Soothing {
  category: Category;
  text: string;
}

export interface Read {
  reading: Reading;
  /** Null: the template is said. */
  soothing: Soothing | null;
}

export interface AnswerOptions {
  language?: Language;
  detail?: boolean;
  follows?: string;
}

/**
 * What a language model does for one message. Every promise settles within the time the message has, and none rejects: where the
 * model is silent or wrong, what the rules found is given.
 */
export interface Aid {
  /**
   * What the rules read, with what the model read beyond it. Call it first: it knows the names to hide. `soothes`: a line to a
   * customer may be drafted from this message.
   */
  read(reading: Reading, context: ReadingContext, asks: { soothes: boolean }): Promise<Read>;
  answer(question: string, options?: AnswerOptions): Promise<PolicyAnswer>;
}

/** The language model of this process; there is none without a key. */
export interface Model {
  forMessage(): Aid;
  /** Loads what the first message would load. */
  prepare(): Promise<void>;
}

/** What one request is for, and what may not leave with it. */
export interface Purpose {
  use: ModelUse;
  /** Name and version of its prompt, as `answer-question@1`. */
  prompt: string;
}

/** Limits of one message in ms: all requests together, those before it is routed, and the least that is worth a request. */
export interface TimeLimits {
  messageMs: number;
  readingMs: number;
  leastMs: number;
}

export const timeLimits: TimeLimits = { messageMs: 8_000, readingMs: 3_000, leastMs: 300 };
