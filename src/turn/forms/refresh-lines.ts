import type { FormContext } from '../../../dialogs/engine/form.js';
import { draftOf, topDraft } from '../../../dialogs/engine/form-dialog.js';
import { line, type Said } from '../../../dialogs/engine/reply.js';
import { linesIn } from '../../../dialogs/pack-form/lines.js';
import { packFormWords as words } from '../../../dialogs/pack-form/words.js';
import type { Reads } from '../../domain/ports.js';
import type { Pack } from '../../policy/types.js';
import type { ConversationState } from '../conversation-state.js';
import { linesSince } from './draft-lines.js';
import { periodIn } from './open.js';

/** What was recorded while a log was open becomes a line of it; says so. */
export async function refreshLines(
  state: ConversationState,
  store: Reads,
  pack: Pack,
  context: FormContext,
): Promise<Said[]> {
  const draft = topDraft(state);
  const form = pack.forms.find(({ id }) => id === draft?.form);
  const field = form?.fields.find(({ type }) => type === 'lines');
  const period = draft && periodIn(draft.values);
  if (!draft || !field || !period) return [];
  const { seen } = draft.values;
  const before = { lines: linesIn(draft.values), seen: Array.isArray(seen) ? seen.map(String) : [] };
  const since = await linesSince(field, period, before, { store, pack, context });
  const top = state.dialogStack.at(-1);
  if (!since || !top) return [];
  const kept = draftOf(top.state);
  top.state = { draft: { ...kept, values: { ...kept.values, ...since } } };
  return [line(words.say(context.language, 'added'))];
}
