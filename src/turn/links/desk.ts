import type { TurnContext } from 'botbuilder';
import { linkList, linkWords, makeLinkForm, revokeLinkForm } from '../../../dialogs/customer-links/dialog.js';
import { newDraft } from '../../../dialogs/engine/draft.js';
import type { Confirmed, FormContext } from '../../../dialogs/engine/form.js';
import { type Exchange, type FormSet, topDraft } from '../../../dialogs/engine/form-dialog.js';
import { line, type Said } from '../../../dialogs/engine/reply.js';
import { isGood } from '../../domain/customer-link.js';
import type { Store } from '../../domain/ports.js';
import { viewerOf } from '../../domain/staff.js';
import type { Reading } from '../../understanding/types.js';
import type { ConversationState } from '../conversation-state.js';
import { linkCommand } from './commands.js';

const shownAtMost = 10;

interface Desk {
  store: Store;
  forms: FormSet;
  turn: TurnContext;
}

/** Links to customers' own chats: made, listed, revoked. Undefined where a message is none of these. */
export async function aboutLinks(
  reading: Reading,
  state: ConversationState,
  context: FormContext,
  desk: Desk,
): Promise<{ said: Said[]; confirmed: Confirmed | null } | undefined> {
  const { text } = reading;
  const open = topDraft(state);
  const answers = open?.form === revokeLinkForm.id && /^\D{0,3}\d{1,6}\D{0,4}$/.test(text);
  if (answers) return await exchange(reading, state, context, desk);
  const wanted = linkCommand(text);
  if (!wanted) return undefined;
  if (!context.links) return { said: [line(linkWords.say(context.language, 'off'))], confirmed: null };
  if (wanted === 'list') return { said: await listed(context, desk.store), confirmed: null };
  const form = wanted === 'revoke' ? revokeLinkForm : makeLinkForm;
  if (open?.form === form.id) state.dialogStack.pop();
  const draft = newDraft(form, context.newId(), context.now);
  state.dialogStack.push({ id: form.id, state: { draft } });
  return await exchange(reading, state, context, desk);
}

async function exchange(reading: Reading, state: ConversationState, context: FormContext, { forms, turn }: Desk) {
  const exchanged: Exchange = { reading: { ...reading, edits: [] }, context, said: [], confirmed: null };
  await forms.continue(turn, state, exchanged);
  return { said: exchanged.said, confirmed: exchanged.confirmed };
}

async function listed(context: FormContext, store: Store): Promise<Said[]> {
  const viewer = viewerOf(context.staff);
  const links = await store.listCustomerLinks(viewer, context.staff.id);
  const good = links.filter((each) => isGood(each, context.now)).slice(0, shownAtMost);
  const shown = [];
  for (const each of good) {
    const file = await store.findCustomerFile(viewer, each.customerId);
    const contact = file?.contacts.find(({ id }) => id === each.contactId)?.name ?? null;
    if (file) shown.push({ link: each, customer: file.customer.name, contact });
  }
  return linkList(shown, context);
}
