import { sql } from 'kysely';
import type { Reads, StoredActivity, Writes } from '../../domain/ports.js';
import type { Session } from '../session.js';
import type { ActivityRow } from '../tables.js';
import { insert, reserveActivitySeqs } from '../upsert.js';

export function activityReads(session: Session): Pick<Reads, 'listActivities'> {
  return {
    async listActivities(conversationId, afterSeq, limit) {
      const query = session.db
        .selectFrom('activities')
        .selectAll()
        .where('conversation_id', '=', conversationId)
        .where('seq', '>', afterSeq);
      return (await session.all(query.orderBy('seq').limit(sql.lit(limit)))).map(toActivity);
    },
  };
}

export function activityWrites(session: Session): Pick<Writes, 'appendActivity' | 'appendActivities'> {
  return {
    appendActivity: (conversationId, activity, at) => append(session, conversationId, [activity], at),
    appendActivities: (conversationId, activities, at) => append(session, conversationId, activities, at),
  };
}

async function append(session: Session, conversationId: string, jsons: string[], at: number): Promise<number> {
  if (!jsons.length) throw new Error('No activity was given.');
  const last = await reserveActivitySeqs(session, conversationId, jsons.length);
  const first = last - jsons.length + 1;
  const rows = jsons.map((json, index) => ({ conversation_id: conversationId, seq: first + index, json, at }));
  await insert(session, 'activities', rows);
  return last;
}

export function toActivity(row: ActivityRow): StoredActivity {
  return { conversationId: row.conversation_id, seq: row.seq, json: row.json, at: row.at };
}
