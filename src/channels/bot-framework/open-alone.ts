import type { Activity, ConversationReference } from 'botbuilder';
import type { Adapter } from './adapter.js';
import { within } from './authentication.js';

export interface OpenOptions {
  appId: string | undefined;
  audience: string;
  /** Of the whole call, ms. */
  callMs: number;
}

/** The chat of one person with the bot in Teams, made where there is none yet; undefined where he has not got the app. Never rejects. */
export async function openAlone(
  adapter: Adapter,
  { channelId, serviceUrl, conversation, from, recipient, channelData }: Activity,
  { appId, audience, callMs }: OpenOptions,
): Promise<Partial<ConversationReference> | undefined> {
  if (channelId !== 'msteams' || appId === undefined) return undefined;
  const tenantId = conversation.tenantId ?? channelData?.tenant?.id;
  const parameters = {
    isGroup: false,
    bot: recipient,
    members: [from],
    tenantId,
    channelData: { tenant: { id: tenantId } },
  };
  try {
    // The SDK's type asks for an activity and a topic that Teams does not take.
    const asked = parameters as unknown as Parameters<Adapter['open']>[3];
    const id = await within(callMs, adapter.open(appId, { channelId, serviceUrl }, audience, asked));
    if (!id) return undefined;
    const own = { id, isGroup: false, conversationType: 'personal', tenantId, name: '' };
    return { channelId, serviceUrl, conversation: own, bot: recipient, user: from };
  } catch {
    return undefined;
  }
}
