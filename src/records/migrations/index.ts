import { initial } from './0001-initial.js';
import { alerts } from './0002-alerts.js';
import { values } from './0003-values.js';
import { formRecords } from './0004-form-records.js';
import { complaintLife } from './0005-complaint-life.js';
import { answers } from './0006-answers.js';
import { visitLife } from './0007-visit-life.js';
import { ledgerIndexes } from './0008-ledger-indexes.js';
import { outboxOrder } from './0009-outbox-order.js';
import { customerLinks } from './0010-customer-links.js';
import { customerNames } from './0011-customer-names.js';
import type { Migration } from './migration.js';

/** In order; the last version is the one this code works with. */
export const migrations: readonly Migration[] = [
  initial,
  alerts,
  values,
  formRecords,
  complaintLife,
  answers,
  visitLife,
  ledgerIndexes,
  outboxOrder,
  customerLinks,
  customerNames,
];
