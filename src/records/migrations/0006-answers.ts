import type { Migration } from './migration.js';

/** Answers given from the handbook with what people made of them, and every call of a language model, without what was sent. */
export const answers: Migration = {
  version: 6,
  name: 'answers',
  statements: ({ text, integer, strict }) => [
    `create table answers (
      id ${text} primary key, conversation_id ${text} not null, activity_id ${text} not null, sent_id ${text},
      staff_id ${text} not null, at ${integer} not null, question ${text} not null, answer ${text} not null,
      clauses ${text} not null, version ${text} not null, declined ${integer} not null, by_model ${integer} not null,
      vote ${text}, voted_at ${integer}, remark ${text})${strict}`,
    'create index answers_by_conversation on answers (conversation_id, at)',
    'create index answers_by_staff on answers (staff_id)',
    `create table model_calls (
      id ${text} primary key, at ${integer} not null, purpose ${text} not null, prompt ${text} not null,
      model ${text} not null, sent_bytes ${integer} not null, sent_sha256 ${text} not null, hidden ${integer} not null,
      outcome ${text} not null, ms ${integer} not null, tokens_in ${integer} not null,
      tokens_out ${integer} not null)${strict}`,
    'create index model_calls_by_time on model_calls (at)',
  ],
};
