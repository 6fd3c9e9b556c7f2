import { sql } from 'kysely';
import type { RecordKinds } from '../domain/ports.js';
import type { Viewer } from '../domain/staff.js';
import { toActivity } from './repositories/activities.js';
import { toAnswer } from './repositories/answers.js';
import { toComplaint } from './repositories/complaints.js';
import { toContact, toCustomer } from './repositories/customers.js';
import { toEvent } from './repositories/events.js';
import { toFormRecord } from './repositories/form-records.js';
import { toModelCall } from './repositories/model-calls.js';
import { toNote } from './repositories/notes.js';
import { toObligation } from './repositories/obligations.js';
import { toStaff } from './repositories/staff.js';
import { toVisit } from './repositories/visits.js';
import type { Session } from './session.js';
import { visible, visibleContact, visibleStaff, visibleSubject } from './visibility.js';

const pageSize = 500;

type Page<T> = (last: T | undefined) => Promise<T[]>;

/** Reads a whole kind page by page; each page is its own read, so a long export holds nothing up. */
export function recordPages(
  session: Session,
  viewer: Viewer,
): { [K in keyof RecordKinds]: () => AsyncIterable<RecordKinds[K]> } {
  return {
    staff: () => paged((last) => staffPage(session, viewer, last?.id ?? '')),
    customers: () => paged((last) => customerPage(session, viewer, last?.id ?? '')),
    contacts: () => paged((last) => contactPage(session, viewer, last?.id ?? '')),
    complaints: () => paged((last) => complaintPage(session, viewer, last?.id ?? '')),
    visits: () => paged((last) => visitPage(session, viewer, last?.id ?? '')),
    forms: () => paged((last) => formPage(session, viewer, last?.id ?? '')),
    obligations: () => paged((last) => obligationPage(session, viewer, last?.id ?? '')),
    notes: () => paged((last) => notePage(session, viewer, last?.eventId ?? '')),
    events: () => paged((last) => eventPage(session, viewer, last?.subject ?? '', last?.seq ?? 0)),
    activities: () => paged((last) => activityPage(session, viewer, last?.conversationId ?? '', last?.seq ?? 0)),
    answers: () => paged((last) => answerPage(session, viewer, last?.id ?? '', false)),
    feedback: () => paged((last) => answerPage(session, viewer, last?.id ?? '', true)),
    'model-calls': () => paged((last) => modelCallPage(session, viewer, last?.id ?? '')),
  };
}

async function* paged<T>(page: Page<T>): AsyncIterable<T> {
  let last: T | undefined;
  for (;;) {
    const rows = await page(last);
    yield* rows;
    last = rows.at(-1);
    if (rows.length < pageSize) return;
  }
}

async function staffPage(session: Session, viewer: Viewer, after: string) {
  const query = session.db.selectFrom('staff').selectAll().where(visibleStaff(viewer)).where('id', '>', after);
  return (await session.all(query.orderBy('id').limit(sql.lit(pageSize)))).map(toStaff);
}

async function customerPage(session: Session, viewer: Viewer, after: string) {
  const query = session.db
    .selectFrom('customers')
    .selectAll()
    .where(visible(viewer, 'owner_id', 'team_id'));
  return (await session.all(query.where('id', '>', after).orderBy('id').limit(sql.lit(pageSize)))).map(toCustomer);
}

async function contactPage(session: Session, viewer: Viewer, after: string) {
  const query = session.db.selectFrom('contacts').selectAll().where(visibleContact(viewer)).where('id', '>', after);
  return (await session.all(query.orderBy('id').limit(sql.lit(pageSize)))).map(toContact);
}

async function complaintPage(session: Session, viewer: Viewer, after: string) {
  const query = session.db
    .selectFrom('complaints')
    .selectAll()
    .where(visible(viewer, 'owner_id', 'team_id'));
  return (await session.all(query.where('id', '>', after).orderBy('id').limit(sql.lit(pageSize)))).map(toComplaint);
}

async function visitPage(session: Session, viewer: Viewer, after: string) {
  const query = session.db
    .selectFrom('visits')
    .selectAll()
    .where(visible(viewer, 'owner_id', 'team_id'));
  return (await session.all(query.where('id', '>', after).orderBy('id').limit(sql.lit(pageSize)))).map(toVisit);
}

async function formPage(session: Session, viewer: Viewer, after: string) {
  const query = session.db
    .selectFrom('form_records')
    .selectAll()
    .where(visible(viewer, 'owner_id', 'team_id'));
  return (await session.all(query.where('id', '>', after).orderBy('id').limit(sql.lit(pageSize)))).map(toFormRecord);
}

async function obligationPage(session: Session, viewer: Viewer, after: string) {
  const query = session.db.selectFrom('obligations').selectAll().where(visible(viewer, 'owner_id'));
  return (await session.all(query.where('id', '>', after).orderBy('id').limit(sql.lit(pageSize)))).map(toObligation);
}

async function notePage(session: Session, viewer: Viewer, after: string) {
  const query = session.db
    .selectFrom('notes')
    .innerJoin('events', 'events.id', 'notes.event_id')
    .selectAll('notes')
    .where(visibleSubject(viewer));
  const rows = query.where('notes.event_id', '>', after).orderBy('notes.event_id').limit(sql.lit(pageSize));
  return (await session.all(rows)).map(toNote);
}

async function eventPage(session: Session, viewer: Viewer, subject: string, seq: number) {
  const query = session.db
    .selectFrom('events')
    .selectAll()
    .where(visibleSubject(viewer))
    .where((eb) => eb.or([eb('subject', '>', subject), eb.and([eb('subject', '=', subject), eb('seq', '>', seq)])]));
  return (await session.all(query.orderBy('subject').orderBy('seq').limit(sql.lit(pageSize)))).map(toEvent);
}

/** Conversations are private: all of them for administrators and the program, one's own for everybody else. */
async function activityPage(session: Session, viewer: Viewer, conversation: string, seq: number) {
  let query = session.db
    .selectFrom('activities')
    .selectAll()
    .where((eb) =>
      eb.or([
        eb('conversation_id', '>', conversation),
        eb.and([eb('conversation_id', '=', conversation), eb('seq', '>', seq)]),
      ]),
    );
  if (viewer.kind === 'staff' && viewer.role !== 'administrator') {
    const own = session.db.selectFrom('conversations').select('id').where('staff_id', '=', viewer.staffId);
    query = query.where('conversation_id', 'in', own);
  }
  return (await session.all(query.orderBy('conversation_id').orderBy('seq').limit(sql.lit(pageSize)))).map(toActivity);
}

async function answerPage(session: Session, viewer: Viewer, after: string, voted: boolean) {
  let query = session.db.selectFrom('answers').selectAll().where(visible(viewer, 'staff_id')).where('id', '>', after);
  if (voted) query = query.where('vote', 'is not', null);
  return (await session.all(query.orderBy('id').limit(sql.lit(pageSize)))).map(toAnswer);
}

/** Of nobody in particular: for administrators and the program. */
async function modelCallPage(session: Session, viewer: Viewer, after: string) {
  if (viewer.kind === 'staff' && viewer.role !== 'administrator') return [];
  const query = session.db.selectFrom('model_calls').selectAll().where('id', '>', after);
  return (await session.all(query.orderBy('id').limit(sql.lit(pageSize)))).map(toModelCall);
}
