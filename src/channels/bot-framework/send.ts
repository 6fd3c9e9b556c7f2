import type { Activity, TurnContext } from 'botbuilder';
import { z } from 'zod';
import type { Conversation } from '../../domain/ports.js';
import type { SendOutcome } from '../channel.js';
import type { Adapter } from './adapter.js';
import { within } from './authentication.js';
import { ConnectorFault } from './connector.js';
import { encode, encodeClosed } from './encode.js';
import { isLoopbackUrl } from './verify.js';

const referenceShape = z.looseObject({
  serviceUrl: z.string().min(1),
  channelId: z.string().min(1),
  conversation: z
    .looseObject({ id: z.string().min(1), isGroup: z.boolean(), conversationType: z.string(), name: z.string() })
    .partial({
      isGroup: true,
      conversationType: true,
      name: true,
    }),
});

export interface SendOptions {
  appId: string | undefined;
  /** Of a whole delivery, ms: fetching our own token included. */
  deliveryMs: number;
}

/** Delivers through the connector. Never rejects, never hangs. */
export async function send(
  adapter: Adapter,
  conversation: Conversation,
  activity: Partial<Activity>,
  options: SendOptions,
): Promise<SendOutcome> {
  return await speak(adapter, conversation, options, async (context, channelId) => {
    const activities = encode(activity, { channelId, private: conversation.private });
    const sent = await context.sendActivities(activities);
    const card = sent[activities.findLastIndex(({ attachments }) => attachments !== undefined)]?.id;
    const id = sent[0]?.id;
    return { kind: 'delivered', ...(id ? { id } : {}), ...(card ? { cardId: card } : {}) };
  });
}

/** Puts a note where the buttons of a card were. Never rejects, never hangs. */
export async function close(
  adapter: Adapter,
  conversation: Conversation,
  closed: { sentId: string; activity: Partial<Activity>; note: string },
  options: SendOptions,
): Promise<SendOutcome> {
  return await speak(adapter, conversation, options, async (context) => {
    await context.updateActivity({ ...encodeClosed(closed.activity, closed.note), id: closed.sentId });
    return { kind: 'delivered', id: closed.sentId };
  });
}

type Speech = (context: TurnContext, channelId: string) => Promise<SendOutcome>;

async function speak(
  adapter: Adapter,
  conversation: Conversation,
  { appId, deliveryMs }: SendOptions,
  speech: Speech,
): Promise<SendOutcome> {
  const reference = referenceShape.safeParse(parseJson(conversation.reference));
  if (!reference.success) return { kind: 'refused', reason: 'the conversation has no usable reference' };
  const { channelId, serviceUrl } = reference.data;
  if (appId === undefined && !isLoopbackUrl(serviceUrl)) {
    return { kind: 'refused', reason: 'without an app id replies go to this computer only' };
  }
  let outcome: SendOutcome = { kind: 'delivered' };
  const work = adapter.speak(appId ?? '', toReference(reference.data), async (context) => {
    outcome = await speech(context, channelId);
  });
  try {
    await within(deliveryMs, work);
    return outcome;
  } catch (error) {
    return outcomeOf(error);
  }
}

function toReference(read: z.infer<typeof referenceShape>): Parameters<Adapter['speak']>[1] {
  const { id, isGroup = false, conversationType = '', name = '', ...rest } = read.conversation;
  return { ...read, conversation: { ...rest, id, isGroup, conversationType, name } };
}

/** Refusals that waiting does not mend. */
const final = new Set([400, 402, 403, 404, 405, 406, 409, 410, 413, 414, 415, 422]);
/** Mended by time, or by whoever keeps our credentials (401). */
const away = new Set([401, 408, 412, 425, 429, 502, 503, 504]);

function outcomeOf(error: unknown): SendOutcome {
  if (!(error instanceof ConnectorFault)) {
    return { kind: 'unreachable', retryAfterMs: 0, reason: 'the channel did not answer in time or gave no token' };
  }
  const { status, message: reason, retryAfterMs = 0 } = error;
  if (status === undefined || away.has(status)) return { kind: 'unreachable', retryAfterMs, reason };
  const moved = status >= 300 && status < 400;
  return final.has(status) || moved ? { kind: 'refused', reason } : { kind: 'failed', reason };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
