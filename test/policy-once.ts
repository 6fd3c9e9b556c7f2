import { tmpdir } from 'node:os';
import { loadPolicy } from '../src/app.js';
import { type Config, parseConfig } from '../src/config.js';

type Policy = ReturnType<typeof loadPolicy>;
type Named = Pick<Config, 'packDir' | 'calendarsDir' | 'overlayDir'>;

const read = new Map<string, Policy>();

/** A pack without an overlay, read once for all apps of a test file: nothing of it changes while they run. */
export function policyOnce(config: Named = parseConfig({ DATA_DIR: tmpdir() })): Policy {
  if (config.overlayDir !== undefined) return loadPolicy(config);
  const known = read.get(config.packDir) ?? loadPolicy(config);
  read.set(config.packDir, known);
  return known;
}
