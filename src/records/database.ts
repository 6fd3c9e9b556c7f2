import type { ColumnTypes } from './migrations/migration.js';
import type { Session } from './session.js';

/** What the two databases spell differently. */
export interface Dialect {
  name: 'sqlite' | 'postgres';
  columns: ColumnTypes;
  /** How the n-th parameter (from 1) is written. */
  placeholder: (n: number) => string;
  /** The database's own clock, epoch ms, as SQL: what leases run by. */
  now: string;
  /** Ends a select whose rows are claimed: rows another process holds are passed over. */
  claim: string;
  /** Run first inside the transaction that migrates: one process at a time. */
  migrationLock: string | null;
}

/** One open database; everything above it is written once. */
export interface Database {
  readonly dialect: Dialect;
  /** For reads outside a transaction. */
  readonly reads: Session;
  /** Commits when the work is done, rolls back when it throws. Not to be nested. */
  transaction<T>(work: (session: Session) => Promise<T>): Promise<T>;
  /** A named lock among processes, released by the function that is given; undefined while another process has it. */
  tryHold(name: string): Promise<(() => Promise<void>) | undefined>;
  /**
   * Lets no trace of deleted and changed rows stand in the files, as far as the database lets us (docs/security.md says how far
   * that is). `rewrite` also takes what was left before this program overwrote what it deletes.
   */
  forgetDeleted(how: { rewrite: boolean }): Promise<void>;
  close(): Promise<void>;
}
