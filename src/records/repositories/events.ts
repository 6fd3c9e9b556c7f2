import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import type { Event, NewEvent } from '../../domain/event.js';
import { canonicalFacts, chain } from '../../domain/event-chain.js';
import type { Reads, Writes } from '../../domain/ports.js';
import { AppError } from '../../errors.js';
import { stored } from '../codes.js';
import { precompiled } from '../precompiled.js';
import type { Session } from '../session.js';
import type { EventRow } from '../tables.js';
import { insert } from '../upsert.js';
import { visibleSubject } from '../visibility.js';

const headOf = precompiled((db, subject: string) =>
  db
    .selectFrom('events')
    .select(['seq', 'hash'])
    .where('subject', '=', subject)
    .orderBy('seq', 'desc')
    .limit(sql.lit(1)),
);

type EventReads = Pick<Reads, 'listEvents' | 'listEventsBy' | 'listEventsOf' | 'listSubjects' | 'countSubjects'>;

export function eventReads(session: Session): EventReads {
  return {
    /** Every subject has its first event. */
    async listSubjects(viewer, after, limit) {
      const query = session.db.selectFrom('events').select('subject').where('seq', '=', 1).where('subject', '>', after);
      const rows = await session.all(query.where(visibleSubject(viewer)).orderBy('subject').limit(sql.lit(limit)));
      return rows.map((row) => row.subject);
    },
    async countSubjects(viewer) {
      const count = sql<number>`count(*)`.as('subjects');
      const query = session.db.selectFrom('events').select(count).where('seq', '=', 1).where(visibleSubject(viewer));
      return Number((await session.first(query))?.subjects ?? 0);
    },
    async listEventsOf(viewer, subjects) {
      if (!subjects.length) return [];
      const query = session.db.selectFrom('events').selectAll().where('subject', 'in', subjects);
      const rows = await session.all(query.where(visibleSubject(viewer)).orderBy('subject').orderBy('seq'));
      return rows.map(toEvent);
    },
    async listEventsBy(viewer, actor, from, until) {
      const query = session.db
        .selectFrom('events')
        .selectAll()
        .where('actor', '=', actor)
        .where('at', '>=', from)
        .where('at', '<', until);
      const rows = await session.all(
        query.where(visibleSubject(viewer)).orderBy('at').orderBy('subject').orderBy('seq'),
      );
      return rows.map(toEvent);
    },
    async listEvents(viewer, subject) {
      const query = session.db.selectFrom('events').selectAll().where('subject', '=', subject);
      return (await session.all(query.where(visibleSubject(viewer)).orderBy('seq'))).map(toEvent);
    },
  };
}

export function eventWrites(session: Session): Pick<Writes, 'appendEvents'> {
  return {
    async appendEvents(events) {
      if (!events.length) return [];
      for (const event of events) refuseFuture(event);
      const heads = await headsOf(session, [...new Set(events.map((event) => event.subject))]);
      const appended = events.map((event) => {
        const next = chain(event, heads.get(event.subject), randomBytes(16).toString('base64url'));
        heads.set(event.subject, next);
        return next;
      });
      await insert(session, 'events', appended.map(toRow));
      return appended;
    },
  };
}

function refuseFuture(event: NewEvent): void {
  if (event.at <= event.recordedAt) return;
  throw new AppError('invalid-input', 'An event cannot have happened after it is recorded: check the time given.');
}

async function headsOf(session: Session, subjects: string[]): Promise<Map<string, Pick<EventRow, 'seq' | 'hash'>>> {
  const heads = new Map<string, Pick<EventRow, 'seq' | 'hash'>>();
  for (const subject of subjects) {
    const head = await session.first(headOf(session, subject));
    if (head) heads.set(subject, head);
  }
  return heads;
}

export function toEvent(row: EventRow): Event {
  return {
    id: row.id,
    subject: row.subject,
    seq: row.seq,
    kind: row.kind,
    at: row.at,
    recordedAt: row.recorded_at,
    actor: row.actor,
    channel: row.channel,
    facts: stored(row.facts),
    salt: row.salt,
    factsHash: row.facts_hash,
    prevHash: row.prev_hash,
    hash: row.hash,
  };
}

function toRow(event: Event): EventRow {
  return {
    subject: event.subject,
    seq: event.seq,
    id: event.id,
    kind: event.kind,
    at: event.at,
    recorded_at: event.recordedAt,
    actor: event.actor,
    channel: event.channel,
    facts: canonicalFacts(event.facts),
    salt: event.salt,
    facts_hash: event.factsHash,
    prev_hash: event.prevHash,
    hash: event.hash,
  };
}
