import type { Complaint } from '../../src/domain/complaint.js';
import type { FormContext } from '../engine/form.js';
import type { Said } from '../engine/reply.js';
import { instantWords } from '../engine/time-words.js';
import { toCustomer, withCall } from './words.js';

/** Where a complaint stands, as far as its customer is told: who has it, by when, answered, settled. */
export interface Standing {
  complaint: Complaint;
  /** By when he was told he would hear: the rule's time, or the one agreed with him; epoch ms. */
  dueAt: number | null;
}

export function standing({ complaint, dueAt }: Standing, context: FormContext): Said {
  const { id, state, replyAt } = complaint;
  const at = replyAt ?? dueAt;
  switch (state) {
    case 'accepted':
    case 'refused': {
      if (at === null) return toCustomer('status.accepted', context, { id });
      const time = instantWords(at, context);
      if (at >= context.now) return toCustomer('status.accepted.due', context, { id, time });
      return withCall('status.accepted.late', context, { id, time });
    }
    case 'answered':
      return toCustomer('status.answered', context, { id });
    case 'closed':
      return toCustomer('status.closed', context, { id });
    case 'withdrawn':
      return toCustomer('status.withdrawn', context, { id });
    default: {
      const never: never = state;
      return never;
    }
  }
}
