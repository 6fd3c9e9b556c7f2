import { randomUUID } from 'node:crypto';
import type { Activity } from 'botbuilder';
import { z } from 'zod';
import { customerChannel } from '../../turn/customer-chat/channel.js';
import type { Inbound } from '../../turn/types.js';
import type { CustomerSession } from './verify.js';

/** Files inside the message alone: what lies elsewhere is never fetched nor kept. */
const file = z.object({
  contentType: z.string().max(100),
  name: z.string().max(256).optional(),
  contentUrl: z.string().regex(/^data:/),
});

const posted = z.object({
  id: z
    .string()
    .regex(/^[\w-]{1,64}$/)
    .optional(),
  text: z.string().default(''),
  attachments: z.array(file).max(5).optional(),
  locale: z
    .string()
    .regex(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/)
    .optional()
    .catch(undefined),
});

/** A posted body → a message of this session; undefined where it is none. `at`: business time. */
export function decode(body: unknown, { sessionId, link }: CustomerSession, at: number): Inbound | undefined {
  const read = posted.safeParse(body).data;
  if (!read || (read.text.trim() === '' && !read.attachments?.length)) return undefined;
  const activity: Partial<Activity> = {
    type: 'message',
    id: read.id ?? randomUUID(),
    timestamp: new Date(at),
    channelId: customerChannel,
    serviceUrl: '',
    from: { id: link.id, name: '', role: 'user' },
    recipient: { id: 'shouwen', name: '', role: 'bot' },
    conversation: { id: sessionId, isGroup: false, conversationType: 'personal', name: '' },
    text: read.text,
    ...(read.attachments === undefined ? {} : { attachments: read.attachments as Activity['attachments'] & object }),
    ...(read.locale === undefined ? {} : { locale: read.locale }),
  };
  return { channel: customerChannel, tenant: '', activity: activity as Activity, delivery: 'append' };
}
