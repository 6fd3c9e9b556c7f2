import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import type { Database, Dialect } from './database.js';
import { NamedStatements } from './named-statements.js';
import { PostgresLocks } from './postgres-locks.js';
import { vacuum } from './postgres-vacuum.js';
import { Session } from './session.js';
import { toAppError } from './store-errors.js';
import type { Tables } from './tables.js';
import type { Vault } from './vault.js';

const dialect: Dialect = {
  name: 'postgres',
  columns: { text: 'text collate "C"', integer: 'bigint', strict: '' },
  placeholder: (n) => `$${n}`,
  now: '(extract(epoch from clock_timestamp()) * 1000)::bigint',
  claim: 'for update skip locked',
  migrationLock: 'select pg_advisory_xact_lock(7364906)',
};

const int8 = 20;

/** A PostgreSQL server, shared by many processes. Connections are made when first needed. */
export class PostgresStore implements Database {
  readonly dialect = dialect;
  readonly reads: Session;
  readonly #connectionString: string;
  readonly #db: Kysely<Tables>;
  readonly #locks: PostgresLocks;

  constructor(connectionString: string, vault: Vault) {
    this.#connectionString = connectionString;
    const pool = new pg.Pool({
      connectionString,
      max: 10,
      connectionTimeoutMillis: 5_000,
      statement_timeout: 15_000,
      idle_in_transaction_session_timeout: 15_000,
      keepAlive: true,
      application_name: 'shouwen',
      types: {
        getTypeParser: (oid: number, format?: 'text' | 'binary') =>
          oid === int8
            ? Number
            : format === 'binary'
              ? pg.types.getTypeParser(oid, format)
              : pg.types.getTypeParser(oid),
      },
    });
    // An idle connection that the server closes is replaced at the next use; without a listener it would end the process.
    pool.on('error', () => undefined);
    // So would one that breaks while a transaction has it, between two of its statements; the next statement tells.
    const statements = new NamedStatements();
    pool.on('connect', (client) => {
      client.on('error', () => undefined);
      statements.attach(client);
    });
    this.#db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
    this.reads = new Session(this.#db, { dialect, vault });
    this.#locks = new PostgresLocks(connectionString);
  }

  async transaction<T>(work: (session: Session) => Promise<T>): Promise<T> {
    try {
      return await this.#db.transaction().execute(async (transaction) => {
        const session = new Session(transaction, { dialect, vault: this.reads.vault });
        try {
          return await work(session);
        } finally {
          session.end();
        }
      });
    } catch (error) {
      throw toAppError(error);
    }
  }

  tryHold(name: string): Promise<(() => Promise<void>) | undefined> {
    return this.#locks.tryHold(name);
  }

  /** Dead rows; the log is the server's. */
  async forgetDeleted(): Promise<void> {
    try {
      await vacuum(this.#connectionString);
    } catch (error) {
      throw toAppError(error);
    }
  }

  async close(): Promise<void> {
    this.reads.end();
    await this.#locks.close();
    await this.#db.destroy();
  }
}
