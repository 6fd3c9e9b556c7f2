import { z } from 'zod';

/** A half-told matter: plain, versioned, stored with the conversation, dropped after seven days. */
export const draftSchema = z.object({
  /** Becomes `draftId` of the record: a second confirm finds the first number. */
  id: z.string(),
  form: z.string(),
  version: z.number().int(),
  values: z.record(z.string(), z.unknown()),
  /** Fields asked for so far, in order. */
  asked: z.array(z.string()),
  /** Field the last reply asked for; null after a read-back. */
  open: z.string().nullable(),
  /** `changing`: a field that was read back is being told anew. */
  stage: z.enum(['asking', 'read-back', 'changing']),
  misses: z.number().int(),
  /** Told in the same breath as another matter and not answered yet: taken up once that one is done. */
  parked: z.boolean(),
  /** Business time of the first message, epoch ms: `at` of the record. */
  openedAt: z.number(),
  /** What was held before the last message that changed something, for 「改回去」. */
  previous: z.record(z.string(), z.unknown()).nullable().default(null),
  /** The last line offered to copy; a new one is shown when a correction changes it. */
  copied: z.string().nullable(),
});
export type Draft = z.infer<typeof draftSchema>;

export const draftLifetimeMs = 7 * 86_400_000;

export function newDraft(form: { id: string; version: number }, id: string, openedAt: number): Draft {
  return {
    id,
    form: form.id,
    version: form.version,
    values: {},
    asked: [],
    open: null,
    stage: 'asking',
    misses: 0,
    parked: false,
    openedAt,
    previous: null,
    copied: null,
  };
}
