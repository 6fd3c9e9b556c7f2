import type { ModelUse } from './labels.js';

/** One request to a language model, for audit: how much left and under which prompt, never what it said. */
export interface ModelCall {
  id: string;
  /** Real time, epoch ms: limits never follow a simulated clock. */
  at: number;
  use: ModelUse;
  /** Name and version of the prompt, as `answer-question@1`; `embedding` where there is none. */
  prompt: string;
  model: string;
  sentBytes: number;
  /** Hex digest of the request's body. */
  sentSha256: string;
  /** Names and numbers that were hidden in it. */
  hidden: number;
  /** `answered`, a status such as `429`, or why there is none: `unreachable`, `too-large`, `timeout`. */
  outcome: string;
  ms: number;
  tokensIn: number;
  tokensOut: number;
}
