import type { Activity, ConversationReference } from 'botbuilder';
import { z } from 'zod';
import { shown } from '../../dialogs/engine/answer.js';
import { line, type Said } from '../../dialogs/engine/reply.js';
import { smallTalkWords } from '../../dialogs/small-talk/dialog.js';
import type { InboxRow, Store } from '../domain/ports.js';
import { systemViewer } from '../domain/staff.js';
import type { Language, Reading } from '../understanding/types.js';
import { conversationIdOf, type StoredMessage } from './inbound.js';

/** More than one person reads along. */
export function isGroup({ conversation }: Activity): boolean {
  const kind = conversation.conversationType;
  return conversation.isGroup === true || kind === 'groupChat' || kind === 'channel';
}

/** What the handbook says is for everybody; customers' matters and one's own work are not, and are answered alone. */
export function fitForGroups(reading: Reading): boolean {
  return reading.intent === 'policy' || reading.intent === 'help' || reading.intent === 'smalltalk';
}

/** Opens the private chat with the sender of a message where a channel lets us; undefined where it does not. */
export type OpenAlone = (channel: string, activity: Activity) => Promise<Partial<ConversationReference> | undefined>;

interface SaidInGroup {
  row: InboxRow;
  message: StoredMessage;
  staffId: string;
}

/** Told in the group: that it goes on alone, and nothing of what. `alone`: the same message as said there, to be stored with this turn. */
export interface MovedAlone {
  said: Said[];
  confirmed: null;
  alone?: InboxRow;
}

/**
 * A person's own matter, called out in a group: it goes on in his private chat with the bot, by the reference stored of it, or one the
 * channel opens now; where there is neither he is asked to write there.
 */
export async function moveAlone(
  { row, message, staffId }: SaidInGroup,
  language: Language,
  { store, openAlone }: { store: Pick<Store, 'findReachable'>; openAlone?: OpenAlone },
): Promise<MovedAlone> {
  const say = (key: string) => [line(smallTalkWords.say(language, key))];
  const { activity } = message;
  const known = await store.findReachable(systemViewer, staffId, row.channel);
  const opened = known ? JSON.parse(known.reference) : await openAlone?.(row.channel, activity);
  const place = reference.safeParse(opened).data;
  if (!place) return { said: say('group.alone'), confirmed: null };
  const own = {
    ...activity,
    id: `${activity.id}.alone`,
    conversation: { name: '', isGroup: false, conversationType: 'personal', ...place.conversation },
    serviceUrl: place.serviceUrl ?? activity.serviceUrl,
    channelData: { ...activity.channelData, fromGroup: true },
  };
  const alone = {
    ...row,
    conversationId: conversationIdOf(row.channel, own),
    activityId: own.id,
    activity: JSON.stringify({ ...message, delivery: 'outbox', activity: own } satisfies StoredMessage),
    replies: null,
  };
  return { said: say('group.moved'), confirmed: null, alone };
}

const reference = z.looseObject({
  conversation: z.looseObject({ id: z.string().min(1) }),
  serviceUrl: z.string().optional(),
});

/** What was called out in a group stands above its answer: his own words are not in this chat. */
export function fromGroup({ channelData, text }: Activity, language: Language): Said[] {
  if (channelData?.fromGroup !== true) return [];
  return [line(smallTalkWords.say(language, 'group.quoted', { text: shown(text ?? '', 40) }))];
}
