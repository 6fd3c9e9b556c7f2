import { sql } from 'kysely';
import { type GivenAnswer, type VotedOn, votes } from '../../domain/given-answer.js';
import type { Writes } from '../../domain/ports.js';
import type { AnswerRow } from '../answer-tables.js';
import { codeOrNull, stored } from '../codes.js';
import type { Session } from '../session.js';
import { insert } from '../upsert.js';

export function answerWrites(session: Session): Pick<Writes, 'insertAnswer' | 'voteOnAnswer' | 'noteSent'> {
  return {
    async insertAnswer(answer) {
      await insert(session, 'answers', [toRow(answer)]);
    },
    async voteOnAnswer(votedOn, { vote, remark, at }) {
      const found = await session.first(meant(session, votedOn));
      if (!found) return false;
      const change = session.seal('answers', { vote, voted_at: at, remark });
      return (await session.run(session.db.updateTable('answers').set(change).where('id', '=', found.id))) > 0;
    },
    async noteSent(conversationId, activityId, sentId) {
      const query = session.db.updateTable('answers').set({ sent_id: sentId });
      await session.run(query.where('conversation_id', '=', conversationId).where('activity_id', '=', activityId));
    },
  };
}

function meant(session: Session, { conversationId, replyId }: VotedOn) {
  const here = session.db.selectFrom('answers').select('id').where('conversation_id', '=', conversationId);
  const one =
    replyId === null ? here : here.where((eb) => eb.or([eb('activity_id', '=', replyId), eb('sent_id', '=', replyId)]));
  return one.orderBy('at', 'desc').orderBy('id', 'desc').limit(sql.lit(1));
}

export function toAnswer(row: AnswerRow): GivenAnswer {
  return {
    id: row.id,
    conversationId: row.conversation_id,
    activityId: row.activity_id,
    sentId: row.sent_id,
    staffId: row.staff_id,
    at: row.at,
    question: row.question,
    answer: row.answer,
    clauses: stored(row.clauses),
    version: row.version,
    declined: row.declined === 1,
    byModel: row.by_model === 1,
    vote: codeOrNull(votes, row.vote),
    votedAt: row.voted_at,
    remark: row.remark,
  };
}

function toRow(answer: GivenAnswer): AnswerRow {
  return {
    id: answer.id,
    conversation_id: answer.conversationId,
    activity_id: answer.activityId,
    sent_id: answer.sentId,
    staff_id: answer.staffId,
    at: answer.at,
    question: answer.question,
    answer: answer.answer,
    clauses: JSON.stringify(answer.clauses),
    version: answer.version,
    declined: answer.declined ? 1 : 0,
    by_model: answer.byModel ? 1 : 0,
    vote: answer.vote,
    voted_at: answer.votedAt,
    remark: answer.remark,
  };
}
