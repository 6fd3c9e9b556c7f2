import { randomInt } from 'node:crypto';
import { localDay } from '../policy/local-time.js';

const crockford = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** `TS-261124-K7Q2`: prefix, yymmdd in the pack's time zone, four Crockford base-32 characters. A clash is retried by the caller. */
export function recordNumber(prefix: 'TS' | 'BF', at: number, timeZone: string): string {
  const day = localDay(at, timeZone).slice(2).replaceAll('-', '');
  let tail = '';
  for (let i = 0; i < 4; i++) tail += crockford[randomInt(crockford.length)];
  return `${prefix}-${day}-${tail}`;
}
