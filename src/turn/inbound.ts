import type { Activity, ConversationReference } from 'botbuilder';
import { z } from 'zod';
import type { Conversation, InboxKey, InboxRow } from '../domain/ports.js';
import { mask } from '../understanding/mask.js';
import type { Delivery, Inbound } from './types.js';

const storedSchema = z.object({
  tenant: z.string(),
  delivery: z.enum(['return', 'append', 'outbox']),
  activity: z.looseObject({ type: z.string(), id: z.string() }),
});

/** Longest text that is worked on, in characters; what is beyond is cut and said to be. */
export const maxTextLength = 4_000;

export function keyOf(inbound: Inbound): InboxKey {
  const { activity, channel } = inbound;
  return { channel, conversationId: conversationIdOf(channel, activity), activityId: activity.id ?? '' };
}

export function conversationIdOf(channel: string, activity: Activity): string {
  return `${channel}|${activity.conversation.id}`;
}

/** What is stored of a message: all of it, but identity and bank-card numbers are masked before anything is written. */
export interface StoredMessage {
  tenant: string;
  delivery: Delivery;
  activity: Activity;
}

export function masked({ tenant, delivery, activity }: Inbound): StoredMessage {
  const { text } = activity;
  return { tenant, delivery, activity: typeof text === 'string' ? { ...activity, text: mask(text) } : activity };
}

export function toRow(inbound: Inbound, at: number, message: StoredMessage = masked(inbound)): InboxRow {
  return { ...keyOf(inbound), activity: JSON.stringify(message), receivedAt: Date.now(), at, replies: null };
}

export function fromRow(row: InboxRow): StoredMessage {
  const { tenant, delivery, activity } = storedSchema.parse(JSON.parse(row.activity));
  return { tenant, delivery, activity: activity as unknown as Activity };
}

/** The stored shape of the conversation a message came from. */
export function conversationOf(
  row: InboxRow,
  activity: Activity,
  delivery: Delivery,
  staffId: string | null,
): Conversation {
  const reference: Partial<ConversationReference> = {
    channelId: activity.channelId,
    serviceUrl: activity.serviceUrl,
    conversation: activity.conversation,
    bot: activity.recipient,
    user: activity.from,
  };
  const kind = activity.conversation.conversationType;
  return {
    id: row.conversationId,
    channel: row.channel,
    staffId,
    private: activity.conversation.isGroup !== true && kind !== 'groupChat' && kind !== 'channel',
    reachable:
      delivery !== 'return' || (activity.channelData?.click === true && activity.deliveryMode !== 'expectReplies'),
    reference: JSON.stringify(reference),
    lastUsedAt: row.at,
  };
}
