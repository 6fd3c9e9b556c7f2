import type { TurnContext } from 'botbuilder';
import { newDraft } from '../../dialogs/engine/draft.js';
import type { Confirmed, FormContext } from '../../dialogs/engine/form.js';
import { type Exchange, type FormSet, topDraft } from '../../dialogs/engine/form-dialog.js';
import { line, type Said } from '../../dialogs/engine/reply.js';
import { smallTalkWords } from '../../dialogs/small-talk/dialog.js';
import { personForm } from '../../dialogs/small-talk/person.js';
import { localDay } from '../policy/local-time.js';
import type { Reading } from '../understanding/types.js';
import type { ConversationState } from './conversation-state.js';

/** 「找主管」: the supervisor is told once a matter and day, with what was said; what is open stays where it is. */
export async function callPerson(
  reading: Reading,
  state: ConversationState,
  context: FormContext,
  { forms, turn }: { forms: FormSet; turn: TurnContext },
): Promise<{ said: Said[]; confirmed: Confirmed | null }> {
  const open = topDraft(state);
  const reason = `${open?.id ?? state.record ?? ''}|${localDay(context.now, context.timeZone)}`;
  if (state.called === reason)
    return { said: [line(smallTalkWords.say(context.language, 'person.again'))], confirmed: null };
  state.called = reason;
  const values = { matter: open ? matterOf(open.values) : state.record, reason };
  const draft = { ...newDraft(personForm, context.newId(), context.now), values };
  state.dialogStack.push({ id: personForm.id, state: { draft } });
  const exchange: Exchange = { reading, context, said: [], confirmed: null };
  await forms.continue(turn, state, exchange);
  return { said: exchange.said, confirmed: exchange.confirmed };
}

/** Whose matter is open, by the customer's name. */
function matterOf({ customer }: Record<string, unknown>): string | null {
  const named = typeof customer === 'object' && customer !== null && 'name' in customer ? customer.name : null;
  return typeof named === 'string' ? named : null;
}
