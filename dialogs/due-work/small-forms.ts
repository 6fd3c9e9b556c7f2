import { z } from 'zod';
import { type WaiverReason, waiverReasons } from '../../src/domain/tell-act.js';
import { addDays, instantOf, localDay } from '../../src/policy/local-time.js';
import type { Form, Values } from '../engine/form.js';
import { line } from '../engine/reply.js';
import { type DutyValues, words } from './duty.js';
import { called, judged, onLeave, waived } from './outcomes.js';
import { waiverReason } from './told.js';

type SmallForm<V extends Values> = Pick<Form<V>, 'id' | 'fields' | 'intention' | 'done'>;

/** A form that is carried out as soon as nothing is missing. */
function small<V extends Values>(form: SmallForm<V>): Form<V> {
  return {
    version: 1,
    fleeting: true,
    opening: () => [],
    readBack: () => [],
    resume: (values, draft, asking, context) => {
      const field = form.fields.find((each) => each.name === draft.open);
      const asked = asking ? field?.ask?.(values, draft, context) : undefined;
      return asked ? [{ kind: 'question', ...asked }] : [];
    },
    cancelled: (_values, { language }) => [line(words.say(language, 'cancelled'))],
    puzzled: (values, draft, _reading, context) => {
      const asked = form.fields.find((each) => each.name === draft.open)?.ask?.(values, draft, context);
      return asked ? [{ kind: 'question', ...asked }] : [];
    },
    ...form,
  };
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

/** A supervisor waives a duty, with a reason. */
export const waiveForm = small<DutyValues & { reason: WaiverReason }>({
  id: 'duty-waived',
  fields: [
    {
      name: 'reason',
      schema: z.enum(waiverReasons),
      take: (reading) => waiverReason(reading.text),
      answer: (reading, draft) =>
        draft.asked.length > 0 && reading.text.trim().length > 1 ? ('other' satisfies WaiverReason) : undefined,
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

export interface LeaveValues extends Values {
  staffId: string;
  /** First day of the leave, `YYYY-MM-DD`. */
  from: string;
  /** Last day of the leave. */
  until: string;
}

/** 「陈琪休假到11月30日」: from today, or from the first of two days, to the end of the last. */
export const leaveForm = small<LeaveValues>({
  id: 'leave-recorded',
  fields: [
    {
      name: 'until',
      schema: z.string(),
      take: ({ times }, _draft, { now, timeZone }) => {
        const last = times.at(-1);
        if (!last) return undefined;
        const end = last.end === null ? Date.parse(last.start) : Date.parse(last.end) - 1;
        return end < now ? undefined : localDay(end, timeZone);
      },
      wanted: () => 'required',
      ask: (_values, _draft, { language }) => ({ text: words.say(language, 'ask.until') }),
    },
  ],
  intention: ({ staffId, from, until }, _draft, { timeZone }) => ({
    kind: 'record-leave',
    staffId,
    from: instantOf(from, timeZone),
    until: instantOf(addDays(until, 1), timeZone),
  }),
  done: (outcome, _values, _draft, _heard, context) => ({ said: onLeave(outcome, context) }),
});
