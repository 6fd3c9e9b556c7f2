import { type Activity, ActivityTypes } from 'botbuilder';
import type { Reply } from '../../dialogs/engine/reply.js';
import type { Citation } from '../handbook/types.js';

/** By contract a reply's text has at most this many UTF-8 bytes. */
const maxBytes = 2_048;

/** A reply as activities: the text with its buttons, then each file in an activity of its own. */
export function encodeReply(reply: Reply, to: Activity, idOf: (n: number) => string, at: number): Activity[] {
  const activities: Array<Partial<Activity>> = [];
  if (reply.text !== '') activities.push(message(reply));
  for (const file of reply.files) {
    const data = Buffer.from(file.content, file.encoding).toString('base64');
    const contentUrl = `data:${file.contentType};base64,${data}`;
    activities.push({ attachments: [{ name: file.name, contentType: file.contentType, contentUrl }], text: '' });
  }
  return activities.map((part, n) => ({ ...addressed(to, at), ...part, id: idOf(n) }) as Activity);
}

function message(reply: Reply): Partial<Activity> {
  const part: Partial<Activity> = { text: clipBytes(reply.text) };
  if (reply.buttons.length > 0) {
    part.suggestedActions = {
      to: [],
      actions: reply.buttons.map((title) => ({ type: 'imBack', title, value: title })),
    };
  }
  const copied = reply.copy !== null ? { copy: reply.copy } : {};
  const votable = reply.votable ? { votable: true } : {};
  const card = reply.readBack !== null && part.text?.includes(reply.readBack) ? { card: reply.readBack } : {};
  const channelData = { ...copied, ...votable, ...card };
  if (Object.keys(channelData).length > 0) part.channelData = channelData;
  if (reply.citations.length > 0 || reply.byModel) part.entities = [messageEntity(reply)];
  return part;
}

function addressed(to: Activity, at: number): Partial<Activity> {
  return {
    type: ActivityTypes.Message,
    timestamp: new Date(at),
    channelId: to.channelId,
    serviceUrl: to.serviceUrl,
    from: to.recipient,
    recipient: to.from,
    conversation: to.conversation,
    replyToId: to.id ?? '',
    textFormat: 'plain',
  };
}

/** Teams' limits: at most 20 citations, name ≤ 80, abstract ≤ 160 characters. Words of a model are marked as such. */
function messageEntity({ citations, byModel }: Pick<Reply, 'citations' | 'byModel'>) {
  return {
    type: 'https://schema.org/Message',
    '@type': 'Message',
    '@context': 'https://schema.org',
    ...(byModel ? { additionalType: ['AIGeneratedContent'] } : {}),
    ...(citations.length > 0 ? { citation: claims(citations) } : {}),
  };
}

function claims(citations: readonly Citation[]) {
  return citations.slice(0, 20).map((c, i) => ({
    '@type': 'Claim',
    position: i + 1,
    appearance: {
      '@type': 'DigitalDocument',
      name: c.title.slice(0, 80),
      abstract: c.quote.slice(0, 160),
      identifier: c.clause,
      text: c.path,
    },
  }));
}

/** Never cuts a character in two. */
export function clipBytes(text: string, limit = maxBytes): string {
  if (Buffer.byteLength(text, 'utf8') <= limit) return text;
  let used = 3;
  let kept = '';
  for (const char of text) {
    used += Buffer.byteLength(char, 'utf8');
    if (used > limit) break;
    kept += char;
  }
  return `${kept}…`;
}
