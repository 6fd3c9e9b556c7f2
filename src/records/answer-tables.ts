import type { Flag } from './tables.js';

export interface AnswerRow {
  id: string;
  conversation_id: string;
  activity_id: string;
  sent_id: string | null;
  staff_id: string;
  at: number;
  question: string;
  answer: string;
  /** JSON array. */
  clauses: string;
  version: string;
  declined: Flag;
  by_model: Flag;
  vote: string | null;
  voted_at: number | null;
  remark: string | null;
}

export interface ModelCallRow {
  id: string;
  at: number;
  purpose: string;
  prompt: string;
  model: string;
  sent_bytes: number;
  sent_sha256: string;
  hidden: number;
  outcome: string;
  ms: number;
  tokens_in: number;
  tokens_out: number;
}
