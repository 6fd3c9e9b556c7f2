import type { Database } from '../database.js';
import { DirectoryRevision } from '../repositories/directory-revision.js';
import type { Session } from '../session.js';
import { eraseMessages } from './messages.js';
import { type Erasable, type Found, findPerson, subjectsOf } from './person.js';
import { dropOpenDuties, eraseRecords, eraseSubjects } from './rows.js';

export interface Erasure extends Found {
  /** Kept messages that name him. */
  messages: number;
}

/** What an erasure would take; writes nothing. Undefined: there is nobody of this id. */
export async function previewErasure(database: Database, kind: Erasable, id: string): Promise<Erasure | undefined> {
  const found = await findPerson(database.reads, kind, id);
  return found && { ...found, messages: await eraseMessages(database, found, { preview: true, words: '' }) };
}

const chunk = 50;

/**
 * Takes a person's data out of the store, in small transactions; records keep their number, times and labels, and every chain of
 * events still verifies. Broken off, it is run again. `words` stand where a message or a name was.
 */
export async function erase(database: Database, found: Found, words: string): Promise<void> {
  await eraseMessages(database, found, { preview: false, words });
  for (const kind of ['complaints', 'visits', 'forms'] as const) {
    for (let at = 0; at < found[kind].length; at += chunk) {
      const ids = { complaints: [], visits: [], forms: [], [kind]: found[kind].slice(at, at + chunk) };
      const name = found.customers.length > 0 ? words : undefined;
      await database.transaction((session) => eraseRecords(session, ids, name));
    }
  }
  for (const id of found.conversations) await database.transaction((session) => eraseConversation(session, id));
  await database.transaction((session) => eraseFromDirectory(session, found, words));
  await database.forgetDeleted({ rewrite: false });
}

async function eraseFromDirectory(session: Session, found: Found, words: string): Promise<void> {
  const { db } = session;
  const { customers, contacts, staff } = found;
  await new DirectoryRevision(session).bump();
  const subjects = subjectsOf({ ...found, complaints: [], visits: [], forms: [] });
  await dropOpenDuties(session, subjects);
  await eraseSubjects(session, subjects);
  const links = db.deleteFrom('customer_links');
  if (contacts.length > 0) await session.run(links.where('contact_id', 'in', contacts));
  if (customers.length > 0) await session.run(links.where('customer_id', 'in', customers));
  if (contacts.length > 0) await session.run(db.deleteFrom('contacts').where('id', 'in', contacts));
  if (customers.length > 0) {
    await session.run(db.deleteFrom('customer_values').where('customer_id', 'in', customers));
    await session.run(db.deleteFrom('customers').where('id', 'in', customers));
  }
  if (staff.length === 0) return;
  for (const table of ['staff_identities', 'leaves', 'posts', 'customer_links'] as const) {
    await session.run(db.deleteFrom(table).where('staff_id', 'in', staff));
  }
  const nobody = { name: words, work_number: null, phone: null };
  await session.run(db.updateTable('staff').set(nobody).where('id', 'in', staff));
}

/** Whole, with everything said in it. Its id is `<channel>|<the channel's own>`. */
async function eraseConversation(session: Session, id: string): Promise<void> {
  const { db } = session;
  const [channel = ''] = id.split('|', 1);
  const own = id.slice(channel.length + 1);
  const names = [id, own];
  await session.run(db.deleteFrom('inbox').where('channel', '=', channel).where('conversation_id', 'in', names));
  for (const table of ['activities', 'dialog_states', 'answers', 'outbox'] as const) {
    await session.run(db.deleteFrom(table).where('conversation_id', 'in', names));
  }
  await session.run(db.deleteFrom('conversations').where('id', '=', id));
}
