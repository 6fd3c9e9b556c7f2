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
  /** Of replies that were cut off on the way, by their ids: how many pieces the vendor has acknowledged. */
  readonly cutOff: Map<string, number>;
}

/** Replies whose progress is remembered at once. */
const rememberedAtMost = 500;

/**
 * Delivers one reply: words, then its buttons, then its files. Never rejects. Of a reply that is tried again only what was not
 * acknowledged is sent: what can come twice is the one piece whose acknowledgement was lost, or a reply whose process was killed.
 */
export async function send(
  line: Line,
  conversation: Pick<Conversation, 'reference'>,
  activity: Partial<Activity>,
): Promise<SendOutcome> {
  const to = reference.safeParse(parseJson(conversation.reference));
  if (!to.success) return { kind: 'refused', reason: 'the conversation has no usable reference' };
  const { client } = line;
  if (!client?.isConnected) return { kind: 'not-here', retryAfterMs: 1_000 };
  const key = activity.id;
  let done = key === undefined ? 0 : (line.cutOff.get(key) ?? 0);
  try {
    for (const piece of piecesOf(client, to.data.conversation.id, activity).slice(done)) {
      await piece();
      done += 1;
    }
    if (key !== undefined) line.cutOff.delete(key);
    return { kind: 'delivered' };
  } catch (fault) {
    if (key !== undefined && done > 0) remember(line, key, done);
    return outcomeOf(fault, client.isConnected);
  }
}

/** In the order in which they are read; the same reply has the same pieces. */
function piecesOf(client: WSClient, id: string, activity: Partial<Activity>): Array<() => Promise<unknown>> {
  const { texts, card, files } = encode(activity);
  return [
    ...texts.map((content) => () => client.sendMessage(id, { msgtype: 'markdown', markdown: { content } })),
    ...(card ? [() => client.sendMessage(id, { msgtype: 'template_card', template_card: card })] : []),
    ...files.map(({ name, content }) => async () => {
      const { media_id } = await client.uploadMedia(content, { type: 'file', filename: name });
      await client.sendMediaMessage(id, 'file', media_id);
    }),
  ];
}

function remember({ cutOff }: Line, key: string, done: number): void {
  const [oldest] = cutOff.keys();
  if (cutOff.size >= rememberedAtMost && oldest !== undefined) cutOff.delete(oldest);
  cutOff.set(key, done);
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
