import type { Migration } from './migration.js';

/** Records of the forms a pack declares, files kept with any record, and who holds which post (`marketing` …). */
export const formRecords: Migration = {
  version: 4,
  name: 'form-records',
  statements: ({ text, integer, strict }) => [
    `create table form_records (
      id ${text} primary key, form ${text} not null, draft_id ${text} not null unique, owner_id ${text} not null,
      team_id ${text} not null, channel ${text} not null, conversation_id ${text} not null,
      customer_id ${text}, customer_name ${text}, contact_id ${text}, contact_name ${text},
      field_values ${text} not null, at ${integer} not null, recorded_at ${integer} not null, state ${text} not null)${strict}`,
    'create index form_records_by_owner on form_records (owner_id, at)',
    'create index form_records_by_team on form_records (team_id)',
    `create table attachments (
      id ${text} primary key, subject ${text} not null, name ${text} not null, content_type ${text} not null,
      size ${integer} not null, sha256 ${text} not null, content ${text}, url ${text},
      added_by ${text} not null, added_at ${integer} not null)${strict}`,
    'create index attachments_by_subject on attachments (subject)',
    `create table posts (post ${text} not null, staff_id ${text} not null, primary key (post, staff_id))${strict}`,
    'create index events_by_actor on events (actor, at)',
  ],
};
