import { randomBytes } from 'node:crypto';
import { existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { AppError } from './errors.js';

/** What the environment says of keys; without any the one kept in `dataDir` counts. */
export interface KeySource {
  secretKey: string | undefined;
  fieldKeys: readonly string[];
  dataDir: string;
}

/**
 * The key that signs links and tokens: `SECRET_KEY`, else the one kept in `DATA_DIR`, made on first use and readable
 * by its owner only. Two processes starting at once get the same one.
 */
export function loadSecretKey({ secretKey, dataDir }: Pick<KeySource, 'secretKey' | 'dataDir'>): string {
  return secretKey ?? keptKey(dataDir) ?? newKey(dataDir);
}

/**
 * The secrets personal fields are sealed with: the first seals, all open. `FIELD_KEYS` first, then `SECRET_KEY`, then the
 * key kept in `DATA_DIR`, so that a store goes on being read after a key was set. Never empty.
 */
export function fieldSecrets({ secretKey, fieldKeys, dataDir }: KeySource): string[] {
  const known = [...fieldKeys, secretKey, keptKey(dataDir)].filter((key) => key !== undefined);
  return known.length > 0 ? known : [loadSecretKey({ secretKey, dataDir })];
}

function fileIn(dataDir: string): string {
  return join(dataDir, 'secret.key');
}

function keptKey(dataDir: string): string | undefined {
  if (!existsSync(fileIn(dataDir))) return undefined;
  const key = readFileSync(fileIn(dataDir), 'utf8').trim();
  if (key.length < 32) {
    throw new AppError(
      'corrupt',
      'The secret.key in DATA_DIR is damaged: restore it from a backup. Without it what is sealed in the store stays closed.',
    );
  }
  return key;
}

/** Written aside and linked into place, so that nobody reads half a key and the first of two wins. */
function newKey(dataDir: string): string {
  const file = fileIn(dataDir);
  const aside = `${file}.${process.pid}`;
  try {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    writeFileSync(aside, randomBytes(32).toString('base64url'), { mode: 0o600 });
    linkSync(aside, file);
  } catch (cause) {
    if (!existsSync(file))
      throw new AppError('misconfigured', 'DATA_DIR cannot be written: check its owner.', { cause });
  } finally {
    if (existsSync(aside)) rmSync(aside);
  }
  return keptKey(dataDir) ?? '';
}
