import { type RawBuilder, type SqlBool, sql } from 'kysely';

/**
 * Leases and waits stand by the database's clock. No lease is longer than a minute and no wait longer than two hours, so one that
 * ends later was given before that clock was set back, and counts no more.
 */
const longestLeaseMs = 60_000;
const longestWaitMs = 7_200_000;

export function leased(until: RawBuilder<number>, now: RawBuilder<number>): RawBuilder<SqlBool> {
  return sql<SqlBool>`(${until} >= ${now} and ${until} <= ${now} + ${longestLeaseMs})`;
}

/** The opposite of `waits`, spelt so that an index serves it. */
export function isDue(until: RawBuilder<number>, now: RawBuilder<number>): RawBuilder<SqlBool> {
  return sql<SqlBool>`(${until} <= ${now} or ${until} > ${now} + ${longestWaitMs})`;
}

export function waits(until: RawBuilder<number>, now: RawBuilder<number>): RawBuilder<SqlBool> {
  return sql<SqlBool>`(${until} > ${now} and ${until} <= ${now} + ${longestWaitMs})`;
}
