import type { FormContext } from '../../dialogs/engine/form.js';
import type { Said } from '../../dialogs/engine/reply.js';
import { policyQuestion } from '../../dialogs/policy-question/dialog.js';
import type { Answerer } from '../handbook/types.js';
import type { Reading } from '../understanding/types.js';
import type { ConversationState } from './conversation-state.js';

/** What the handbook says; the question stays in mind for 详 and for what follows it up. */
export async function answerPolicy(
  { text: question, names }: Reading,
  state: ConversationState,
  { language, staff }: FormContext,
  handbook: Answerer,
  detail: boolean,
): Promise<Said[]> {
  const leads = staff.role !== 'manager';
  const asked = { question, names, language, detail, about: state.policy, leads };
  const { said, about } = await policyQuestion(handbook, asked);
  state.policy = about;
  return said;
}
