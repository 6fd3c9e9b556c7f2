import { sql } from 'kysely';
import type { Session } from '../session.js';

const name = 'directory-revision';

/** The counter an in-memory index of the directory is checked against. */
export class DirectoryRevision {
  readonly #session: Session;
  #bumped = false;

  constructor(session: Session) {
    this.#session = session;
  }

  async read(): Promise<number> {
    const query = this.#session.db.selectFrom('settings').select('value').where('name', '=', name);
    return Number((await this.#session.first(query))?.value ?? 0);
  }

  /** Adds one, once a transaction; writers of the directory queue on this row. */
  async bump(): Promise<void> {
    if (this.#bumped) return;
    this.#bumped = true;
    const db = this.#session.db;
    const next = db
      .updateTable('settings')
      .set({ value: sql<string>`cast(cast(value as integer) + 1 as text)` })
      .where('name', '=', name);
    await this.#session.run(next);
  }
}
