import type { Activity } from 'botbuilder';
import type { StoredActivity } from '../../domain/ports.js';
import { channelId } from './decode.js';

/** A page of a conversation. `watermark` is the place after its last activity; the next question starts there. */
export interface ActivitySet {
  activities: Array<Partial<Activity>>;
  watermark: string;
}

/** Only these parts of an activity leave: routing and internal members stay here. */
const visible = [
  'type',
  'id',
  'timestamp',
  'from',
  'text',
  'textFormat',
  'speak',
  'inputHint',
  'locale',
  'attachments',
  'attachmentLayout',
  'suggestedActions',
  'entities',
  'channelData',
  'replyToId',
  'value',
  'name',
] as const satisfies ReadonlyArray<keyof Activity>;

export function encodeSet(conversationId: string, rows: readonly StoredActivity[], afterSeq: number): ActivitySet {
  const last = rows.at(-1)?.seq ?? afterSeq;
  return { activities: rows.map((row) => encode(conversationId, row)), watermark: String(last) };
}

/** The id of a bot's activity is its place in the conversation; a user's keeps the id it was posted under. */
export function encode(conversationId: string, row: StoredActivity): Partial<Activity> {
  const stored = JSON.parse(row.json) as Partial<Activity>;
  const shown: Partial<Activity> = Object.fromEntries(
    visible.flatMap((name) => (stored[name] === undefined ? [] : [[name, stored[name]]])),
  );
  const bot = { id: 'shouwen', name: '首问', role: 'bot' };
  return {
    type: 'message',
    id: `${conversationId}|${String(row.seq).padStart(7, '0')}`,
    timestamp: new Date(row.at),
    ...shown,
    from: stored.from?.role === 'user' ? stored.from : { ...stored.from, ...bot },
    channelId,
    conversation: { id: conversationId, name: '', isGroup: false, conversationType: 'personal' },
  };
}
