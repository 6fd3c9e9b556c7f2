import type { Migration } from './migration.js';

/** The newest complaints of one customer, known or only named. */
export const complaintsByCustomer: Migration = {
  version: 11,
  name: 'complaints-by-customer',
  statements: () => [
    'create index complaints_by_customer on complaints (customer_id, accepted_at)',
    'create index complaints_by_customer_name on complaints (customer_name, accepted_at)',
  ],
};
