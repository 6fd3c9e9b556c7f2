import { sql } from 'kysely';
import type { InboxRow, Reads, Writes } from '../../domain/ports.js';
import { AppError } from '../../errors.js';
import { precompiled } from '../precompiled.js';
import type { Session } from '../session.js';
import type { InboxTableRow } from '../tables.js';
import { insertMissing } from '../upsert.js';

const byKey = precompiled((db, channel: string, conversation: string, activity: string) =>
  db
    .selectFrom('inbox')
    .selectAll()
    .where('channel', '=', channel)
    .where('conversation_id', '=', conversation)
    .where('activity_id', '=', activity),
);

const finish = precompiled((db, replies: string, channel: string, conversation: string, activity: string) =>
  db
    .updateTable('inbox')
    .set({ replies })
    .where('channel', '=', channel)
    .where('conversation_id', '=', conversation)
    .where('activity_id', '=', activity)
    .where('replies', 'is', null),
);

export function inboxReads(session: Session): Pick<Reads, 'findInbox' | 'listUnfinishedInbox' | 'listAnsweredInbox'> {
  return {
    async findInbox(key) {
      const row = await session.first(byKey(session, key.channel, key.conversationId, key.activityId));
      return row && toInboxRow(row);
    },
    async listUnfinishedInbox(limit) {
      const query = session.db.selectFrom('inbox').selectAll().where('replies', 'is', null);
      const rows = await session.all(query.orderBy('received_at').orderBy('activity_id').limit(sql.lit(limit)));
      return rows.map(toInboxRow);
    },
    async listAnsweredInbox({ channel, conversationId }, limit) {
      const own = session.db.selectFrom('inbox').selectAll().where('channel', '=', channel);
      const query = own.where('conversation_id', '=', conversationId);
      const last = query.where('replies', 'is not', null).orderBy('received_at', 'desc').orderBy('activity_id', 'desc');
      return (await session.all(last.limit(sql.lit(limit)))).map(toInboxRow).reverse();
    },
  };
}

export function inboxWrites(session: Session): Pick<Writes, 'insertInbox' | 'finishInbox'> {
  return {
    async insertInbox(row) {
      return (await insertMissing(session, 'inbox', [toTableRow(row)])) === 1;
    },
    async finishInbox(key, replies) {
      const sealed = session.seal('inbox', { replies });
      const query = finish(session, sealed.replies, key.channel, key.conversationId, key.activityId);
      if ((await session.run(query)) === 1) return;
      throw new AppError('conflict', 'This message is answered already, or was never stored.');
    },
  };
}

function toInboxRow(row: InboxTableRow): InboxRow {
  return {
    channel: row.channel,
    conversationId: row.conversation_id,
    activityId: row.activity_id,
    activity: row.activity,
    receivedAt: row.received_at,
    at: row.at,
    replies: row.replies,
  };
}

function toTableRow(row: InboxRow): InboxTableRow {
  return {
    channel: row.channel,
    conversation_id: row.conversationId,
    activity_id: row.activityId,
    activity: row.activity,
    received_at: row.receivedAt,
    at: row.at,
    replies: row.replies,
  };
}
