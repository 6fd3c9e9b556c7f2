import { z } from 'zod';
import type { Vote } from '../domain/given-answer.js';

/** A thumb under an answer, as Teams sends it and as our page does. */
export interface ReceivedVote {
  /** Id of the message it stands under, as the channel names it. */
  replyId: string;
  vote: Vote;
  remark: string | null;
}

const invoke = z.object({
  type: z.literal('invoke'),
  name: z.literal('message/submitAction'),
  replyToId: z.string().min(1).max(512),
  value: z.object({
    actionName: z.literal('feedback'),
    actionValue: z.object({ reaction: z.enum(['like', 'dislike']), feedback: z.string().max(10_000).optional() }),
  }),
});
const written = z.object({ feedbackText: z.string() });

/** An invoke that votes on an answer; undefined for everything else. */
export function readVote(activity: unknown): ReceivedVote | undefined {
  const read = invoke.safeParse(activity).data;
  if (!read) return undefined;
  const { reaction, feedback } = read.value.actionValue;
  return { replyId: read.replyToId, vote: reaction === 'like' ? 'up' : 'down', remark: remarkIn(feedback) };
}

/** Teams puts what was written into JSON of its own. */
function remarkIn(feedback = ''): string | null {
  try {
    return written.safeParse(JSON.parse(feedback)).data?.feedbackText.trim() || null;
  } catch {
    return feedback.trim() || null;
  }
}
