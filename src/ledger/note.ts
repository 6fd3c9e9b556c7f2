import { z } from 'zod';

const noteSchema = z.object({
  /** The alert where others stand beside it. */
  item: z.string(),
  kind: z.enum(['before', 'breach']),
  /** Whom it is about, for a button among others. */
  who: z.string(),
  obligationId: z.string(),
  /** Of the person, when the alert was written. */
  language: z.enum(['zh-Hans', 'zh-Hant', 'en']),
});

const queuedSchema = z.object({
  text: z.string(),
  buttons: z.array(z.object({ title: z.string(), say: z.string(), card: z.string().nullable() })).default([]),
  /** Only alerts have one: they may be told together and are looked at again before they are told. */
  note: noteSchema.optional(),
});

/** A message that waits in the outbox and is addressed when it is sent. */
export type Queued = z.output<typeof queuedSchema>;

export function writeQueued(queued: Queued): string {
  return JSON.stringify({ type: 'message', ...queued });
}

export function readQueued(json: string): Queued {
  return queuedSchema.parse(JSON.parse(json));
}

export function subjectOf(obligationId: string): string {
  return obligationId.split('/')[0] ?? '';
}
