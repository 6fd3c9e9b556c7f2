import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite';
import type { CompiledQuery, QueryResult, SqliteDatabase, SqliteStatement } from 'kysely';
import type { Direct } from './session.js';

/** More different statements than the store has, imports' block sizes included. */
const maxCached = 400;

/** node:sqlite as Kysely's SqliteDialect wants it, with prepared statements kept. */
export class NodeSqlite implements SqliteDatabase, Direct {
  readonly raw: DatabaseSync;
  readonly #statements = new Map<string, PreparedStatement>();

  constructor(raw: DatabaseSync) {
    this.raw = raw;
  }

  prepare(sql: string): PreparedStatement {
    const known = this.#statements.get(sql);
    if (known) return known;
    if (this.#statements.size >= maxCached) this.#statements.clear();
    const statement = new PreparedStatement(sql, this.raw.prepare(sql));
    this.#statements.set(sql, statement);
    return statement;
  }

  execute<R>({ sql, parameters }: CompiledQuery<R>): QueryResult<R> {
    const statement = this.prepare(sql);
    if (statement.reader) return { rows: statement.all(parameters) };
    return { rows: [], numAffectedRows: BigInt(statement.run(parameters).changes) };
  }

  /** A statement without parameters or rows, kept as the others are. */
  run(sql: string): void {
    this.prepare(sql).run([]);
  }

  close(): void {
    this.#statements.clear();
    if (this.raw.isOpen) this.raw.close();
  }
}

/** Refuses a wrong number of parameters: node:sqlite would bind missing ones as NULL and say nothing. */
class PreparedStatement implements SqliteStatement {
  readonly reader: boolean;
  readonly #statement: StatementSync;
  readonly #expected: number;

  constructor(sql: string, statement: StatementSync) {
    this.#statement = statement;
    this.#expected = countPlaceholders(sql);
    this.reader = statement.columns().length > 0;
  }

  all<R>(parameters: readonly unknown[]): R[] {
    // The rows are those of the query that was compiled.
    return this.#statement.all(...this.#bindable(parameters)) as R[];
  }

  run(parameters: readonly unknown[]): { changes: number | bigint; lastInsertRowid: number | bigint } {
    return this.#statement.run(...this.#bindable(parameters));
  }

  iterate(): IterableIterator<unknown> {
    throw new Error('Rows are read in pages, not streamed: a kept statement cannot serve two readers.');
  }

  #bindable(parameters: readonly unknown[]): SQLInputValue[] {
    if (parameters.length !== this.#expected) {
      throw new Error(`The statement takes ${this.#expected} parameters, ${parameters.length} were given.`);
    }
    return parameters.map((value, index) => {
      if (isBindable(value)) return value;
      throw new Error(`Parameter ${index + 1} is a ${typeof value}; text, number or null is stored.`);
    });
  }
}

function isBindable(value: unknown): value is string | number | null {
  return typeof value === 'string' || value === null || (typeof value === 'number' && !Number.isNaN(value));
}

/** Counts `?` outside quotes and comments. */
export function countPlaceholders(sql: string): number {
  const bare = sql.replace(/'(?:[^']|'')*'|"(?:[^"]|"")*"|--[^\n]*|\/\*[\s\S]*?\*\//g, '');
  return bare.split('?').length - 1;
}
