import { sql } from 'kysely';
import type { Session } from '../session.js';
import type { ComplaintRow, FormRecordRow, VisitRow } from '../tables.js';
import { mentions, type Traces } from './mentions.js';

export const erasable = ['contact', 'customer', 'staff', 'record'] as const;
export type Erasable = (typeof erasable)[number];

/** What of the store is about somebody. */
export interface Found extends Traces {
  staff: string[];
  customers: string[];
  contacts: string[];
  complaints: string[];
  visits: string[];
  forms: string[];
  conversations: string[];
  /** Not over yet: these have to be closed or handed over first. */
  open: string[];
}

const nothing: Found = {
  names: [],
  phones: [],
  files: [],
  staff: [],
  customers: [],
  contacts: [],
  complaints: [],
  visits: [],
  forms: [],
  conversations: [],
  open: [],
};

/** Undefined: there is nobody, and no record, of this id. */
export async function findPerson(session: Session, kind: Erasable, id: string): Promise<Found | undefined> {
  const found = await (kind === 'staff'
    ? ofStaff(session, id)
    : kind === 'record'
      ? ofRecord(session, id)
      : ofCustomer(session, kind, id));
  if (!found) return undefined;
  const subjects = subjectsOf(found);
  const open = [...found.open, ...(await openDuties(session, subjects))];
  const conversations = [...found.conversations, ...(await ownChats(session, found))];
  return { ...found, files: await filesOf(session, subjects), open, conversations };
}

/** Customers' own chats in which one of the complaints was told: whole conversations with the person. */
async function ownChats(session: Session, { complaints }: Found): Promise<string[]> {
  const told = session.db
    .selectFrom('complaints')
    .select(['id', 'conversation_id'])
    .where('channel', '=', 'customerchat');
  const theirs = new Set(complaints);
  const rows = (await session.all(told)).filter(({ id }) => theirs.has(id));
  return [...new Set(rows.map((row) => row.conversation_id))];
}

/** Subjects of events, files and obligations. */
export function subjectsOf({ staff, customers, contacts, complaints, visits, forms }: Found): string[] {
  const all = { staff, customer: customers, contact: contacts, complaint: complaints, visit: visits, form: forms };
  return Object.entries(all).flatMap(([kind, ids]) => ids.map((id) => `${kind}:${id}`));
}

async function ofCustomer(session: Session, kind: 'contact' | 'customer', id: string): Promise<Found | undefined> {
  const people = session.db.selectFrom('contacts').selectAll();
  const contacts = await session.all(people.where(kind === 'contact' ? 'id' : 'customer_id', '=', id));
  const customer = await session.first(
    session.db
      .selectFrom('customers')
      .selectAll()
      .where('id', '=', kind === 'customer' ? id : (contacts[0]?.customer_id ?? '')),
  );
  if (!customer) return undefined;
  const whole = kind === 'customer';
  const traces = {
    names: [...contacts.map(({ name }) => name), ...(whole ? [customer.name] : [])],
    phones: contacts.flatMap(({ phone }) => phone ?? []),
    files: [],
  };
  const ids = contacts.map((contact) => contact.id);
  const isAbout = mentions(traces);
  const byNumber = mentions({ ...traces, names: [] });
  return {
    ...nothing,
    ...traces,
    contacts: ids,
    customers: whole ? [id] : [],
    ...(await records(session, (row, texts) => {
      if (row.contact_id !== null && ids.includes(row.contact_id)) return true;
      if (row.customer_id !== customer.id) return texts.some(byNumber);
      return whole || texts.some(isAbout);
    })),
  };
}

