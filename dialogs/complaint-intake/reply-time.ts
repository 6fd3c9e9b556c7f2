import { z } from 'zod';
import { isoLocal } from '../../src/policy/local-time.js';
import type { Reading } from '../../src/understanding/types.js';
import type { Form, FormContext } from '../engine/form.js';
import { line, question } from '../engine/reply.js';
import { dayWords, instantWords } from '../engine/time-words.js';
import { words } from './summary.js';

export interface ReplyTimeValues extends Record<string, unknown> {
  complaintId: string;
  who: string;
  /** Epoch ms. */
  replyAt: number;
}

/** The one question where the handbook is unset: 「您跟王芳约了几点回吗?」. Saved as soon as a time is told. */
export const replyTimeForm: Form<ReplyTimeValues> = {
  id: 'reply-time',
  version: 1,
  fleeting: true,
  fields: [
    {
      name: 'replyAt',
      schema: z.number().int(),
      take: (reading, _draft, context) => agreedTime(reading, context),
      wanted: () => 'required',
      ask: (values, _draft, { language }) => ({
        text: words.say(language, 'ask.reply-time', { who: values.who ?? '' }),
      }),
    },
  ],
  opening: () => [],
  readBack: () => [],
  intention: (values, _draft, { timeZone }) => ({
    kind: 'agree-reply-time',
    complaintId: values.complaintId,
    at: values.replyAt,
    isoAt: isoLocal(values.replyAt, timeZone),
  }),
  done: (_outcome, values, _draft, _heard, context) => ({
    said: [
      line(words.say(context.language, 'agreed', { time: instantWords(values.replyAt, context), who: values.who })),
    ],
  }),
  resume: (values, _draft, _asking, { language }) => [
    question(words.say(language, 'ask.reply-time', { who: values.who ?? '' })),
  ],
  cancelled: (_values, { language }) => [line(words.say(language, 'agreed.none'))],
  puzzled: (values, _draft, reading, context) => [
    question(
      doubtAboutTime(reading, context) ?? words.say(context.language, 'ask.reply-time', { who: values.who ?? '' }),
    ),
  ],
};

/** A time to the minute that lies ahead; 「明早十点前」 means ten o'clock. */
function agreedTime(reading: Reading, context: FormContext): number | undefined {
  const read = reading.times.find((t) => t.precision === 'minute');
  const at = read ? Date.parse(read.start) : Number.NaN;
  return at > context.now ? at : undefined;
}

/** What is said when the answer names a day without an hour, or a time that has passed; null when it names no time at all. */
function doubtAboutTime(reading: Reading, context: FormContext): string | null {
  const read = reading.times[0];
  if (!read) return null;
  const at = Date.parse(read.start);
  if (read.precision !== 'minute')
    return words.say(context.language, 'agreed.which-hour', { day: dayWords(at, context) });
  if (at > context.now) return null;
  return words.say(context.language, 'agreed.past', { time: instantWords(at, context) });
}
