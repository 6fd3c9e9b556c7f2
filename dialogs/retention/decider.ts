import { line } from '../engine/reply.js';
import { small } from '../engine/small-form.js';
import { retentionWords as words } from './dialog.js';

/** 「方总拍板」 once the signal is on record: everything is known when it opens. */
export const deciderForm = small<{ recordId: string; decider: string }>({
  id: 'retention-decider',
  fields: [],
  intention: ({ recordId, decider }) => ({ kind: 'name-decider', recordId, decider }),
  done: (_outcome, { decider }, _draft, _heard, { language }) => ({
    said: [line(words.say(language, 'decider.named', { decider }))],
  }),
});
