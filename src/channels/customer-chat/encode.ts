import { z } from 'zod';
import type { StoredActivity } from '../../domain/ports.js';
import { customerChannel } from '../../turn/customer-chat/channel.js';

/** All that is read of what is stored; nothing else can leave. */
const stored = z.object({
  id: z.string().optional(),
  text: z.string().default(''),
  replyToId: z.string().optional(),
  from: z.object({ role: z.string().optional() }).optional(),
  suggestedActions: z.object({ actions: z.array(z.object({ title: z.string() })) }).optional(),
  attachments: z.array(z.object({ name: z.string().default('') })).default([]),
});

/** A page of a conversation; the next question starts at its watermark. */
export function encodeSet(rows: readonly StoredActivity[], afterSeq: number) {
  return { activities: rows.map(encode), watermark: String(rows.at(-1)?.seq ?? afterSeq) };
}

function encode({ seq, json, at }: StoredActivity) {
  const { id, text, replyToId, from, suggestedActions, attachments } = stored.parse(JSON.parse(json));
  const mine = from?.role === 'user';
  const actions = suggestedActions?.actions.map(({ title }) => ({ type: 'imBack', title, value: title }));
  return {
    type: 'message',
    id: mine && id !== undefined ? id : `b${seq}`,
    timestamp: new Date(at),
    from: { role: mine ? 'user' : 'bot' },
    text,
    ...(replyToId === undefined ? {} : { replyToId }),
    ...(actions === undefined ? {} : { suggestedActions: { actions } }),
    ...(attachments.length === 0 ? {} : { attachments: attachments.map(kept) }),
  };
}

/** A file by its name: it is kept, and not given out again. */
function kept({ name }: { name: string }) {
  return { contentType: 'application/octet-stream', name, contentUrl: 'kept:' };
}

/** How the records name a session's conversation. */
export function storedId(sessionId: string): string {
  return `${customerChannel}|${sessionId}`;
}
