import type { DialogInstance } from 'botbuilder-dialogs';
import { z } from 'zod';
import { draftLifetimeMs, draftSchema } from '../../dialogs/engine/draft.js';
import type { DialogState as StoredState } from '../domain/ports.js';

const stateSchema = z.object({
  version: z.literal(1),
  /** Last is on top. */
  dialogStack: z.array(z.object({ id: z.string(), state: z.object({ draft: draftSchema }) })),
  /** The last policy question, for 详 and for follow-ups that keep its subject. */
  policy: z.object({ question: z.string(), subject: z.string() }).nullable(),
  /** The last record that was told, for a confirm that comes twice. */
  record: z.string().nullable(),
  /** Of the last message that showed one. */
  language: z.enum(['zh-Hans', 'zh-Hant', 'en']).nullable(),
  greeted: z.boolean(),
  /** Replies in a row that interrupted the open form. */
  interruptions: z.number().int(),
  /** Messages in a row that nobody could place. */
  misses: z.number().int().default(0),
});

/** What a conversation is in the middle of. */
export type ConversationState = z.infer<typeof stateSchema> & {
  dialogStack: DialogInstance[];
  /** A draft was too old and has just been dropped; not stored. */
  expired?: boolean;
};

export function emptyState(): ConversationState {
  return {
    version: 1,
    dialogStack: [],
    policy: null,
    record: null,
    language: null,
    greeted: false,
    interruptions: 0,
    misses: 0,
  };
}

/** A state of another version is left behind rather than half-read; drafts expire after seven days. */
export function parseState(stored: StoredState | undefined, now: number): ConversationState {
  if (!stored) return emptyState();
  const parsed = stateSchema.safeParse(JSON.parse(stored.json));
  if (!parsed.success) return emptyState();
  const alive = parsed.data.dialogStack.filter((d) => d.state.draft.openedAt > now - draftLifetimeMs);
  return alive.length < parsed.data.dialogStack.length
    ? { ...parsed.data, dialogStack: alive, expired: true }
    : { ...parsed.data, dialogStack: alive };
}
