import type { DialogInstance } from 'botbuilder-dialogs';
import { z } from 'zod';
import { draftLifetimeMs, draftSchema } from '../../dialogs/engine/draft.js';
import type { DialogState as StoredState } from '../domain/ports.js';
import { offerSchema } from './offers.js';
import { viewSchema } from './work/commands.js';

const droppedSchema = z.object({ id: z.string(), state: z.object({ draft: draftSchema }) });

const stateSchema = z.object({
  version: z.literal(1),
  /** Last is on top. */
  dialogStack: z.array(droppedSchema),
  /** The last policy question, for 详 and for follow-ups that keep its subject. */
  policy: z.object({ question: z.string(), subject: z.string() }).nullable(),
  /** The last record that was told, for a confirm that comes twice. */
  record: z.string().nullable(),
  /** The record the last reply told, where it was written by that turn. */
  justTold: z.string().nullable().default(null),
  /** Of the last message that showed one. */
  language: z.enum(['zh-Hans', 'zh-Hant', 'en']).nullable(),
  /** A complaint whose steps are being told, and how many pages of them were. */
  timeline: z.object({ id: z.string(), page: z.number().int() }).nullable().default(null),
  /** What was listed last and how many pages of it were told, for 更多. */
  list: z.object({ view: viewSchema, page: z.number().int() }).nullable().default(null),
  /** The offer somebody last wanted to make to a customer about to leave. */
  wish: z.object({ customerId: z.string(), what: z.string() }).nullable().default(null),
  /** The last reply was an answer from the handbook. */
  answered: z.boolean().default(false),
  /** Files that came and belong to no matter yet. */
  files: z.array(z.string()).default([]),
  /** The last matter that was cancelled, to take it back. */
  dropped: droppedSchema.nullable().default(null),
  /** The matter a person was last called for: nobody is called twice for one. */
  called: z.string().nullable().default(null),
  /** Buttons shown here, the last ones; clicks name them. */
  offers: z.array(offerSchema).default([]),
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
  /** Since the message before, ms; not stored. */
  idleFor?: number;
};

export function emptyState(): ConversationState {
  return {
    version: 1,
    dialogStack: [],
    policy: null,
    record: null,
    justTold: null,
    language: null,
    timeline: null,
    list: null,
    wish: null,
    answered: false,
    files: [],
    dropped: null,
    called: null,
    offers: [],
    greeted: false,
    interruptions: 0,
    misses: 0,
  };
}

/** A state of another version is left behind rather than half-read; drafts expire after seven days. `isOurs`: of our own making. */
export function parseState(stored: StoredState | undefined, now: number, isOurs: boolean): ConversationState {
  const kept = stored && (isOurs ? (JSON.parse(stored.json) as z.infer<typeof stateSchema>) : checked(stored.json));
  if (!kept) return emptyState();
  const alive = kept.dialogStack.filter((d) => d.state.draft.openedAt > now - draftLifetimeMs);
  const state = { ...kept, dialogStack: alive, idleFor: now - stored.updatedAt };
  return alive.length < kept.dialogStack.length ? { ...state, expired: true } : state;
}

function checked(json: string): z.infer<typeof stateSchema> | undefined {
  return stateSchema.safeParse(JSON.parse(json)).data;
}

/** What is stored of a state. */
export function stateJson({ expired: _, idleFor: __, ...state }: ConversationState): string {
  return JSON.stringify(state);
}
