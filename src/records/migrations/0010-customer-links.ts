import type { Migration } from './migration.js';

/** Links that managers send to customers, and the complaints told in one conversation. */
export const customerLinks: Migration = {
  version: 10,
  name: 'customer-links',
  statements: ({ text, integer, strict }) => [
    `create table customer_links (
      id ${text} primary key, number ${integer} not null, staff_id ${text} not null, customer_id ${text} not null,
      contact_id ${text}, made_at ${integer} not null, expires_at ${integer} not null, revoked_at ${integer},
      misses ${integer} not null, locked_until ${integer}, unique (staff_id, number))${strict}`,
    'create index complaints_by_conversation on complaints (conversation_id)',
  ],
};
