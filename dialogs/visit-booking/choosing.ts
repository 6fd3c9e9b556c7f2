import { z } from 'zod';
import type { Visit } from '../../src/domain/visit.js';
import type { Edit } from '../../src/understanding/types.js';
import { type Draft, newDraft } from '../engine/draft.js';
import type { Form, FormContext } from '../engine/form.js';
import { question, type Said } from '../engine/reply.js';
import { small } from '../engine/small-form.js';
import { dayWords, instantWords } from '../engine/time-words.js';
import { diaryOf } from './overlaps.js';
import { words } from './said.js';

const choiceSchema = z.object({
  purpose: z.enum(['change', 'cancel']),
  ids: z.array(z.string()),
  /** What it is changed to; a shift in minutes where that was said. */
  edits: z.array(z.object({ field: z.null(), from: z.string().nullable(), to: z.string() })),
  shift: z.number().nullable(),
});
/** Several visits may be meant: what is to become of the one that is named next. */
export type VisitChoice = z.infer<typeof choiceSchema>;

/** Waits for which visit is meant. The turn takes the answer; whatever answers nothing is asked again. */
export const visitChoosing: Form<VisitChoice & Record<string, unknown>> = small({
  id: 'visit-choosing',
  fields: [
    {
      name: 'chosen',
      schema: z.string(),
      take: () => undefined,
      wanted: () => 'required',
      ask: (values, _draft, context) => asked(values, context),
    },
  ],
  intention: () => {
    throw new Error('a choice among visits is carried out by what it was made for');
  },
  done: () => ({ said: [] }),
});

export function choiceOf(draft: Draft): VisitChoice {
  return choiceSchema.parse(draft.values);
}

export function openChoosing(
  visits: readonly Visit[],
  purpose: VisitChoice['purpose'],
  edits: readonly Edit[],
  shift: number | undefined,
  context: FormContext,
): { draft: Draft; said: Said[] } {
  const values: VisitChoice = {
    purpose,
    ids: visits.map(({ id }) => id),
    edits: edits.map(({ from, to }) => ({ field: null, from, to })),
    shift: shift ?? null,
  };
  const draft = newDraft(visitChoosing, context.newId(), context.now);
  const { text, buttons } = asked(values, context);
  return { draft: { ...draft, values, open: 'chosen', asked: ['chosen'] }, said: [question(text, buttons)] };
}

function asked({ ids, purpose }: Partial<VisitChoice>, context: FormContext): { text: string; buttons: string[] } {
  const { language } = context;
  const among = diaryOf(context).visits.filter(({ id }) => ids?.includes(id));
  const called = (visit: Visit, day: string) =>
    words.say(language, 'choose.one', { day, customer: visit.customerName });
  const byDay = among.map((visit) => called(visit, dayWords(visit.startAt, context)));
  // Two of one customer on one day are told apart by the hour.
  const buttons = among.slice(0, 4).map((visit, n) => {
    const label = byDay[n] ?? '';
    const alone = byDay.indexOf(label) === byDay.lastIndexOf(label);
    return alone ? label : called(visit, instantWords(visit.startAt, context));
  });
  return { text: words.say(language, `choose.${purpose ?? 'change'}`), buttons };
}
