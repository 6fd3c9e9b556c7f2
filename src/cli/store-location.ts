import type { Config } from '../config.js';
import type { StoreLocation } from '../records/open-store.js';
import { fieldSecrets } from '../secret-key.js';

/** The records a configuration names, with the keys they are sealed with. */
export function storeLocation(config: Config): StoreLocation {
  const { dataDir, databaseUrl } = config;
  return { dataDir, secrets: fieldSecrets(config), ...(databaseUrl ? { databaseUrl } : {}) };
}
