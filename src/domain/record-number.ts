import { randomInt } from 'node:crypto';
import { localDay } from '../policy/local-time.js';

const crockford = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** `TS-261124-K7Q2`: prefix (TS complaint, BF visit, others as the pack's forms say), yymmdd in the pack's time zone, four Crockford base-32 characters. A clash is retried by the caller. */
export function recordNumber(prefix: string, at: number, timeZone: string): string {
  const day = localDay(at, timeZone).slice(2).replaceAll('-', '');
  let tail = '';
  for (let i = 0; i < 4; i++) tail += crockford[randomInt(crockford.length)];
  return `${prefix}-${day}-${tail}`;
}

const numberPattern = /\b[A-Z]{2}-\d{6}-[0-9A-HJKMNP-TV-Z]{4}\b/i;

/** The first record number a text names, in capitals. */
export function recordNumberIn(text: string): string | null {
  return numberPattern.exec(text)?.[0].toUpperCase() ?? null;
}

/** The subject of events about a record. */
export function subjectOfNumber(id: string): string {
  if (id.startsWith('TS-')) return `complaint:${id}`;
  return id.startsWith('BF-') ? `visit:${id}` : `form:${id}`;
}
