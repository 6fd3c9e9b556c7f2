import { z } from 'zod';
import { type WaiverReason, waiverReasons } from '../../src/domain/tell-act.js';
import { isQuestion } from '../engine/answer.js';
import type { Form, Values } from '../engine/form.js';
import { line } from '../engine/reply.js';
import { small as smallForm } from '../engine/small-form.js';
import { type DutyValues, questionWords, words } from './duty.js';
import { asked, called, judged, waived } from './outcomes.js';
import { waiverReason } from './told.js';

function small<V extends Values>(form: Parameters<typeof smallForm<V>>[0]): Form<V> {
  return smallForm({ cancelled: (_values, { language }) => [line(words.say(language, 'cancelled'))], ...form });
}

/** 认可 or 不认可 of an act told afterwards; everything is known when it opens. */
export const judgeForm = small<DutyValues & { eventId: string; accepted: boolean }>({
  id: 'act-judged',
  fields: [],
  intention: ({ obligationId, eventId, accepted }) => ({ kind: 'judge-act', obligationId, eventId, accepted }),
  done: (outcome, values, _draft, _heard, context) => ({ said: judged(outcome, values, context) }),
});

/** 「找主管」 about one duty. */
export const callForm = small<DutyValues>({
  id: 'supervisor-called',
  fields: [],
  intention: ({ obligationId }) => ({ kind: 'call-supervisor', obligationId }),
  done: (outcome, values, _draft, _heard, context) => ({ said: called(outcome, values, context) }),
});

/** 「问问怎么回事」: the question is shown before it goes to whoever owes the duty, and to nobody else. */
export const askForm = small<DutyValues & { send: true }>({
  id: 'owner-asked',
  fields: [
    {
      name: 'send',
      schema: z.literal(true),
      take: ({ acts, edits }, { asked: before }) =>
        before.length > 0 && acts.includes('confirm') && edits.length === 0 ? true : undefined,
      wanted: () => 'required',
      ask: (values, _draft, context) => {
        const { duty = '', dueAt = null, ownerName = '', act = { answers: false } } = values;
        const text = questionWords({ duty, dueAt, act }, context);
        return {
          text: words.say(context.language, 'ask.send', { owner: ownerName, text }),
          buttons: ['button.send', 'button.not-now'].map((key) => words.say(context.language, key)),
        };
      },
    },
  ],
  intention: ({ obligationId }) => ({ kind: 'ask-owner', obligationId }),
  done: (outcome, values, _draft, _heard, context) => ({ said: asked(outcome, values, context) }),
});

/** A supervisor waives a duty, with a reason. */
export const waiveForm = small<DutyValues & { reason: WaiverReason }>({
  id: 'duty-waived',
  fields: [
    {
      name: 'reason',
      schema: z.enum(waiverReasons),
      take: (reading) => waiverReason(reading.text),
      answer: (reading, draft) =>
        draft.asked.length > 0 && reading.text.trim().length > 1 && !isQuestion(reading.text)
          ? ('other' satisfies WaiverReason)
          : undefined,
      wanted: () => 'required',
      ask: (values, _draft, { language }) => ({
        text: words.say(language, 'ask.reason', { duty: values.duty ?? '' }),
        buttons: (['duplicate', 'withdrawn', 'not-applicable', 'not-possible'] as const).map((reason) =>
          words.say(language, `button.reason.${reason}`),
        ),
      }),
    },
  ],
  intention: ({ obligationId, reason }) => ({ kind: 'waive-duty', obligationId, reason }),
  done: (outcome, values, _draft, _heard, context) => ({ said: waived(outcome, values, context) }),
});
