import type { Activity } from 'botbuilder';
import { z } from 'zod';
import type { Inbound } from '../../turn/types.js';
import { attachmentOf } from './encode.js';

const offering = z.looseObject({ offer: z.string(), say: z.string().default('') });
const closing = z.looseObject({
  closes: z.array(z.object({ sentId: z.string().nullable(), note: z.string() })).default([]),
});

/** The opaque id of the read-back whose button was pressed. */
export function offerOf({ value }: Activity): string | undefined {
  return offering.safeParse(value).data?.offer;
}

/**
 * What an `Action.Execute` is answered with: a card that is over is replaced at once; else the words of the replies, or what was
 * chosen where the replies come as messages of their own.
 */
export function answerToClick({ activity, delivery }: Inbound, replies: readonly Activity[]): Partial<Activity> {
  const closes = replies.flatMap(({ channelData }) => closing.safeParse(channelData).data?.closes ?? []);
  const own = closes.find(({ sentId }) => sentId !== null && sentId === activity.replyToId);
  if (delivery === 'return' && own) {
    const { content } = attachmentOf({ facts: [], text: '', buttons: [], note: own.note });
    return answered('application/vnd.microsoft.card.adaptive', content);
  }
  const said = replies.flatMap(({ text }) => text || []).join('\n');
  const chosen = closes[0]?.note ?? `✓ ${offering.safeParse(activity.value).data?.say ?? ''}`;
  return answered('application/vnd.microsoft.activity.message', delivery === 'return' ? said : chosen);
}

function answered(type: string, value: unknown): Partial<Activity> {
  return { type: 'invokeResponse', value: { status: 200, body: { statusCode: 200, type, value } } };
}
