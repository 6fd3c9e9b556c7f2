import { initial } from './0001-initial.js';
import type { Migration } from './migration.js';

/** In order; the last version is the one this code works with. */
export const migrations: readonly Migration[] = [initial];
