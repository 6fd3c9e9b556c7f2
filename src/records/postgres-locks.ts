import pg from 'pg';
import { toAppError } from './store-errors.js';

/** Tells these locks from others of the same database. */
const seed = 7364907;

/**
 * Named locks on a connection of their own, made when first needed: the server lets go of them when the process dies. A
 * process asks for one name at most once at a time.
 */
export class PostgresLocks {
  readonly #connectionString: string;
  #client: Promise<pg.Client> | undefined;
  #last: Promise<unknown> = Promise.resolve();

  constructor(connectionString: string) {
    this.#connectionString = connectionString;
  }

  async tryHold(name: string): Promise<(() => Promise<void>) | undefined> {
    try {
      const client = await this.#connected();
      const { rows } = await this.#ask(client, 'select pg_try_advisory_lock(hashtextextended($1, $2)) as held', name);
      if (rows[0]?.held !== true) return undefined;
      return async () => {
        await this.#ask(client, 'select pg_advisory_unlock(hashtextextended($1, $2))', name);
      };
    } catch (error) {
      throw toAppError(error);
    }
  }

  async close(): Promise<void> {
    const client = await this.#client?.catch(() => undefined);
    this.#client = undefined;
    await client?.end();
  }

  /** One query after another: a connection is asked nothing while it answers. */
  #ask(client: pg.Client, sql: string, name: string): Promise<pg.QueryResult> {
    const asked = this.#last.then(() => client.query(sql, [name, seed]));
    this.#last = asked.catch(() => undefined);
    return asked;
  }

  #connected(): Promise<pg.Client> {
    this.#client ??= this.#connect().catch((error) => {
      this.#client = undefined;
      throw error;
    });
    return this.#client;
  }

  async #connect(): Promise<pg.Client> {
    const client = new pg.Client({
      connectionString: this.#connectionString,
      connectionTimeoutMillis: 5_000,
      query_timeout: 5_000,
      keepAlive: true,
      application_name: 'shouwen locks',
    });
    const lost = () => {
      this.#client = undefined;
    };
    client.on('error', lost);
    client.on('end', lost);
    await client.connect();
    return client;
  }
}
