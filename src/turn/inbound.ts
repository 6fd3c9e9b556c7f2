import type { Activity, ConversationReference } from 'botbuilder';
import { z } from 'zod';
import type { Attachment } from '../domain/form-record.js';
import { receivedSubject } from '../domain/keep-files.js';
import type { Conversation, InboxKey, InboxRow } from '../domain/ports.js';
import { mask } from '../understanding/mask.js';
import { isGroup } from './in-group.js';
import { takeFiles } from './received-files.js';
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

/** Who wrote it, as the directory knows people: in Teams by the account of the organisation, elsewhere by the channel's own id. */
export function userIdOf({ channelId, from }: Activity): string {
  return (channelId === 'msteams' && from.aadObjectId) || from.id;
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

/** A message as it arrived: what is stored of it, and its files, which are stored beside. */
export interface NewMessage {
  row: InboxRow;
  message: StoredMessage;
  files: Attachment[];
}

export function newMessage(inbound: Inbound, at: number): NewMessage {
  const { tenant, delivery } = inbound;
  const key = keyOf(inbound);
  const { activity, files } = takeFiles(inbound.activity, receivedSubject(key.conversationId), at);
  const { text } = activity;
  const plain = typeof text === 'string' ? { ...activity, text: mask(text) } : activity;
  const message = { tenant, delivery, activity: plain };
  const row = { ...key, activity: JSON.stringify(message), receivedAt: Date.now(), at, replies: null };
  return { row, message, files };
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
  return {
    id: row.conversationId,
    channel: row.channel,
    staffId,
    private: !isGroup(activity),
    reachable:
      delivery !== 'return' || (activity.channelData?.click === true && activity.deliveryMode !== 'expectReplies'),
    reference: JSON.stringify(reference),
    lastUsedAt: row.at,
  };
}
