import { sql } from 'kysely';
import { precompiled } from '../precompiled.js';
import type { Session } from '../session.js';

const name = 'directory-revision';

const settingValue = precompiled((db, setting: string) =>
  db.selectFrom('settings').select('value').where('name', '=', setting),
);

/** The counter an in-memory index of the directory is checked against. */
export class DirectoryRevision {
  readonly #session: Session;
  #bumped = false;

  constructor(session: Session) {
    this.#session = session;
  }

  async read(): Promise<number> {
    return Number((await this.#session.first(settingValue(this.#session, name)))?.value ?? 0);
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
