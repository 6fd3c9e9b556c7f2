import { z } from 'zod';
import type { Complaint } from '../../src/domain/complaint.js';
import type { Outcome } from '../../src/domain/intention.js';
import type { Obligation } from '../../src/domain/obligation.js';
import { isoLocal, localDay } from '../../src/policy/local-time.js';
import type { Reading, TimeReading } from '../../src/understanding/types.js';
import { type Draft, newDraft } from '../engine/draft.js';
import type { Done, Form, FormContext } from '../engine/form.js';
import { line, question, type Said } from '../engine/reply.js';
import { clockWords, dayWords, instantWords } from '../engine/time-words.js';
import { dayAndTime, dayPartWords, startAt, timeWithin } from '../engine/when.js';
import { words } from './summary.js';

const dayPartSchema = z.object({ from: z.string(), to: z.string() });

export interface ReplyTimeValues extends Record<string, unknown> {
  complaintId: string;
  who: string;
  /** YYYY-MM-DD, told before the hour. */
  day?: string | null;
  part?: z.infer<typeof dayPartSchema> | null;
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
      name: 'day',
      schema: z.string(),
      take: (reading, _draft, context) => dayAhead(reading, context),
      join: (_before, now) => now,
      wanted: () => 'no',
    },
    {
      name: 'part',
      schema: dayPartSchema,
      take: ({ times: [read] }, _draft, context) => read && dayAndTime(read, context.timeZone).part,
      join: (_before, now) => now,
      wanted: () => 'no',
    },
    {
      name: 'replyAt',
      schema: z.number().int(),
      take: agreedTime,
      wanted: () => 'required',
      ask: (values, _draft, context) => ({ text: askTime(values, context) }),
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
  done: agreed,
  resume: (values, _draft, asking, context) => (asking ? [question(askTime(values, context))] : []),
  cancelled: (_values, { language }) => [line(words.say(language, 'agreed.none'))],
  puzzled,
};

/** The form as it stands once the question was put. */
export function openReplyTime(complaint: Complaint, context: FormContext): Draft {
  const who = complaint.contactName ?? words.say(context.language, 'who.they');
  const values: Partial<ReplyTimeValues> = { complaintId: complaint.id, who };
  return { ...newDraft(replyTimeForm, context.newId(), context.now), values, open: 'replyAt', asked: ['replyAt'] };
}

/** A day that is not over yet. */
function dayAhead({ times: [read] }: Reading, context: FormContext): string | undefined {
  const day = read ? dayAndTime(read, context.timeZone).day : undefined;
  return day && day >= localDay(context.now, context.timeZone) ? day : undefined;
}

/** A time to the minute that lies ahead; 「明早十点前」 means ten o'clock, a bare hour belongs to the day told before. */
function agreedTime(reading: Reading, draft: Readonly<Draft>, context: FormContext): number | undefined {
  const read = clocked(reading);
  if (!read) return undefined;
  const at = momentOf(read, draft.values as ReplyTimeValues, context);
  return at > context.now ? at : undefined;
}

function clocked({ times }: Reading): TimeReading | undefined {
  return times.find((t) => t.precision === 'minute');
}

function momentOf(read: TimeReading, before: ReplyTimeValues, context: FormContext): number {
  const said = dayAndTime(read, context.timeZone);
  const day = said.day ?? before.day;
  if (!day || !said.time) return Date.parse(read.start);
  return startAt(day, timeWithin(read, said.time, before.part), context.timeZone);
}

function askTime(values: Partial<ReplyTimeValues>, context: FormContext): string {
  if (!values.day) return words.say(context.language, 'ask.reply-time', { who: values.who ?? '' });
  const noon = startAt(values.day, '12:00', context.timeZone);
  return words.say(context.language, 'agreed.which-hour', { day: dayPartWords(noon, values.part, context) });
}

function agreed(outcome: Outcome, values: ReplyTimeValues, _draft: Draft, _heard: unknown, context: FormContext): Done {
  if (outcome.kind !== 'reply-time-agreed') return { said: [] };
  const { language, timeZone } = context;
  const time = instantWords(values.replyAt, context);
  const reply = outcome.obligations.find((o) => o.rule === 'commitment.reply' && o.dueAt === values.replyAt);
  const limit = earlierLimit(outcome.obligations, values.replyAt, context);
  const warnAt = reply?.warnAt.find((at) => at > context.now);
  if (warnAt === undefined)
    return { said: [line(words.say(language, 'agreed.soon', { time, who: values.who })), ...limit] };
  const sameDay = localDay(warnAt, timeZone) === localDay(values.replyAt, timeZone);
  const warn = sameDay ? clockWords(warnAt, context) : instantWords(warnAt, context);
  return { said: [line(words.say(language, 'agreed', { time, who: values.who, warn })), ...limit] };
}

/** A customer who agrees to a later hour does not lift the handbook's limit. */
function earlierLimit(obligations: readonly Obligation[], replyAt: number, context: FormContext): Said[] {
  const answer = obligations.find(({ rule, state }) => rule === 'complaint.answer' && state === 'open');
  const dueAt = answer?.dueAt ?? replyAt;
  if (!answer || dueAt >= replyAt) return [];
  const values = { time: instantWords(dueAt, context), clause: context.clauseRef(answer.clause ?? '') };
  return [line(words.say(context.language, 'agreed.after-limit', values))];
}

/** The answer is a time that has passed, a mere yes, or no time at all. */
function puzzled(values: Partial<ReplyTimeValues>, draft: Draft, reading: Reading, context: FormContext): Said[] {
  const { language } = context;
  const [read] = reading.times;
  if (read) {
    const at = clocked(reading) ? momentOf(read, draft.values as ReplyTimeValues, context) : Date.parse(read.start);
    const time = clocked(reading) ? instantWords(at, context) : dayWords(at, context);
    return [question(words.say(language, 'agreed.past', { time }))];
  }
  if (reading.acts.includes('confirm')) return [question(words.say(language, 'ask.reply-time.when'))];
  return [question(values.day ? askTime(values, context) : words.say(language, 'ask.reply-time.example'))];
}
