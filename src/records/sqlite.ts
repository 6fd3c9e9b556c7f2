import { DatabaseSync } from 'node:sqlite';
import { setImmediate as loopAround } from 'node:timers/promises';
import { Kysely, SqliteDialect } from 'kysely';
import { whenFree } from './busy-retry.js';
import { CommitGroup } from './commit-group.js';
import type { Database, Dialect } from './database.js';
import { FairQueue } from './fair-queue.js';
import { NodeSqlite } from './node-sqlite.js';
import { Session } from './session.js';
import { toAppError } from './store-errors.js';
import type { Tables } from './tables.js';
import type { Vault } from './vault.js';

export const sqliteDialect: Dialect = {
  name: 'sqlite',
  columns: { text: 'text', integer: 'integer', strict: ' strict' },
  placeholder: () => '?',
  now: "cast(unixepoch('subsec') * 1000 as integer)",
  claim: '',
  migrationLock: null,
};

/**
 * The embedded database: one connection that writes, transactions one at a time in the order they came, those that come
 * together in one commit, and one read-only connection for reads meanwhile. Other processes may use the same file.
 */
export class SqliteStore implements Database {
  readonly dialect = sqliteDialect;
  readonly reads: Session;
  readonly #vault: Vault;
  readonly #writer: NodeSqlite;
  readonly #writes: Kysely<Tables>;
  readonly #queue = new FairQueue();
  #forming: CommitGroup | undefined;

  /** `unreachable` when the file stays locked for 5 s. */
  static async open(file: string, vault: Vault): Promise<SqliteStore> {
    try {
      const writer = await whenFree(() => openConnection(file, false));
      return new SqliteStore(vault, writer, await whenFree(() => openConnection(file, true)));
    } catch (error) {
      throw toAppError(error);
    }
  }

  private constructor(vault: Vault, writer: NodeSqlite, reader: NodeSqlite) {
    this.#vault = vault;
    this.#writer = writer;
    this.#writes = new Kysely<Tables>({ dialect: new SqliteDialect({ database: writer }) });
    const reads = new Kysely<Tables>({ dialect: new SqliteDialect({ database: reader }) });
    this.reads = new Session(reads, this.#terms, { execute: (query) => this.#reading(reader).execute(query) });
  }

  transaction<T>(work: (session: Session) => Promise<T>): Promise<T> {
    if (!this.#forming || this.#forming.full) this.#forming = this.#formGroup();
    return this.#forming.add(work);
  }

  /**
   * Commits when its turn has come; until then others may join, and so they may while the requests that have arrived are
   * read: as long as each time around brings one more. Nobody waits for what has not arrived.
   */
  #formGroup(): CommitGroup {
    const group = new CommitGroup(this.#writer, () => new Session(this.#writes, this.#terms, this.#writer));
    void this.#queue.run(async () => {
      let before: number;
      do {
        before = group.size;
        await loopAround();
      } while (group.size > before && !group.full);
      if (this.#forming === group) this.#forming = undefined;
      await group.commit();
    });
    return group;
  }

  /** One process serves an embedded store; the commands beside it hold no conversations. */
  async tryHold(): Promise<() => Promise<void>> {
    return async () => undefined;
  }

  /** A commit leaves the pages of the writing connection warm and those of the other cold; a transaction keeps the writer for itself. */
  #reading(reader: NodeSqlite): NodeSqlite {
    return this.#writer.raw.isTransaction ? reader : this.#writer;
  }

  /** Deleted content is overwritten at once (`secure_delete`); here the log is emptied, once nobody reads from it. */
  async forgetDeleted({ rewrite }: { rewrite: boolean }): Promise<void> {
    const { raw } = this.#writer;
    await this.#queue.run(async () => {
      try {
        if (rewrite) await whenFree(() => raw.exec('vacuum'));
        await whenFree(() => {
          if (raw.prepare('pragma wal_checkpoint(truncate)').get()?.busy !== 0) throw busyNow;
        });
      } catch (error) {
        throw toAppError(error);
      }
    });
  }

  get #terms() {
    return { dialect: sqliteDialect, vault: this.#vault };
  }

  async close(): Promise<void> {
    await this.#queue.idle();
    this.reads.end();
    await this.reads.db.destroy();
    await this.#writes.destroy();
    this.#writer.close();
  }
}

const busyNow = Object.assign(new Error('Somebody reads from the log.'), { errcode: 5 });

/** 16 MB of log before it is folded into the file: pages that every turn writes are folded once for many turns. */
const checkpointPages = 4_000;

/** Reads the schema at once, so that a lock left by a process that was killed is met here and not in a turn. */
function openConnection(file: string, readOnly: boolean): NodeSqlite {
  const raw = new DatabaseSync(file, { readOnly, timeout: 0 });
  try {
    if (!readOnly)
      raw.exec(`pragma journal_mode = wal; pragma wal_autocheckpoint = ${checkpointPages}; pragma secure_delete = on`);
    raw.exec('pragma synchronous = full; pragma cache_size = -16000; pragma temp_store = memory');
    raw.prepare('select count(*) from sqlite_schema').get();
    return new NodeSqlite(raw);
  } catch (error) {
    raw.close();
    throw error;
  }
}
