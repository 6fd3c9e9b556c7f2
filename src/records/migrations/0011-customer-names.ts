import type { Migration } from './migration.js';

/** The newest complaints of a customer that is only named. */
export const customerNames: Migration = {
  version: 11,
  name: 'customer-names',
  statements: () => ['create index complaints_by_customer_name on complaints (customer_name, accepted_at)'],
};
