import type { Compilable, CompiledQuery, Kysely, QueryResult } from 'kysely';
import type { Dialect } from './database.js';
import { openRows, sealRow } from './sealed-columns.js';
import { toAppError } from './store-errors.js';
import type { Tables } from './tables.js';
import type { Vault } from './vault.js';

/** Runs compiled queries on a connection that answers at once, without Kysely's waiting for one. */
export interface Direct {
  execute<R>(query: CompiledQuery<R>): QueryResult<R>;
}

/**
 * What a repository works with: a query is built on `db` and run by one of the verbs. Rows come out opened; what is
 * written is sealed first (`seal`, inserts do it themselves). Failures of the database come out as AppErrors. Once ended (its
 * transaction is over) every verb throws. A limit stands in a query's text (`sql.lit`): SQLite looks into a bound one when it plans,
 * and so plans the statement anew each time it is run.
 */
export class Session {
  readonly db: Kysely<Tables>;
  readonly dialect: Dialect;
  readonly vault: Vault;
  readonly #direct: Direct | undefined;
  #ended = false;

  constructor(db: Kysely<Tables>, { dialect, vault }: { dialect: Dialect; vault: Vault }, direct?: Direct) {
    this.db = db;
    this.dialect = dialect;
    this.vault = vault;
    this.#direct = direct;
  }

  end(): void {
    this.#ended = true;
  }

  async all<R>(query: Compilable<R>): Promise<R[]> {
    const { rows } = await this.#execute(query);
    openRows(this.vault, rows);
    return rows;
  }

  async first<R>(query: Compilable<R>): Promise<R | undefined> {
    return (await this.all(query))[0];
  }

  /** Rows as they are stored. */
  async unopened<R>(query: Compilable<R>): Promise<R[]> {
    return (await this.#execute(query)).rows;
  }

  /** A row, or the changed columns of one, as it is stored. */
  seal<R extends object>(table: keyof Tables, row: R): R {
    return sealRow(this.vault, table, row);
  }

  /** Gives the number of rows written. */
  async run(query: Compilable<unknown>): Promise<number> {
    return Number((await this.#execute(query)).numAffectedRows ?? 0);
  }

  async #execute<R>(query: Compilable<R>) {
    if (this.#ended) throw new Error('The transaction is over: await every write inside it.');
    try {
      const compiled = query.compile();
      return this.#direct ? this.#direct.execute(compiled) : await this.db.executeQuery<R>(compiled);
    } catch (error) {
      throw toAppError(error);
    }
  }
}
