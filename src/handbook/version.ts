import { createHash } from 'node:crypto';
import type { Clause } from '../policy/types.js';

/** A short name for the text of a handbook: another one as soon as a clause is added, taken away or worded anew. */
export function versionOf(clauses: readonly Clause[]): string {
  const digest = createHash('sha256');
  for (const { id, title, text, effective } of clauses) digest.update(JSON.stringify([id, title, text, effective]));
  return digest.digest('hex').slice(0, 12);
}
