import { randomUUID } from 'node:crypto';
import type { Activity } from 'botbuilder';
import { z } from 'zod';
import type { Inbound } from '../../turn/types.js';
import { type ReceivedVote, readVote } from '../vote.js';
import type { Grant } from './verify.js';

export const channelId = 'webchat';

const shortText = z.string().max(256);

/** What a client may post. Anything else it sends (`from`, `recipient`, `conversation`, `serviceUrl` …) is not read. */
const posted = z.object({
  type: z.string().min(1).max(64),
  id: shortText.optional(),
  text: z.string().optional(),
  value: z.unknown().optional(),
  /** Files as data URLs; what is not one is refused where messages are stored. */
  attachments: z
    .array(z.looseObject({ contentType: shortText }))
    .max(10)
    .optional(),
  locale: z
    .string()
    .regex(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/)
    .optional()
    .catch(undefined),
  channelData: z.object({ clientActivityID: shortText.optional() }).optional().catch(undefined),
});

export type Decoded =
  | { kind: 'message'; id: string; inbound: Inbound }
  /** Signals such as `typing`: acknowledged, nothing follows. */
  | { kind: 'signal'; id: string }
  | { kind: 'vote'; id: string; vote: ReceivedVote }
  | { kind: 'invalid'; reason: string };

const signals = new Set(['typing', 'event', 'conversationUpdate', 'endOfConversation', 'messageReaction']);

/**
 * A posted body → a message of the person the token names. The client's `channelData.clientActivityID` (or `id`) becomes
 * the activity's id, so that posting the same again is the same message. `at` is business time.
 */
export function decode(body: unknown, grant: Grant, at: number): Decoded {
  const read = posted.safeParse(body);
  if (!read.success) return { kind: 'invalid', reason: faultOf(read.error) };
  const { type, text, value, attachments } = read.data;
  const id = read.data.channelData?.clientActivityID || read.data.id || randomUUID();
  if (signals.has(type)) return { kind: 'signal', id };
  const vote = readVote(body);
  if (vote) return { kind: 'vote', id, vote };
  if (type !== 'message')
    return { kind: 'invalid', reason: 'activities of this type are not understood; post a message' };
  if (!text?.trim() && value === undefined && !attachments?.length)
    return { kind: 'invalid', reason: 'a message needs text, value or attachments' };
  const activity = messageOf(id, grant, at, { text: text ?? '', value, attachments, locale: read.data.locale });
  return { kind: 'message', id, inbound: { channel: channelId, tenant: '', activity, delivery: 'append' } };
}

type Said = { text: string; value: unknown; attachments: object[] | undefined; locale: string | undefined };

function messageOf(id: string, grant: Grant, at: number, said: Said): Activity {
  const activity: Partial<Activity> = {
    type: 'message',
    id,
    timestamp: new Date(at),
    channelId,
    serviceUrl: '',
    from: { id: grant.userId, name: '', role: 'user' },
    recipient: { id: 'shouwen', name: '首问', role: 'bot' },
    conversation: { id: grant.conversationId, isGroup: false, conversationType: 'personal', name: '' },
    text: said.text,
    channelData: { clientActivityID: id },
    ...(said.value === undefined ? {} : { value: said.value }),
    ...(said.attachments === undefined ? {} : { attachments: said.attachments as Activity['attachments'] & object }),
    ...(said.locale === undefined ? {} : { locale: said.locale }),
  };
  return activity as Activity;
}

function faultOf(error: z.ZodError): string {
  const issue = error.issues[0];
  const field = issue?.path.join('.') || 'the body';
  return `${field}: ${issue?.message ?? 'not an activity'}`;
}
