import { complaintIntake } from '../../../dialogs/complaint-intake/dialog.js';
import type { Reading } from '../../understanding/types.js';
import type { ConversationState } from '../conversation-state.js';

/** The customer a complaint is being taken for: that of the open intake, else the one a new complaint names. */
export function complainingCustomer(
  { intent, facts: { customer } }: Reading,
  { dialogStack }: ConversationState,
): { id: string | null; name: string } | null {
  const open = dialogStack.findLast(({ state }) => state.draft.form === complaintIntake.id);
  const told: unknown = open?.state.draft.values.customer;
  const named = intent === 'complaint' || open ? customer : undefined;
  return isNamed(told) ? told : named ? { id: named.id, name: named.name } : null;
}

function isNamed(value: unknown): value is { id: string | null; name: string } {
  return typeof value === 'object' && value !== null && 'id' in value && 'name' in value;
}
