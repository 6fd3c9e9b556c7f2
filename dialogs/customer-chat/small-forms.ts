import { small } from '../engine/small-form.js';
import { toCustomer } from './words.js';

/** 「请林悦回电话」: everything is known when it opens. */
export const customerCall = small<{ reason: string }>({
  id: 'customer-call',
  fields: [],
  intention: ({ reason }, _draft, { customer }) => ({ kind: 'call-manager', linkId: customer?.linkId ?? '', reason }),
  done: (_outcome, _values, _draft, _heard, context) => ({ said: [toCustomer('call.done', context)], quiet: true }),
});

/** Words that go with a complaint that was told in this chat. */
export const customerAddition = small<{ complaintId: string; text: string }>({
  id: 'customer-addition',
  fields: [],
  intention: ({ complaintId, text }, _draft, { customer }) => ({
    kind: 'add-to-complaint',
    linkId: customer?.linkId ?? '',
    complaintId,
    text,
  }),
  done: (outcome, _values, _draft, _heard, context) => {
    const complaint = outcome.kind === 'complaint-added-to' ? outcome.complaint : null;
    return { said: complaint ? [toCustomer('more.added', context, { id: complaint.id })] : [] };
  },
});
