import type { Activity } from 'botbuilder';

/**
 * A reply → what is sent, in order. Teams wants text and attachments apart and shows suggested actions to one person
 * only; every reply is whole in its `text`, so nothing is lost.
 */
export function encode(
  activity: Partial<Activity>,
  to: { channelId: string; private: boolean },
): Array<Partial<Activity>> {
  const whole: Partial<Activity> = { type: 'message', ...activity };
  if (to.channelId !== 'msteams') return [whole];
  const { suggestedActions, ...rest } = whole;
  const message: Partial<Activity> = to.private && suggestedActions ? { ...rest, suggestedActions } : rest;
  if (!message.text || !message.attachments?.length) return [message];
  const { attachments, ...spoken } = message;
  const { channelData } = message;
  return [spoken, { type: 'message', attachments, ...(channelData === undefined ? {} : { channelData }) }];
}
