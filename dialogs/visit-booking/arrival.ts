import type { Outcome } from '../../src/domain/intention.js';
import { spanWords } from '../due-work/duty.js';
import type { FormContext } from '../engine/form.js';
import { line, type Said } from '../engine/reply.js';
import { small } from '../engine/small-form.js';
import { clockWords } from '../engine/time-words.js';
import { valuesOf } from './planned.js';
import { toKnow } from './prepare.js';
import { words } from './said.js';

/** 「我到了」: everything is known when it opens; `at` is epoch ms. */
export const visitArrival = small<{ visitId: string; at: number }>({
  id: 'visit-arrival',
  fields: [],
  intention: ({ visitId, at }) => ({ kind: 'arrive-at-visit', visitId, at }),
  done: (outcome, _values, _draft, _heard, context) => ({ said: arrived(outcome, context) }),
});

/** How early, a last look at what is known, and what is wanted afterwards. */
function arrived(outcome: Outcome, context: FormContext): Said[] {
  if (outcome.kind !== 'visit-arrived') return [];
  const { language } = context;
  const { visit, already } = outcome;
  if (already) return [line(words.say(language, 'arrived.already', { customer: visit.customerName }))];
  const at = visit.arrivedAt ?? context.now;
  const key = at > visit.startAt ? 'arrived.late' : 'arrived';
  const customer = `${visit.customerName}${visit.contactName ?? ''}`;
  const span = spanWords(visit.startAt - at, language);
  const know = toKnow(valuesOf(visit, context), context);
  return [
    line(words.say(language, key, { customer, time: clockWords(at, context), span })),
    ...(know === '' ? [] : [line(words.say(language, 'arrived.know', { know }))]),
    line(words.say(language, 'arrived.then')),
  ];
}
