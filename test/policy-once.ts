import { loadPolicy } from '../src/app.js';
import type { Config } from '../src/config.js';

type Policy = ReturnType<typeof loadPolicy>;

const read = new Map<string, Policy>();

/** A pack without an overlay, read once for all apps of a test file: nothing of it changes while they run. */
export function policyOnce(config: Config): Policy {
  if (config.overlayDir !== undefined) return loadPolicy(config);
  const known = read.get(config.packDir) ?? loadPolicy(config);
  read.set(config.packDir, known);
  return known;
}
