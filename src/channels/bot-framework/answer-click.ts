import type { Activity } from 'botbuilder';
import { z } from 'zod';
import type { Inbound } from '../../turn/types.js';
import { attachmentOf } from './encode.js';

const pressed = z.looseObject({ say: z.string() });
const closing = z.looseObject({
  closes: z.array(z.object({ sentId: z.string().nullable(), note: z.string() })).default([]),
});

/**
 * What an `Action.Execute` is answered with: the card as it stands now that it is over, else what was chosen. The words of the replies
 * come as messages of their own; where all is answered inside the request (`return`) they are told here.
 */
export function answerToClick({ activity, delivery }: Inbound, replies: readonly Activity[]): Partial<Activity> {
  const closes = replies.flatMap(({ channelData }) => closing.safeParse(channelData).data?.closes ?? []);
  const own = closes.find(({ sentId }) => sentId !== null && sentId === activity.replyToId);
  if (own) {
    const { content } = attachmentOf({ facts: [], text: '', buttons: [], note: own.note });
    return answered('application/vnd.microsoft.card.adaptive', content);
  }
  const said = replies.flatMap(({ text }) => text || []).join('\n');
  const chosen = closes[0]?.note ?? `✓ ${pressed.safeParse(activity.value).data?.say ?? ''}`;
  return answered('application/vnd.microsoft.activity.message', delivery === 'return' ? said : chosen);
}

function answered(type: string, value: unknown): Partial<Activity> {
  return { type: 'invokeResponse', value: { status: 200, body: { statusCode: 200, type, value } } };
}
