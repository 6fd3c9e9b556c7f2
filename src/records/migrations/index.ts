import { initial } from './0001-initial.js';
import { alerts } from './0002-alerts.js';
import { values } from './0003-values.js';
import type { Migration } from './migration.js';

/** In order; the last version is the one this code works with. */
export const migrations: readonly Migration[] = [initial, alerts, values];
