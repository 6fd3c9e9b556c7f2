import type { Migration } from './migration.js';

/** What waits for one person, and what one person owes by when, are found without going through what is done. */
export const ledgerIndexes: Migration = {
  version: 8,
  name: 'ledger-indexes',
  statements: () => [
    "create index outbox_by_person on outbox (staff_id) where state in ('pending', 'undelivered')",
    "create index obligations_unmet_by_due on obligations (owner_id, due_at) where met_at is null and state <> 'waived'",
  ],
};
