import { sql } from 'kysely';
import type { Session } from '../session.js';
import type { Tables } from '../tables.js';

/** Ids of records whose personal part goes; numbers, times, labels and amounts stay. */
export interface RecordIds {
  complaints: readonly string[];
  visits: readonly string[];
  forms: readonly string[];
}

/** At most some hundreds at once. Names of customers stay unless `customerName` says what stands there instead. */
export async function eraseRecords(session: Session, ids: RecordIds, customerName?: string): Promise<void> {
  const { db } = session;
  const nobody = { contact_id: null, contact_name: null, ...(customerName ? { customer_name: customerName } : {}) };
  if (ids.complaints.length > 0) {
    const change = { ...nobody, phone: null, demand: null, ...session.seal('complaints', { description: '' }) };
    await session.run(db.updateTable('complaints').set(change).where('id', 'in', ids.complaints));
  }
  if (ids.visits.length > 0) {
    const change = { ...nobody, place: null, note: null, outcome: null };
    await session.run(db.updateTable('visits').set(change).where('id', 'in', ids.visits));
  }
  if (ids.forms.length > 0) {
    const change = { ...nobody, ...session.seal('form_records', { field_values: '{}' }) };
    await session.run(db.updateTable('form_records').set(change).where('id', 'in', ids.forms));
  }
  await eraseSubjects(session, [
    ...ids.complaints.map((id) => `complaint:${id}`),
    ...ids.visits.map((id) => `visit:${id}`),
    ...ids.forms.map((id) => `form:${id}`),
  ]);
}

/** Facts and salt of events go, their hashes stay: the chains still verify. Words and files of the subjects go with them. */
export async function eraseSubjects(session: Session, subjects: readonly string[]): Promise<void> {
  if (subjects.length === 0) return;
  const { db } = session;
  await session.run(db.updateTable('events').set({ facts: '{}', salt: '' }).where('subject', 'in', subjects));
  const words = session.seal('notes', { text: '' });
  const ofThem = db.selectFrom('events').select('id').where('subject', 'in', subjects);
  await session.run(
    db
      .updateTable('notes')
      .set({ ...words, was: null })
      .where('event_id', 'in', ofThem),
  );
  const file = { ...session.seal('attachments', { name: '' }), content: null, url: null, sha256: '', size: 0 };
  await session.run(db.updateTable('attachments').set(file).where('subject', 'in', subjects));
}

/** Duties towards somebody who is no longer there; what was met or missed for good stays as a figure. */
export async function dropOpenDuties(session: Session, subjects: readonly string[]): Promise<void> {
  if (subjects.length === 0) return;
  const { db } = session;
  const open = db.selectFrom('obligations').select('id').where('subject', 'in', subjects);
  const ids = (await session.all(open.where('state', 'in', ['open', 'paused', 'late']))).map(({ id }) => id);
  if (ids.length === 0) return;
  await session.run(db.deleteFrom('due_work').where('obligation_id', 'in', ids));
  await session.run(db.deleteFrom('obligations').where('id', 'in', ids));
}

/** Deletes up to `limit` rows; gives how many went. */
export async function deleteSome(
  session: Session,
  table: keyof Tables,
  key: readonly string[],
  which: ReturnType<typeof sql<boolean>>,
  limit: number,
): Promise<number> {
  const columns = sql.join(key.map((column) => sql.ref(column)));
  const some = sql`select ${columns} from ${sql.table(table)} where ${which} limit ${sql.lit(limit)}`;
  const query = sql`delete from ${sql.table(table)} where (${columns}) in (${some})`;
  return session.run({ compile: () => query.compile(session.db) });
}
