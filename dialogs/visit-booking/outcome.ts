import { z } from 'zod';
import type { HeldVisit } from '../../src/domain/hold-visit.js';
import type { Outcome } from '../../src/domain/intention.js';
import type { Visit } from '../../src/domain/visit.js';
import { addDays, instantOf, isoLocal, localDay } from '../../src/policy/local-time.js';
import type { Reading, TimeReading } from '../../src/understanding/types.js';
import { bareAnswer, letterCount, shown } from '../engine/answer.js';
import { contactSchema, customerField, fileOf, knownParty, takeContact } from '../engine/customer-and-contact.js';
import type { Draft } from '../engine/draft.js';
import type { Field, Form, FormContext } from '../engine/form.js';
import { line, type Said } from '../engine/reply.js';
import { small } from '../engine/small-form.js';
import { dayWords, instantWords } from '../engine/time-words.js';
import { diaryOf } from './overlaps.js';
import { words } from './said.js';
import type { VisitValues } from './values.js';

/** A visit that is over, as it is told: what came of it, whether the talks ended, and when to be in touch again. */
export type OutcomeValues = Pick<VisitValues, 'customer' | 'contact' | 'customerOptions' | 'visitId'> & {
  /** When it was over, epoch ms. */
  at: number;
  outcome?: string | null;
  talksEnded?: boolean | null;
  care?: boolean | null;
  /** YYYY-MM-DD */
  nextDay?: string | null;
};

const talks =
  /续约|續約|续签|方案|报价|報價|价格|價格|优惠|優惠|折扣|合同|合約|条件|條件|谈|談|renew|price|offer|contract|deal/i;
const ended =
  /谈(?:完|妥|定|成|拢|崩)|談(?:完|妥|定|成)|没谈成|沒談成|签(?:了|约|完|下)|簽(?:了|約)|定(?:了|下来)|敲定|成交|拒绝|拒絕|不续|黄了|(?:talks|negotiation)s? (?:are )?(?:over|ended|done)|signed/i;
const goingOn =
  /(?:再|还在|還在|接着|继续|繼續|下次|下周|改天)[^,。;]{0,4}(?:谈|談|聊|议|議|碰|商量)|没谈完|沒談完|还在谈|考虑|考慮|研究|talk again|still (?:talking|open)/i;
const pause = '[\\s,\uFF0C。:\uFF1A;\uFF1B!\uFF01]';
/** What a message begins with before it says what came of it: 「刚见完王芳,」, 「拜访完了:」. */
const cue = new RegExp(
  `^${pause}*(?:[^,\uFF0C。:\uFF1A;\uFF1B!\uFF01]{0,16}?)(?:(?:拜访|拜訪|走访|走訪|见|見|谈|談|聊)(?:完|过|過|好)?(?:了|啦)?|出来|出來|回来|回來)[^,\uFF0C。:\uFF1A;\uFF1B!\uFF01\\s]{0,8}(?:${pause}+|$)`,
);

const fields: ReadonlyArray<Field<OutcomeValues>> = [
  { ...customerField, wanted: (values) => (values.visitId ? 'no' : 'required') },
  { name: 'contact', schema: contactSchema, take: takeContact, wanted: () => 'no' },
  {
    name: 'outcome',
    schema: z.string().min(1).max(1000),
    take: (reading, draft) => (draft.asked.length === 0 ? outcomeIn(reading) : undefined),
    answer: ({ text, acts }) => (acts.length === 0 && letterCount(text) > 1 ? bareAnswer(text) : undefined),
    wanted: () => 'required',
    ask: (values, _draft, { language }) => ({
      text: words.say(language, 'outcome.ask', {
        customer: values.customer?.name ?? words.say(language, 'who.customer'),
      }),
    }),
  },
  {
    name: 'talksEnded',
    schema: z.boolean(),
    take: ({ text }) => talksOver(text),
    wanted: ({ outcome }) => (outcome && talks.test(outcome) ? 'once' : 'no'),
    join: (_before, now) => now,
    ask: (_values, _draft, { language }) => ({
      text: words.say(language, 'outcome.ask-ended'),
      buttons: [words.say(language, 'button.ended'), words.say(language, 'button.going-on')],
    }),
  },
  {
    name: 'care',
    schema: z.boolean(),
    take: ({ text }) => (/关怀|關懷|care contact/i.test(text) ? !/不算/.test(text) : undefined),
    answer: ({ acts, text }) =>
      acts.includes('confirm') || /^算/.test(text)
        ? true
        : acts.includes('deny') || /不算/.test(text)
          ? false
          : undefined,
    wanted: (values, context) => (caredFor(values, context) ? 'once' : 'no'),
    ask: (values, _draft, { language }) => ({
      text: words.say(language, 'outcome.ask-care', { contact: values.contact?.name ?? '' }),
      buttons: [words.say(language, 'button.care'), words.say(language, 'button.no-care')],
    }),
  },
  {
    name: 'nextDay',
    schema: z.string().nullable(),
    answer: ({ text }) => (/没定|沒定|没约|不定|待定|再说|再看|not yet|open/i.test(text) ? null : undefined),
    take: (reading, _draft, context) => nextDayIn(reading, context),
    wanted: () => 'once',
    join: (_before, now) => now,
    ask: (_values, _draft, { language }) => ({ text: words.say(language, 'outcome.ask-next') }),
  },
];

