import { z } from 'zod';
import type { Complaint } from '../../src/domain/complaint.js';
import { type ReassignReason, reassignReasons } from '../../src/domain/complaint-step.js';
import type { Outcome } from '../../src/domain/intention.js';
import { complaintLifeWords, reasonIn } from '../complaint-life/dialog.js';
import { bareAnswer, isQuestion, letterCount, shown } from '../engine/answer.js';
import type { Done, Form, FormContext } from '../engine/form.js';
import { line } from '../engine/reply.js';
import { small } from '../engine/small-form.js';
import { matterLines, reasonWords, words } from './said.js';

interface Named {
  id: string;
  name: string;
}

/** Several open complaints that are to change hands together. */
export interface HandOverValues extends Record<string, unknown> {
  /** Whose they were, where one person's are meant. */
  from: Named | null;
  matters: Array<{ id: string; customer: string; line: string }>;
  owner?: Named | null;
  /** Whom it may go to. */
  colleagues: Named[];
  reason?: ReassignReason;
  text?: string;
  agreed?: true;
  /** Listed once more, after some were left out. */
  anew?: true;
}

const shownOfStory = 12;

/** A complaint as it is listed: number, customer, the first of the story. */
export function matterOfList(
  { id, customerName, description }: Complaint,
  { language }: Pick<FormContext, 'language'>,
): HandOverValues['matters'][number] {
  const said = { id, customer: customerName, story: shown(description, shownOfStory) };
  return { id, customer: customerName, line: words.say(language, 'hand-over.one', said) };
}

/** Reason first, then everything is listed and confirmed; nothing is moved before. */
export const handOverForm: Form<HandOverValues> = small<HandOverValues>({
  id: 'matters-handed-over',
  fields: [
    {
      name: 'owner',
      schema: z.object({ id: z.string(), name: z.string() }),
      take: () => undefined,
      answer: ({ text }, draft) => (draft.values as HandOverValues).colleagues.find(({ name }) => text.includes(name)),
      wanted: () => 'required',
      ask: ({ matters = [], colleagues = [] }, _draft, { language }) => ({
        text: words.say(language, 'hand-over.ask-owner', { count: matters.length }),
        buttons: colleagues.slice(0, 4).map(({ name }) => name),
      }),
    },
    {
      name: 'reason',
      schema: z.enum(reassignReasons),
      take: ({ text }) => reasonIn(text),
      answer: ({ text }, draft) =>
        draft.asked.length > 0 && letterCount(text) > 1 && !isQuestion(text) ? 'other' : undefined,
      answersAlone: true,
      wanted: () => 'required',
      ask: ({ from, matters = [], owner }, _draft, { language }) => ({
        text: words.say(language, 'hand-over.ask-reason', {
          from: from ? words.say(language, 'hand-over.from', { name: from.name }) : '',
          count: matters.length,
          owner: owner?.name ?? '',
        }),
        buttons: reassignReasons
          .filter((each) => each !== 'other' && each !== 'same-matter')
          .map((each) => complaintLifeWords.say(language, `reason.${each}`)),
      }),
    },
    {
      name: 'agreed',
      schema: z.literal(true),
      take: ({ acts, edits }, { open }) =>
        open === 'agreed' && acts.includes('confirm') && edits.length === 0 ? true : undefined,
      wanted: () => 'required',
      ask: (values, _draft, { language }) => ({
        text: confirmWords(values, language),
        buttons: ['button.confirm', 'button.cancel'].map((key) => words.say(language, key)),
      }),
    },
  ],
  infer: (values, draft, reading) =>
    draft.open === 'reason' && values.reason !== undefined ? { text: bareAnswer(reading.text) } : {},
  intention: ({ matters, owner, reason, text }) => ({
    kind: 'hand-over-matters',
    complaintIds: matters.map(({ id }) => id),
    ownerId: owner?.id ?? '',
    reason: reason ?? 'other',
    text: text ?? '',
  }),
  done: handedOver,
  cancelled: (_values, { language }) => [line(words.say(language, 'hand-over.cancelled'))],
});

function confirmWords(values: Partial<HandOverValues>, language: FormContext['language']): string {
  const { matters = [], owner, reason = 'other', text = '' } = values;
  const said = { count: matters.length, owner: owner?.name ?? '', reason: reasonWords(reason, text, language) };
  const lines = matterLines(
    matters.map((each) => each.line),
    language,
  );
  const one = matters.length === 1 ? '.one' : values.anew ? '.anew' : '';
  const asked = words.say(language, `hand-over.shall-i${one}`, { example: matters[0]?.customer ?? '' });
  return [words.say(language, `hand-over.confirm${one === '.one' ? one : ''}`, said), ...lines, asked].join('\n');
}

function handedOver(
  outcome: Outcome,
  values: HandOverValues,
  _draft: unknown,
  _heard: unknown,
  context: FormContext,
): Done {
  if (outcome.kind !== 'matters-handed-over') return { said: [] };
  const { language, staff } = context;
  const { moved, to } = outcome;
  if (moved.length === 0 || !to) return { said: [line(words.say(language, 'hand-over.done.none'))] };
  const kept = values.matters.length - moved.length;
  const said = [
    words.say(language, to.id === staff.id ? 'hand-over.done.self' : 'hand-over.done', {
      count: moved.length,
      owner: to.name,
      reason: reasonWords(values.reason ?? 'other', values.text ?? '', language),
    }),
    ...(kept > 0 ? [words.say(language, 'hand-over.kept', { count: kept })] : []),
    ...(values.from ? [words.say(language, 'hand-over.stays', { name: values.from.name })] : []),
  ];
  return { said: said.map((text) => line(text)) };
}
