import type { Reads, StoredActivity, Writes } from '../../domain/ports.js';
import type { Session } from '../session.js';
import type { ActivityRow } from '../tables.js';
import { nextActivitySeq } from '../upsert.js';

export function activityReads(session: Session): Pick<Reads, 'listActivities'> {
  return {
    async listActivities(conversationId, afterSeq, limit) {
      const query = session.db
        .selectFrom('activities')
        .selectAll()
        .where('conversation_id', '=', conversationId)
        .where('seq', '>', afterSeq);
      return (await session.all(query.orderBy('seq').limit(limit))).map(toActivity);
    },
  };
}

export function activityWrites(session: Session): Pick<Writes, 'appendActivity'> {
  return {
    async appendActivity(conversationId, activity, at) {
      const seq = await nextActivitySeq(session, conversationId);
      const row = { conversation_id: conversationId, seq, json: activity, at };
      await session.run(session.db.insertInto('activities').values(row));
      return seq;
    },
  };
}

export function toActivity(row: ActivityRow): StoredActivity {
  return { conversationId: row.conversation_id, seq: row.seq, json: row.json, at: row.at };
}
