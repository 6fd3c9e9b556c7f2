import { complaintLifeWords } from '../../dialogs/complaint-life/dialog.js';
import { actForm } from '../../dialogs/due-work/dialog.js';
import { newDraft } from '../../dialogs/engine/draft.js';
import type { Confirmed, FormContext } from '../../dialogs/engine/form.js';
import { draftOf, type FormSet, topDraft } from '../../dialogs/engine/form-dialog.js';
import { line, question, type Said } from '../../dialogs/engine/reply.js';
import { nothingHeard, step, takeUp as takeUpParked } from '../../dialogs/engine/step.js';
import { smallTalk, smallTalkWords } from '../../dialogs/small-talk/dialog.js';
import type { Reading } from '../understanding/types.js';
import type { ConversationState } from './conversation-state.js';
import type { Route } from './routing/route.js';

/** Silence after which a matter that is still open is spoken of again: a product setting. */
export const idleMs = 2 * 3_600_000;

/** Further matters of the same message wait under the first one and are taken up after it; whether there were any. */
export function parkOthers(reading: Reading, state: ConversationState, forms: FormSet, context: FormContext): boolean {
  const matters = reading.also.filter((a) => a.intent === 'complaint' || a.intent === 'visit').slice(0, 3);
  for (const matter of matters.reverse()) {
    const form = forms.get(matter.intent === 'visit' ? 'visit-booking' : 'complaint-intake');
    if (!form) continue;
    const own: Reading = { ...reading, ...matter, acts: [], edits: [], also: [] };
    const { draft } = step(form, newDraft(form, context.newId(), context.now), own, context);
    state.dialogStack.push({ id: form.id, state: { draft: { ...draft, parked: true } } });
  }
  return matters.length > 0;
}

/** A small form makes room for another matter; one that holds what was told of a complaint waits beneath, so that nothing is lost. */
export function makeRoom(state: ConversationState, forms: FormSet): void {
  const top = topDraft(state);
  if (!top || !forms.get(top.form)?.fleeting) return;
  const holds = top.form === actForm.id && typeof top.values.text === 'string' && top.values.text !== '';
  if (!holds) state.dialogStack.pop();
}

/** The matter on top is dropped; it can be taken back until another one is dropped. */
export function dropDraft(state: ConversationState, forms: FormSet, context: FormContext): Said[] {
  const dropped = state.dialogStack.pop();
  const draft = dropped && draftOf(dropped.state);
  const form = draft ? forms.get(draft.form) : undefined;
  if (!dropped || !draft || !form) return smallTalk('nothing-open', context);
  state.dropped = form.fleeting ? null : { id: form.id, state: { draft } };
  return [...form.cancelled(draft.values, context), ...takeUp(state, forms, context)];
}

/** 「撤销」 after 「取消」: what was dropped last is open again, as it stood. */
export function takeBack(state: ConversationState, forms: FormSet, context: FormContext): Said[] {
  const { dropped } = state;
  const form = dropped && forms.get(dropped.state.draft.form);
  if (!dropped || !form) return smallTalk('nothing-open', context);
  state.dropped = null;
  state.dialogStack.push(dropped);
  return [line(smallTalkWords.say(context.language, 'taken-back')), ...whereItStands(state, forms, context)];
}

/** 「继续」: the open question again, or everything read back. */
export function whereItStands(state: ConversationState, forms: FormSet, context: FormContext): Said[] {
  const draft = topDraft(state);
  const form = draft ? forms.get(draft.form) : undefined;
  if (!draft || !form) return smallTalk('nothing-open', context);
  if (draft.stage === 'read-back') return form.readBack(draft.values, draft, nothingHeard, context);
  return form.resume(draft.values, draft, true, context);
}

/**
 * After an interruption the form goes on: `asking` puts its question once more, but not in every reply; said twice it is known,
 * then only now and then.
 */
export function resumeWords(state: ConversationState, forms: FormSet, asking: boolean, context: FormContext): Said[] {
  const draft = topDraft(state);
  const form = draft ? forms.get(draft.form) : undefined;
  if (!draft || !form) return [];
  if (state.interruptions > 1 && state.interruptions % 5 !== 0) return [];
  return form.resume(draft.values, draft, asking && state.interruptions === 0, context);
}

/** After a long silence a matter that was left open is offered again, before it is asked about anew. */
export function offerAgain(state: ConversationState, forms: FormSet, context: FormContext): Said[] {
  const draft = topDraft(state);
  const form = draft ? forms.get(draft.form) : undefined;
  if (!draft || !form || form.fleeting) return [];
  const { language } = context;
  const standing = form.resume(draft.values, draft, false, context);
  const buttons = ['idle.button.on', 'idle.button.off'].map((key) => smallTalkWords.say(language, key));
  return [...standing, question(smallTalkWords.say(language, 'idle'), buttons)];
}

/** What the matter that is on top again needs: its open question, or its read-back. */
export function takeUp(state: ConversationState, forms: FormSet, context: FormContext): Said[] {
  const draft = topDraft(state);
  const form = draft ? forms.get(draft.form) : undefined;
  if (!draft || !form) return [];
  const again = line(smallTalkWords.say(context.language, 'next-parked'));
  if (draft.parked) {
    const taken = takeUpParked(form, draft, context);
    state.dialogStack.splice(-1, 1, { id: form.id, state: { draft: taken.draft } });
    return [again, ...taken.said];
  }
  if (draft.stage === 'asking') return form.resume(draft.values, draft, true, context);
  const readBack =
    form.readBackAgain?.(draft.values, draft, context) ?? form.readBack(draft.values, draft, nothingHeard, context);
  // What is written line by line goes on where it was; it is no other matter.
  return form.takesText?.(draft) ? readBack : [again, ...readBack];
}

/** What is told of nobody goes on with the matter that was parked for later: it is open now. */
export function takesUpParked(route: Route, { facts }: Reading, state: ConversationState): boolean {
  const top = state.dialogStack.at(-1);
  const draft = topDraft(state);
  if (!top || !draft?.parked || route.to !== 'begin' || route.form !== draft.form || facts.customer) return false;
  top.state = { draft: { ...draft, parked: false } };
  return true;
}

/** Files of this message that nothing took are kept until it is said where they belong. */
export function keepUnplaced(state: ConversationState, confirmed: Confirmed | null, context: FormContext): Said[] {
  const drafts = state.dialogStack.map((each) => draftOf(each.state));
  const taken = new Set([...drafts, ...(confirmed ? [confirmed.draft] : [])].flatMap((draft) => draft.files));
  const left = context.received.map((file) => file.id).filter((id) => !taken.has(id));
  if (left.length === 0) return [];
  state.files = [...state.files, ...left];
  return [line(complaintLifeWords.say(context.language, 'files.unplaced', { count: left.length }))];
}

/** Files that came before the matter they belong to was told go with it. */
export function takeWaitingFiles(state: ConversationState): void {
  const top = state.dialogStack.at(-1);
  if (!top || state.files.length === 0) return;
  const draft = draftOf(top.state);
  top.state = { draft: { ...draft, files: [...state.files, ...draft.files] } };
  state.files = [];
}

/** Said once of a matter that was too old. */
export function expiredWords(state: ConversationState, { language }: FormContext): Said[] {
  const { expired } = state;
  delete state.expired;
  return expired ? [line(smallTalkWords.say(language, 'expired'))] : [];
}
