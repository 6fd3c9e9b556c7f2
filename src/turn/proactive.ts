import { type Activity, ActivityTypes, type ConversationReference } from 'botbuilder';
import type { Conversation, Tx } from '../domain/ports.js';
import { systemViewer } from '../domain/staff.js';

export interface ProactiveMessage {
  /** One reason, one message. */
  key: string;
  staffId: string;
  text: string;
  at: number;
}

/**
 * Writes a message to a person inside a transaction: appended where we keep the conversation ourselves (exactly once), queued
 * for the channel elsewhere (at least once, key in `channelData.key`), waiting where the person cannot be reached yet.
 */
export async function proactive(
  tx: Tx,
  message: ProactiveMessage,
  owned: ReadonlySet<string>,
): Promise<'delivered' | 'queued' | 'undelivered'> {
  const conversation = await tx.findReachable(systemViewer, message.staffId);
  const json = JSON.stringify(
    conversation ? addressed(message, conversation) : { type: ActivityTypes.Message, text: message.text },
  );
  const ours = conversation !== undefined && owned.has(conversation.channel);
  const isNew = await tx.insertOutbox({
    key: message.key,
    staffId: message.staffId,
    conversationId: conversation?.id ?? null,
    activity: json,
    at: message.at,
    state: ours ? 'delivered' : conversation ? 'pending' : 'undelivered',
    attempts: 0,
  });
  if (ours && isNew) await tx.appendActivity(conversation.id, json, message.at);
  return ours ? 'delivered' : conversation ? 'queued' : 'undelivered';
}

/** The message as an activity for the conversation it goes to. */
export function addressed(message: Omit<ProactiveMessage, 'staffId'>, conversation: Conversation): Partial<Activity> {
  const reference: Partial<ConversationReference> = JSON.parse(conversation.reference);
  return {
    type: ActivityTypes.Message,
    id: message.key,
    timestamp: new Date(message.at),
    text: message.text,
    textFormat: 'plain',
    channelData: { key: message.key },
    ...(reference.channelId ? { channelId: reference.channelId } : {}),
    ...(reference.serviceUrl ? { serviceUrl: reference.serviceUrl } : {}),
    ...(reference.bot ? { from: reference.bot } : {}),
    ...(reference.user ? { recipient: reference.user } : {}),
    ...(reference.conversation ? { conversation: reference.conversation } : {}),
  };
}
