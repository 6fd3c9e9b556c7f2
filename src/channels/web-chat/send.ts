import type { Activity } from 'botbuilder';
import type { Conversation, Store } from '../../domain/ports.js';
import type { SendOutcome } from '../channel.js';

/** Sending is appending: the person's page fetches it. Exactly once, since we own the receiver. */
export async function send(
  store: Pick<Store, 'transaction'>,
  conversation: Conversation,
  activity: Partial<Activity>,
  at: number,
): Promise<SendOutcome> {
  await store.transaction((tx) => tx.appendActivity(conversation.id, JSON.stringify(activity), at));
  return { kind: 'delivered' };
}
