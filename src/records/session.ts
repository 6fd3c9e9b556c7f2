import type { Compilable, CompiledQuery, Kysely, QueryResult } from 'kysely';
import type { Dialect } from './database.js';
import { toAppError } from './store-errors.js';
import type { Tables } from './tables.js';

/** Runs compiled queries on a connection that answers at once, without Kysely's waiting for one. */
export interface Direct {
  execute<R>(query: CompiledQuery<R>): QueryResult<R>;
}

/**
 * What a repository works with: a query is built on `db` and run by one of the three verbs. Failures of the database
 * come out as AppErrors. Once ended (its transaction is over) every verb throws.
 */
export class Session {
  readonly db: Kysely<Tables>;
  readonly dialect: Dialect;
  readonly #direct: Direct | undefined;
  #ended = false;

  constructor(db: Kysely<Tables>, dialect: Dialect, direct?: Direct) {
    this.db = db;
    this.dialect = dialect;
    this.#direct = direct;
  }

  end(): void {
    this.#ended = true;
  }

  async all<R>(query: Compilable<R>): Promise<R[]> {
    return (await this.#execute(query)).rows;
  }

  async first<R>(query: Compilable<R>): Promise<R | undefined> {
    return (await this.#execute(query)).rows[0];
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
