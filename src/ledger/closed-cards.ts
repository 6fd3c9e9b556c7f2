import { z } from 'zod';
import type { Channel, SendOutcome } from '../channels/channel.js';
import type { Conversation, Store } from '../domain/ports.js';

/** As a channel sends it. */
type Sent = Parameters<Channel['send']>[1];
type Unreachable = Extract<SendOutcome, { kind: 'unreachable' }>;

const closing = z.looseObject({
  closes: z.array(z.object({ key: z.string().nullable(), sentId: z.string().nullable(), note: z.string() })),
});

/**
 * Cards that a reply ends say so where they stand, before the reply itself is sent. Best effort: the reply's words say the same,
 * and a click on a card that stayed as it was does nothing. Resolves to the reply as it is sent; where nobody is there, to that.
 */
export async function closeCards(
  store: Pick<Store, 'findSent'>,
  channel: Channel,
  conversation: Conversation,
  activity: Sent,
): Promise<Sent | Unreachable> {
  const read = closing.safeParse(activity.channelData).data;
  if (!read) return activity;
  const { closes, ...channelData } = read;
  for (const { key, sentId, note } of closes) {
    const sent = key === null ? undefined : await store.findSent(key);
    const id = sentId ?? sent?.sentId;
    const closed = id && (await channel.close?.(conversation, id, sent ? JSON.parse(sent.activity) : {}, note));
    if (closed && closed.kind === 'unreachable') return closed;
  }
  return { ...activity, channelData };
}
