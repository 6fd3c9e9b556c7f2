import type { Migration } from './migration.js';

/** In a conversation nothing overtakes; what was sent can be found again under the channel's own name, to be replaced. */
export const outboxOrder: Migration = {
  version: 9,
  name: 'outbox-order',
  statements: ({ text }) => [
    "create index outbox_by_conversation on outbox (conversation_id, at) where state in ('pending', 'undelivered')",
    `alter table outbox add column sent_id ${text}`,
  ],
};