/** Our own people stay in the records by their id alone. Who still has customers or people to lead is not let go. */
async function ofStaff(session: Session, id: string): Promise<Found | undefined> {
  const { db } = session;
  const person = await session.first(db.selectFrom('staff').selectAll().where('id', '=', id));
  if (!person) return undefined;
  const own = await session.all(db.selectFrom('conversations').select('id').where('staff_id', '=', id));
  const led = await session.all(db.selectFrom('staff').select('id').where('supervisor_id', '=', id));
  const customers = await session.all(db.selectFrom('customers').select('id').where('owner_id', '=', id));
  const owed = db.selectFrom('obligations').select('subject').distinct().where('owner_id', '=', id);
  const open = await session.all(owed.where('state', 'in', unsettled));
  return {
    ...nothing,
    names: [person.name],
    phones: person.phone === null ? [] : [person.phone],
    staff: [id],
    conversations: own.map((row) => row.id),
    open: [
      ...led.map((row) => `staff:${row.id}`),
      ...customers.map((row) => `customer:${row.id}`),
      ...open.map((row) => row.subject).filter((subject) => !subject.startsWith(`staff:${id}`)),
    ],
  };
}

/** One record whose person is not in the directory. */
async function ofRecord(session: Session, id: string): Promise<Found | undefined> {
  const found = await records(session, (row) => row.id === id);
  const { complaints, visits, forms } = found;
  if (complaints.length + visits.length + forms.length === 0) return undefined;
  const { db } = session;
  const complaint = await session.first(db.selectFrom('complaints').selectAll().where('id', '=', id));
  const visit = await session.first(db.selectFrom('visits').selectAll().where('id', '=', id));
  const form = await session.first(db.selectFrom('form_records').selectAll().where('id', '=', id));
  const names = [complaint, visit, form].flatMap((row) => row?.contact_name ?? []);
  return { ...nothing, ...found, names, phones: complaint?.phone == null ? [] : [complaint.phone] };
}

/** Enough of each file to know it again where it was sent or shown. */
async function filesOf(session: Session, subjects: readonly string[]): Promise<string[]> {
  if (subjects.length === 0) return [];
  const query = session.db.selectFrom('attachments').select('content').where('subject', 'in', subjects);
  return (await session.all(query)).flatMap(({ content }) => (content ? content.slice(0, 400) : []));
}

type RecordRow = ComplaintRow | VisitRow | FormRecordRow;
type Test = (row: RecordRow, texts: string[]) => boolean;
const pageSize = 200;

async function records(session: Session, test: Test): Promise<Pick<Found, 'complaints' | 'visits' | 'forms' | 'open'>> {
  const about = { complaints: [] as string[], visits: [] as string[], forms: [] as string[], open: [] as string[] };
  for (const [table, ids] of [
    ['complaints', about.complaints],
    ['visits', about.visits],
    ['form_records', about.forms],
  ] as const) {
    for (let last = ''; ; ) {
      const query = session.db
        .selectFrom(table)
        .selectAll()
        .where('id', '>', last)
        .orderBy('id')
        .limit(sql.lit(pageSize));
      const rows: RecordRow[] = await session.all(query);
      for (const row of rows) {
        if (!test(row, textsOf(row))) continue;
        ids.push(row.id);
        if ('severity' in row && row.state !== 'closed' && row.state !== 'withdrawn') about.open.push(row.id);
      }
      last = rows.at(-1)?.id ?? last;
      if (rows.length < pageSize) break;
    }
  }
  return about;
}

function textsOf(row: RecordRow): string[] {
  return Object.values(row).filter((value) => typeof value === 'string');
}

const unsettled = ['open', 'paused', 'late'];

/** What is still to be done on a record. Looking after a customer or a person ends with him. */
async function openDuties(session: Session, subjects: readonly string[]): Promise<string[]> {
  const ending = subjects.filter((subject) => /^(complaint|visit|form):/.test(subject));
  if (ending.length === 0) return [];
  const duties = session.db.selectFrom('obligations').select('subject').distinct();
  const rows = await session.all(duties.where('subject', 'in', ending).where('state', 'in', unsettled));
  return rows.map((row) => row.subject.replace(/^\w+:/, ''));
}
