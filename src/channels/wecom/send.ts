import type { WSClient } from '@wecom/aibot-node-sdk';
import type { Activity } from 'botbuilder';
import { z } from 'zod';
import type { Conversation } from '../../domain/ports.js';
import type { SendOutcome } from '../channel.js';
import { encode } from './encode.js';

const reference = z.looseObject({ conversation: z.looseObject({ id: z.string().min(1) }) });
/** The vendor took it, and says why it will never pass it on: not a member, blocked, no such chat. */
const final = new Set([40003, 40058, 60111, 60011, 81013, 93006]);
/** Busy, or called too often: a minute's or an hour's quota. */
const busy = new Set([-1, 45009, 45033, 846607]);

/** How to reach the vendor while this process holds the connection. */
export interface Line {
  client: WSClient | undefined;
}

/** Delivers one reply: words, then its buttons, then its files. Never rejects. */
export async function send(
  line: Line,
  conversation: Pick<Conversation, 'reference'>,
  activity: Partial<Activity>,
): Promise<SendOutcome> {
  const to = reference.safeParse(parseJson(conversation.reference));
  if (!to.success) return { kind: 'refused', reason: 'the conversation has no usable reference' };
  const { client } = line;
  if (!client?.isConnected) return { kind: 'not-here', retryAfterMs: 1_000 };
  const { texts, card, files } = encode(activity);
  const { id } = to.data.conversation;
  try {
    for (const content of texts) await client.sendMessage(id, { msgtype: 'markdown', markdown: { content } });
    if (card) await client.sendMessage(id, { msgtype: 'template_card', template_card: card });
    for (const { name, content } of files) {
      const { media_id } = await client.uploadMedia(content, { type: 'file', filename: name });
      await client.sendMediaMessage(id, 'file', media_id);
    }
    return { kind: 'delivered' };
  } catch (fault) {
    return outcomeOf(fault, client.isConnected);
  }
}

/** The client rejects with the vendor's frame, or with an error of its own. */
function outcomeOf(fault: unknown, connected: boolean): SendOutcome {
  if (!connected) return { kind: 'not-here', retryAfterMs: 1_000 };
  const code = z.looseObject({ errcode: z.number() }).safeParse(fault).data?.errcode;
  if (code === undefined || busy.has(code))
    return { kind: 'unreachable', retryAfterMs: 0, reason: `WeCom answered ${code ?? 'nothing'}` };
  return { kind: final.has(code) ? 'refused' : 'failed', reason: `WeCom answered ${code}` };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
