import type { Activity } from 'botbuilder';
import { z } from 'zod';
import type { FormContext } from '../../dialogs/engine/form.js';
import { topDraft } from '../../dialogs/engine/form-dialog.js';
import { line, type Said } from '../../dialogs/engine/reply.js';
import { alreadyRecorded, smallTalkWords } from '../../dialogs/small-talk/dialog.js';
import type { ConversationState } from './conversation-state.js';

/** Buttons that were shown under one read-back or alert. The channel carries the opaque id alone. */
export const offerSchema = z.object({
  id: z.string(),
  staffId: z.string(),
  draft: z.string(),
  /** Where it was sent: its row in the outbox, or what the channel calls it. */
  key: z.string().nullable(),
  sentId: z.string().nullable(),
  open: z.boolean(),
  /** Carried out, with the record's number where it has one. */
  done: z.boolean(),
  record: z.string().nullable(),
});

/** A card that is over: what stands there from now on. */
export interface Closed {
  key: string | null;
  sentId: string | null;
  note: string;
}

const keptAtMost = 12;
const clickSchema = z.object({ offer: z.string().min(1).max(64) });
const alertSchema = z.object({ card: z.string(), among: z.boolean().default(false) });

/**
 * A click is authorised again: the offer must be the speaker's, in this conversation, and still stand. Words for one that does
 * not, undefined for one that does and for everything that is no click.
 */
export function spentOffer(value: unknown, state: ConversationState, context: FormContext): Said[] | undefined {
  const click = clickSchema.safeParse(value).data;
  if (!click) return undefined;
  const say = (key: string) => [line(smallTalkWords.say(context.language, key))];
  const offer = state.offers.find(({ id }) => id === click.offer);
  if (!offer || offer.staffId !== context.staff.id) return say('card.unknown');
  if (offer.done) return offer.record ? alreadyRecorded(offer.record, context) : say('card.spent.done');
  if (!isOnStack(state, offer.draft)) return say('card.spent.dropped');
  return offer.open ? undefined : say('card.spent.changed');
}

/** The draft was carried out: its buttons say so from now on. */
export function offersDone(state: ConversationState, draft: string, record: string | null): void {
  state.offers = state.offers.map((offer) => (offer.draft === draft ? { ...offer, done: true, record } : offer));
}

export interface Shown {
  activity: Activity;
  replies: readonly Activity[];
  state: ConversationState;
  context: FormContext;
  /** Row of the outbox that will carry a reply. */
  keyOf: (reply: Activity) => string;
}

/** Gives a read-back its opaque id and tells which cards are over now. The state and the replies are changed in place. */
export function makeOffers({ activity, replies, state, context, keyOf }: Shown): Closed[] {
  const top = topDraft(state);
  const reply = replies.find(({ channelData }) => channelData?.card !== undefined);
  const base = { staffId: context.staff.id, open: true, done: false, record: null };
  const made =
    reply && top ? { ...base, id: context.newId(), draft: top.id, key: keyOf(reply), sentId: null } : undefined;
  const closed = state.offers.filter(
    ({ open, draft, done }) => open && (done || draft === made?.draft || !isOnStack(state, draft)),
  );
  state.offers = state.offers.map((offer) => (closed.includes(offer) ? { ...offer, open: false } : offer));
  if (reply && made) {
    reply.channelData = { ...reply.channelData, offer: made.id };
    state.offers = [...state.offers, made].slice(-keptAtMost);
  }
  const over = closed.map((offer) => ({ key: offer.key, sentId: offer.sentId, note: noteOf(offer, state, context) }));
  return [...over, ...pressed({ activity, replies, state, context, keyOf }, base)];
}

/** A button of an alert: over at once, or when the small form it opened is. */
function pressed(
  { activity, replies, state }: Shown,
  base: Pick<Offer, 'staffId' | 'open' | 'done' | 'record'>,
): Closed[] {
  const click = alertSchema.safeParse(activity.value).data;
  const sentId = activity.replyToId;
  if (!click || click.among || !sentId || activity.channelData?.click !== true) return [];
  const top = topDraft(state);
  if (!top) return [{ key: null, sentId, note: replies[0]?.text?.split('\n')[0] ?? '' }];
  if (state.offers.some(({ draft }) => draft === top.id)) return [];
  const offer = { ...base, id: click.card, draft: top.id, key: null, sentId };
  state.offers = [...state.offers, offer].slice(-keptAtMost);
  return [];
}

type Offer = z.infer<typeof offerSchema>;

function noteOf(offer: Offer, state: ConversationState, { language }: FormContext): string {
  const { done, record, draft, sentId } = offer;
  if (record && sentId === null) return smallTalkWords.say(language, 'card.recorded', { id: record });
  if (done) return smallTalkWords.say(language, 'card.done');
  return smallTalkWords.say(language, isOnStack(state, draft) ? 'card.changed' : 'card.dropped');
}

function isOnStack(state: ConversationState, draftId: string): boolean {
  return state.dialogStack.some(({ state: { draft } }) => draft.id === draftId);
}
