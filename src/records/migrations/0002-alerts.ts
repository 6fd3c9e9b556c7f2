import type { Migration } from './migration.js';

export const alerts: Migration = {
  version: 2,
  name: 'alerts',
  statements: ({ text, integer, strict }) => [
    `create table leaves (
      staff_id ${text} primary key, from_at ${integer} not null, until_at ${integer} not null)${strict}`,
    `create table cards (
      id ${text} primary key, staff_id ${text} not null, kind ${text} not null, obligation_id ${text} not null,
      event_id ${text}, made_at ${integer} not null, used_at ${integer}, outcome ${text})${strict}`,
    'create index cards_by_staff on cards (staff_id, made_at)',
    'create index cards_by_obligation on cards (obligation_id)',
  ],
};
