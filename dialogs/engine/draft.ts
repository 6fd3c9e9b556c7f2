import { z } from 'zod';

/** A draft as it stood before a message. */
const snapshotSchema = z.object({
  values: z.record(z.string(), z.unknown()),
  asked: z.array(z.string()),
  open: z.string().nullable(),
  stage: z.enum(['asking', 'read-back', 'changing']),
});
export type Snapshot = z.infer<typeof snapshotSchema>;

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
  /** How it stood before each of the last messages that changed something, newest last, for 「撤销上一步」. */
  history: z.array(snapshotSchema).default([]),
  /** The last line offered to copy; a new one is shown when a correction changes it. */
  copied: z.string().nullable(),
  /** The sentence of sympathy in it, where a model wrote one. */
  soothing: z.object({ category: z.string(), text: z.string() }).nullable().default(null),
  /** Ids of files that came with its messages; they are kept with the record. */
  files: z.array(z.string()).default([]),
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
    history: [],
    copied: null,
    soothing: null,
    files: [],
  };
}
