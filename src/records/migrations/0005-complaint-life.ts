import type { Migration } from './migration.js';

/** What becomes of a complaint after it is taken, and the words that belong to an event (events hold none). */
export const complaintLife: Migration = {
  version: 5,
  name: 'complaint-life',
  statements: ({ text, integer, strict }) => [
    `alter table complaints add column sort ${text}`,
    `alter table complaints add column difficult ${integer} not null default 0`,
    `alter table complaints add column escalating ${integer} not null default 0`,
    `alter table complaints add column waiting_since ${integer}`,
    `alter table complaints add column result ${text}`,
    `alter table complaints add column satisfaction ${text}`,
    `alter table complaints add column followed_up_at ${integer}`,
    `create table notes (
      event_id ${text} primary key, subject ${text} not null, text ${text} not null, was ${text})${strict}`,
    'create index notes_by_subject on notes (subject)',
  ],
};
