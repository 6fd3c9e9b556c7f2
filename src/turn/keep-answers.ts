import type { Activity } from 'botbuilder';
import type { Store, Tx } from '../domain/ports.js';
import { mask } from '../understanding/mask.js';
import type { PlannedTurn } from './commit-turn.js';
import type { VoteOn } from './types.js';

/** Characters kept of what is written beside a vote. */
const maxRemark = 500;

/** Keeps what the handbook answered for its owner, and the vote on the answer before. */
export async function keepAnswers(
  tx: Tx,
  { said, vote, conversation, context }: PlannedTurn,
  replies: readonly Activity[],
  now: number,
): Promise<void> {
  const place = { conversationId: conversation.id, replyId: null };
  if (vote) await tx.voteOnAnswer(place, { vote, remark: null, at: now });
  for (const part of said) {
    if (part.kind !== 'answer' || !part.given) continue;
    await tx.insertAnswer({
      ...part.given,
      id: context.newId(),
      conversationId: conversation.id,
      activityId: replies[0]?.id ?? '',
      sentId: null,
      staffId: context.staff.id,
      at: now,
      answer: part.text,
      clauses: part.citations.map(({ clause }) => clause),
      vote: null,
      votedAt: null,
      remark: null,
    });
  }
}

/** A thumb pressed under an answer; false when no such answer was given in that conversation. */
export function keepVote(store: Pick<Store, 'transaction'>, voteOn: VoteOn, at: number): Promise<boolean> {
  const { channel, conversationId, replyId, vote, remark } = voteOn;
  const place = { conversationId: `${channel}|${conversationId}`, replyId };
  const said = { vote, remark: remark === null ? null : mask(remark).slice(0, maxRemark), at };
  return store.transaction((tx) => tx.voteOnAnswer(place, said));
}
