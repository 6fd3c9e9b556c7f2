import { createHash } from 'node:crypto';
import type pg from 'pg';

/** Beyond so many different ones a statement is planned each time: what a connection has prepared stays in the server's memory. */
const most = 500;

/**
 * Statements with parameters are prepared by name, so that the server reads and plans each once a connection. A statement whose
 * result another process's migration changed is prepared anew under another name; the one it failed for fails (0A000).
 */
export class NamedStatements {
  readonly #names = new Map<string, string>();
  #generation = 0;

  /** From now on what `client` is asked goes by name. */
  attach(client: pg.PoolClient | pg.Client): void {
    const plain = client.query.bind(client) as (query: unknown, values?: unknown, done?: unknown) => unknown;
    const named = (query: unknown, values?: unknown, done?: unknown): unknown => {
      const isOurs = typeof query === 'string' && Array.isArray(values) && values.length > 0 && done === undefined;
      const name = isOurs ? this.#nameOf(query) : undefined;
      if (name === undefined) return plain(query, values, done);
      const answered = plain({ name, text: query, values }) as Promise<unknown>;
      return answered.catch((error: unknown) => {
        if (Object(error).code === '0A000') this.#forget();
        throw error;
      });
    };
    client.query = named as typeof client.query;
  }

  #nameOf(text: string): string | undefined {
    const known = this.#names.get(text);
    if (known !== undefined || this.#names.size >= most) return known;
    const name = `${createHash('sha256').update(text).digest('base64url').slice(0, 22)}.${this.#generation}`;
    this.#names.set(text, name);
    return name;
  }

  #forget(): void {
    this.#generation += 1;
    this.#names.clear();
  }
}
