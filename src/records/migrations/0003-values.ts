import type { Migration } from './migration.js';

export const values: Migration = {
  version: 3,
  name: 'values',
  statements: ({ text, integer, strict }) => [
    `create table customer_values (
      customer_id ${text} primary key, value ${text} not null, recorded_at ${integer} not null)${strict}`,
  ],
};
