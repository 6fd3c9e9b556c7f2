import type { Activity, Attachment } from 'botbuilder';
import { z } from 'zod';
import type { Inbound } from '../../turn/types.js';
import { readKey } from './buttons.js';
import type { WecomFrame } from './verify.js';

export const channelId = 'wecom';

const textShape = z.looseObject({ content: z.string() });
const fileShape = z.looseObject({ url: z.url(), aeskey: z.string().optional() });
const shapes = z.looseObject({
  text: textShape.optional(),
  voice: textShape.optional(),
  image: fileShape.optional(),
  file: fileShape.optional(),
  mixed: z
    .looseObject({
      msg_item: z.array(z.looseObject({ text: textShape.optional(), image: fileShape.optional() })).max(50),
    })
    .optional(),
  event: z
    .looseObject({ eventtype: z.string(), event_key: z.string().optional(), task_id: z.string().optional() })
    .optional(),
});

/** A file of the message, still at the vendor's. */
export interface WecomFile {
  url: string;
  key: string | undefined;
  /** `image` or `file`; the vendor tells no more before it is fetched. */
  kind: 'image' | 'file';
}

export interface Decoded {
  inbound: Inbound;
  files: WecomFile[];
  /** Somebody pressed this button of this card. */
  click?: { taskId: string; title: string };
}

/** A frame → a message, with its files to be fetched; undefined for events nobody waits for. `at` is business time. */
export function decode(frame: WecomFrame, at: number): Decoded | undefined {
  const read = shapes.safeParse(frame.body);
  if (!read.success) return undefined;
  const { event, ...said } = read.data;
  if (event?.eventtype === 'enter_chat') return { inbound: inboundOf(frame, at, entering(frame)), files: [] };
  if (event?.eventtype === 'template_card_event') return clicked(frame, at, event.event_key, event.task_id);
  if (event) return undefined;
  const items = said.mixed?.msg_item ?? [];
  const words = [said.text, said.voice, ...items.map((item) => item.text)].flatMap((part) => part?.content ?? []);
  const files = [
    ...[said.image, ...items.map((item) => item.image)].flatMap((file) => fileOf('image', file)),
    ...fileOf('file', said.file),
  ];
  const text = withoutMention(words.join('\n'), frame.body.chattype === 'group');
  if (text === '' && files.length === 0) return undefined;
  return { inbound: inboundOf(frame, at, { type: 'message', text }), files };
}

/** The files as they are handed on, in the message itself. */
export function withFiles(
  { inbound, files }: Decoded,
  contents: ReadonlyArray<{ name: string; content: Buffer }>,
): Inbound {
  const attachments: Attachment[] = contents.map(({ name, content }, n) => {
    const contentType = typeOf(name, content, files[n]?.kind);
    return { name, contentType, contentUrl: `data:${contentType};base64,${content.toString('base64')}` };
  });
  return attachments.length === 0 ? inbound : { ...inbound, activity: { ...inbound.activity, attachments } };
}

function clicked(
  frame: WecomFrame,
  at: number,
  key: string | undefined,
  taskId: string | undefined,
): Decoded | undefined {
  const button = readKey(key);
  if (!button || !taskId) return undefined;
  const { title, value } = button;
  const said = typeof value === 'string' ? { text: value } : { text: title, value };
  return { inbound: inboundOf(frame, at, { type: 'message', ...said }), files: [], click: { taskId, title } };
}

function entering(frame: WecomFrame): Partial<Activity> {
  const added = [{ id: frame.body.from.userid, name: '' }];
  return { type: 'conversationUpdate', membersAdded: added };
}

function inboundOf({ body }: WecomFrame, at: number, said: Partial<Activity>): Inbound {
  const isGroup = body.chattype === 'group';
  const activity: Partial<Activity> = {
    id: body.msgid,
    timestamp: new Date(at),
    channelId,
    serviceUrl: '',
    from: { id: body.from.userid, name: '', role: 'user' },
    recipient: { id: body.aibotid, name: '首问', role: 'bot' },
    conversation: {
      id: (isGroup ? body.chatid : undefined) ?? body.from.userid,
      isGroup,
      conversationType: isGroup ? 'groupChat' : 'personal',
      name: '',
    },
    ...said,
  };
  return { channel: channelId, tenant: '', activity: activity as Activity, delivery: 'outbox' };
}

function fileOf(kind: WecomFile['kind'], file: z.infer<typeof fileShape> | undefined): WecomFile[] {
  return file ? [{ kind, url: file.url, key: file.aeskey }] : [];
}

/** In a group the bot hears only what is said to it, and the vendor leaves its name in front. */
function withoutMention(text: string, isGroup: boolean): string {
  return (isGroup ? text.replace(/^\s*@\S+\s*/, '') : text).trim();
}

const types: Readonly<Record<string, string>> = {
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  gif: 'image/gif',
  webp: 'image/webp',
  pdf: 'application/pdf',
  txt: 'text/plain',
};

function typeOf(name: string, content: Buffer, kind: WecomFile['kind'] | undefined): string {
  const known = types[/\.(\w+)$/.exec(name)?.[1]?.toLowerCase() ?? ''];
  if (known) return known;
  if (kind !== 'image') return 'application/octet-stream';
  return content.subarray(1, 4).toString('latin1') === 'PNG' ? 'image/png' : 'image/jpeg';
}
