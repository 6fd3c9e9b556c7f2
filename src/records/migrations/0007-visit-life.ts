import type { Migration } from './migration.js';

/** What becomes of a visit once it is booked, and a row for each person that bookings of the same person queue on. */
export const visitLife: Migration = {
  version: 7,
  name: 'visit-life',
  statements: ({ text, integer, strict }) => [
    `alter table visits add column changes ${integer} not null default 0`,
    `alter table visits add column arrived_at ${integer}`,
    `alter table visits add column held_at ${integer}`,
    `alter table visits add column outcome ${text}`,
    'create index visits_by_customer on visits (customer_id, start_at)',
    'create index complaints_by_customer on complaints (customer_id)',
    'create index form_records_by_customer on form_records (customer_id, at)',
    `create table diaries (owner_id ${text} primary key, bookings ${integer} not null)${strict}`,
  ],
};