/** 「拜访完了:…」: saved as soon as it is told; what may stay unsaid is asked for once. */
export const visitOutcome: Form<OutcomeValues> = {
  ...small<OutcomeValues>({ id: 'visit-outcome', fields, intention, done: (...all) => ({ said: done(...all) }) }),
  fleeting: false,
  atOnce: true,
  takesText: ({ open }: Draft) => open === 'outcome',
  infer: (values, _draft, reading, context) => (values.visitId ? {} : knownParty(values, reading, context)),
  opening: (_values, draft, heard, _reading, { language }) =>
    heard.first && draft.values.outcome ? [line(words.say(language, 'outcome.heard'))] : [],
  cancelled: (_values, { language }) => [line(words.say(language, 'outcome.dropped'))],
};

function intention(values: OutcomeValues, draft: Draft, context: FormContext): { kind: 'hold-visit'; held: HeldVisit } {
  const care = values.care ? caredFor(values, context) : undefined;
  return {
    kind: 'hold-visit',
    held: {
      visitId: values.visitId ?? null,
      draftId: draft.id,
      customer: {
        customerId: values.customer?.id ?? null,
        customerName: values.customer?.name ?? '',
        contactId: values.contact?.id ?? null,
        contactName: values.contact?.name ?? null,
        reasons: ['other'],
      },
      at: values.at,
      outcome: values.outcome ?? '',
      talksEnded: values.talksEnded ?? false,
      careFor: care ? { contactId: care.id, vipTier: care.vipTier, segment: care.tier, role: care.role } : null,
      nextTouch: values.nextDay ? isoLocal(endOf(values.nextDay, context), context.timeZone) : null,
    },
  };
}

function endOf(day: string, { timeZone }: FormContext): number {
  return instantOf(day, timeZone, '23:59:59');
}

function done(outcome: Outcome, values: OutcomeValues, _draft: Draft, _heard: unknown, context: FormContext): Said[] {
  if (outcome.kind !== 'visit-held') return [];
  const { language } = context;
  const { visit, already, obligations } = outcome;
  if (already) return [line(words.say(language, 'outcome.already', { id: visit.id }))];
  const said = [
    line(
      words.say(language, 'outcome.done', { id: visit.id, who: whoOf(visit), outcome: shown(visit.outcome ?? '', 40) }),
    ),
  ];
  const feedback = obligations.find(({ rule, state }) => rule === 'negotiation.feedback' && state === 'open');
  if (feedback?.dueAt)
    said.push(line(words.say(language, 'outcome.feedback', { time: instantWords(feedback.dueAt, context) })));
  if (values.care) said.push(line(words.say(language, 'outcome.care')));
  if (values.nextDay)
    said.push(line(words.say(language, 'outcome.next', { day: dayWords(endOf(values.nextDay, context), context) })));
  return said;
}

function whoOf({ customerName, contactName }: Visit): string {
  return `${customerName}${contactName ?? ''}`;
}

/** Whether the talks came to an end, in the speaker's words; undefined where they say neither. */
function talksOver(text: string): boolean | undefined {
  if (/谈完了|談完了/.test(text)) return true;
  if (goingOn.test(text)) return false;
  return ended.test(text) ? true : undefined;
}

/** The words after 「拜访完了」; none where nothing else is said. */
function outcomeIn({ text }: Reading): string | undefined {
  const rest = bareAnswer(text.replace(cue, ''));
  return letterCount(rest) > 2 ? rest : undefined;
}

/** A person whose care the handbook asks for: VIPs, and the government's (A3-25, A3-33). */
function caredFor(values: Partial<OutcomeValues>, context: FormContext) {
  const contact = fileOf(values, context)?.contacts.find(({ id }) => id === values.contact?.id);
  return contact && (contact.vipTier !== null || contact.tier !== null) ? contact : undefined;
}

/** The day named for the next touch, ahead of now; of a week its first working day. */
function nextDayIn({ times }: Reading, context: FormContext): string | undefined {
  const ahead = times.filter((time) => Date.parse(time.end ?? time.start) > context.now);
  const time = ahead.at(-1);
  return time && dayOf(time, context);
}

/** A week ahead means its first working day, one under way its last. */
function dayOf({ start, end, precision }: TimeReading, context: FormContext): string {
  const { now, timeZone } = context;
  const { dayOf: kindOf } = diaryOf(context);
  const begun = Date.parse(start) <= now;
  if ((precision !== 'week' && precision !== 'month') || end === null)
    return localDay(Math.max(Date.parse(start), now), timeZone);
  let day = localDay(begun ? Date.parse(end) - 1 : Date.parse(start), timeZone);
  const today = localDay(now, timeZone);
  while (!kindOf(day).working && day > today) day = addDays(day, begun ? -1 : 1);
  return day;
}
