import { z } from 'zod';

/**
 * A frame that came over the socket we opened ourselves with the bot's id and secret: that is the proof. It must still be for this
 * bot and name its sender.
 */
const frame = z.looseObject({
  headers: z.looseObject({ req_id: z.string().min(1) }),
  body: z.looseObject({
    msgid: z.string().min(1).max(256),
    aibotid: z.string(),
    chatid: z.string().min(1).max(256).optional(),
    chattype: z.enum(['single', 'group']).optional(),
    from: z.looseObject({ userid: z.string().min(1).max(256) }),
    msgtype: z.string(),
  }),
});

export type WecomFrame = z.infer<typeof frame>;

/** Undefined for what is not for us or cannot be read. */
export function verify(received: unknown, botId: string): WecomFrame | undefined {
  const read = frame.safeParse(received);
  return read.success && read.data.body.aibotid === botId ? read.data : undefined;
}
