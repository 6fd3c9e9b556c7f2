import { type Activity, ActivityTypes, type ConversationReference } from 'botbuilder';
import type { Button } from '../../../dialogs/notice/dialog.js';
import type { Conversation, Tx } from '../../domain/ports.js';
import { systemViewer } from '../../domain/staff.js';
import { clipBytes } from '../encode-reply.js';

export interface ProactiveMessage {
  /** One reason, one message. */
  key: string;
  staffId: string;
  text: string;
  buttons?: readonly Button[];
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
  const { text, buttons = [] } = message;
  const json = JSON.stringify(
    conversation ? addressed(message, conversation) : { type: ActivityTypes.Message, text, buttons },
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
    text: clipBytes(message.text),
    textFormat: 'plain',
    channelData: { key: message.key },
    ...(message.buttons?.length ? { suggestedActions: { to: [], actions: message.buttons.map(actionOf) } } : {}),
    ...(reference.channelId ? { channelId: reference.channelId } : {}),
    ...(reference.serviceUrl ? { serviceUrl: reference.serviceUrl } : {}),
    ...(reference.bot ? { from: reference.bot } : {}),
    ...(reference.user ? { recipient: reference.user } : {}),
    ...(reference.conversation ? { conversation: reference.conversation } : {}),
  };
}

/** A click says its words, and names the card by its opaque id alone, where it has one. */
function actionOf({ title, say, card, among }: Button) {
  const value = { say, ...(card === null ? {} : { card }), ...(among ? { among } : {}) };
  return { type: 'messageBack', title, text: say, displayText: title, value };
}
