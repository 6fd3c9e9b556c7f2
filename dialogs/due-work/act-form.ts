import { z } from 'zod';
import type { Intention } from '../../src/domain/intention.js';
import { type AnswerResult, answerResults, type Satisfaction, satisfactions } from '../../src/domain/labels.js';
import type { Reading } from '../../src/understanding/types.js';
import type { Form, FormContext } from '../engine/form.js';
import { line, question, type Said } from '../engine/reply.js';
import { dayWords, instantWords } from '../engine/time-words.js';
import { type DutyValues, words } from './duty.js';
import { answered, told } from './outcomes.js';
import { satisfactionIn, type ToldTime, toldResult, toldTime } from './told.js';

export interface ActValues extends DutyValues {
  /** Epoch ms. */
  at: number;
  result: AnswerResult | null;
  satisfaction?: Satisfaction | null;
  /** What was said of it. */
  text?: string | null;
  /** As of now, unless another time is told. */
  now?: boolean;
}

/** 「已回了」: when, and for an answer with what result. Saved as soon as both are told. */
export const actForm: Form<ActValues> = {
  id: 'act-told',
  version: 1,
  fleeting: true,
  fields: [
    {
      name: 'at',
      schema: z.number().int(),
      take: (reading, draft, context) => {
        const read = readTime(reading, draft.values, context);
        return read?.kind === 'at' ? read.at : undefined;
      },
      // A plain yes is the button that stands under the question: just now.
      answer: ({ acts, text }, _draft, { now }) => (acts.includes('confirm') && text.length <= 4 ? now : undefined),
      wanted: () => 'required',
      ask: (values, _draft, context) => askWhen(values, context),
    },
    {
      name: 'result',
      schema: z.enum(answerResults),
      take: (reading) => toldResult(reading.text),
      answer: (reading) => (reading.text.trim().length > 1 ? 'other' : undefined),
      answersAlone: true,
      wanted: (values) => (values.act?.answers ? 'required' : 'no'),
      ask: (_values, _draft, { language }) => ({
        text: words.say(language, 'ask.result'),
        buttons: (['accepted', 'resolved', 'explained', 'not-accepted', 'refused'] as const).map((key) =>
          words.say(language, `button.result.${key}`),
        ),
      }),
    },
    {
      name: 'satisfaction',
      schema: z.enum(satisfactions),
      take: (reading, draft) => (isFollowUp(draft.values) ? satisfactionIn(reading.text) : undefined),
      answersAlone: true,
      wanted: (values) => (isFollowUp(values) ? 'required' : 'no'),
      ask: (_values, _draft, { language }) => ({
        text: words.say(language, 'ask.satisfaction'),
        buttons: satisfactions.map((key) => words.say(language, `button.satisfaction.${key}`)),
      }),
    },
  ],
  opening: (values, draft, _heard, reading, context) =>
    values.at === undefined ? doubtWords(readTime(reading, draft.values, context), context) : [],
  readBack: () => [],
  intention,
  done: (outcome, values, _draft, _heard, context) =>
    outcome.kind === 'complaint-answered'
      ? answered(outcome, values, context)
      : { said: told(outcome, values, context) },
  resume: (values, _draft, asking, context) => (asking ? askAgain(values, context) : []),
  cancelled: (_values, { language }) => [line(words.say(language, 'cancelled'))],
  puzzled: (values, draft, reading, context) => [
    ...doubtWords(readTime(reading, draft.values, context), context),
    ...askAgain(values, context),
  ],
};

function isFollowUp(values: Record<string, unknown>): boolean {
  return actKind(values) === 'complaint.followed-up' && typeof values.complaintId === 'string';
}

function intention(values: ActValues): Intention {
  const { at, complaintId, act, text = null } = values;
  const obligationId = values.obligationId === '' ? null : values.obligationId;
  if (complaintId !== null && act.answers)
    return { kind: 'tell-answer', complaintId, obligationId, at, result: values.result ?? 'other', text };
  if (complaintId !== null && isFollowUp(values))
    return { kind: 'tell-follow-up', complaintId, obligationId, at, satisfaction: values.satisfaction ?? 'fair', text };
  return { kind: 'tell-act', obligationId: values.obligationId, act, at, result: null };
}

/** Told as of now unless another time is named: what is handed in, and answers no clock runs for. */
function isToldNow(values: Record<string, unknown>, now: number): boolean {
  const late = typeof values.dueAt === 'number' && now > values.dueAt;
  if (values.now === true || actKind(values)?.endsWith('.submitted') === true) return true;
  return values.obligationId === '' || (isFollowUp(values) && !late);
}

function actKind({ act }: Record<string, unknown>): string | undefined {
  return typeof act === 'object' && act !== null && 'kind' in act ? String(act.kind) : undefined;
}

function readTime(reading: Reading, values: Record<string, unknown>, context: FormContext): ToldTime | undefined {
  const since = typeof values.openedAt === 'number' ? values.openedAt : 0;
  const told = toldTime(reading, context.now, since, context.timeZone);
  // 「上周那单今天回访了」: the day beside 今天 is that of the matter.
  const today = told?.kind === 'no-hour' && /今天|今早|今日|刚/.test(reading.text);
  return (told === undefined || today) && isToldNow(values, context.now) ? { kind: 'at', at: context.now } : told;
}

function askWhen(values: Partial<ActValues>, { language }: FormContext): { text: string; buttons: string[] } {
  const key = values.act?.answers ? 'ask.at.answered' : 'ask.at.done';
  return {
    text: words.say(language, key, { duty: values.duty ?? '' }),
    buttons: [words.say(language, 'button.just-now')],
  };
}

function askAgain(values: Partial<ActValues>, context: FormContext): Said[] {
  if (values.at !== undefined)
    return [question(words.say(context.language, isFollowUp(values) ? 'ask.satisfaction' : 'ask.result'))];
  const { text, buttons } = askWhen(values, context);
  return [question(text, buttons)];
}

/** Why the time that was told does not do. */
function doubtWords(read: ToldTime | undefined, context: FormContext): Said[] {
  const { language } = context;
  switch (read?.kind) {
    case 'future':
    case 'early':
      return [line(words.say(language, `doubt.${read.kind}`, { time: instantWords(read.at, context) }))];
    case 'no-hour':
      return [line(`${dayWords(read.day, context)}${language === 'en' ? '. ' : '。'}`)];
    default:
      return [];
  }
}
