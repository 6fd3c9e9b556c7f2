import { z } from 'zod';
import type { Reading, TimeReading } from '../../src/understanding/types.js';
import { bareAnswer, letterCount } from '../engine/answer.js';
import { customerField, fileOf, takeContact } from '../engine/customer-and-contact.js';
import type { Draft } from '../engine/draft.js';
import type { Field, FormContext } from '../engine/form.js';
import { clockWords, dayWords, instantWords } from '../engine/time-words.js';
import { type DayAndTime, dayAndTime, dayPartWords, inWeekOf, startAt, timeWithin } from '../engine/when.js';
import { momentOf, overlapsOf } from './overlaps.js';
import { words } from './said.js';
import { type VisitValues, visitSchemas } from './values.js';

export const fields: ReadonlyArray<Field<VisitValues>> = [
  customerField,
  {
    name: 'day',
    schema: visitSchemas.day,
    take: (reading, draft, context) => whenSaid(reading, draft, context).day,
    wanted: () => 'required',
    join: (_before, now) => now,
    ask: (values, draft, context) => askWhen(values, draft, context),
  },
  {
    name: 'time',
    schema: visitSchemas.time,
    take: (reading, draft, context) => whenSaid(reading, draft, context).time,
    wanted: () => 'required',
    join: (_before, now) => now,
    ask: (values, draft, context) => askWhen(values, draft, context),
  },
  {
    name: 'overlapSeen',
    schema: z.string(),
    take: () => undefined,
    answer: ({ text }, draft) => (insists(text) ? momentOf(draft.values as VisitValues) : undefined),
    answersAlone: true,
    wanted: (values, context) => (overlapsOf(values, context).length > 0 ? 'required' : 'no'),
    ask: (values, draft, context) => askOverlap(values, draft, context),
  },
  {
    name: 'part',
    schema: visitSchemas.part,
    take: (reading, draft, context) => whenSaid(reading, draft, context).part,
    wanted: () => 'no',
    join: (_before, now) => now,
  },
  {
    name: 'among',
    schema: visitSchemas.among,
    take: ({ facts }, _draft, context) => (facts.start ? firstOfSeveral(facts.start, context) : undefined),
    wanted: () => 'no',
    join: (_before, now) => now,
  },
  {
    name: 'durationMinutes',
    schema: visitSchemas.durationMinutes,
    take: (reading, draft, context) =>
      reading.facts.durationMinutes ?? whenSaid(reading, draft, context).durationMinutes,
    wanted: () => 'no',
    join: (_before, now) => now,
  },
  {
    name: 'reasons',
    schema: visitSchemas.reasons,
    take: ({ facts }) => (facts.reasons?.length ? facts.reasons : undefined),
    answer: ({ text, acts, intent }) =>
      acts.length === 0 && intent !== 'smalltalk' && letterCount(text) > 1 ? ['other'] : undefined,
    answersAlone: true,
    wanted: () => 'once',
    join: joinReasons,
    ask: (_values, _draft, { language }) => ({ text: words.say(language, 'ask.reasons') }),
  },
  {
    name: 'contact',
    schema: visitSchemas.contact,
    take: takeContact,
    answer: contactFromAnswer,
    answersAlone: true,
    wanted: () => 'once',
    ask: (values, _draft, context) => ({ text: askContact(values, context) }),
  },
  {
    name: 'agreedByCustomer',
    schema: visitSchemas.agreedByCustomer,
    take: ({ facts }) => facts.agreedByCustomer,
    answer: ({ acts }) => (acts.includes('confirm') ? true : acts.includes('deny') ? false : undefined),
    wanted: () => 'once',
    join: (_before, now) => now,
    ask: (values, _draft, { language }) => ({
      text: words.say(language, 'ask.agreed', { who: values.contact?.name ?? words.say(language, 'who.customer') }),
      buttons: [words.say(language, 'button.customer-set'), words.say(language, 'button.proposed')],
    }),
  },
  {
    name: 'place',
    schema: visitSchemas.place,
    take: ({ facts }) => facts.place,
    wanted: () => 'no',
    join: (_before, now) => now,
  },
  { name: 'note', schema: visitSchemas.note, take: ({ facts }) => facts.note, wanted: () => 'no' },
];

/** `other` stands only while no reason of the list was told. */
function joinReasons(before: unknown, now: unknown): unknown {
  const all = [...new Set([...visitSchemas.reasons.parse(before), ...visitSchemas.reasons.parse(now)])];
  return all.length > 1 ? all.filter((reason) => reason !== 'other') : all;
}

/** Day and hour the message states; a moment that has passed is not taken (what is said says so). */
function whenSaid(reading: Reading, draft: Readonly<Draft>, context: FormContext): DayAndTime {
  const read = reading.facts.start ?? reading.times[0];
  if (!read || reading.edits.length > 0) return {};
  const before = draft.values as VisitValues;
  const chosen =
    !before.day && before.among ? inWeekOf(read, read.said, before.among, before.time ?? null, context) : null;
  const said = dayAndTime(chosen ?? read, context.timeZone);
  if (said.time) said.time = timeWithin(read, said.time, before.part);
  return isPast({ ...before, ...said }, context) ? {} : settled(said, read);
}

/** The first day of 下周二或周三. */
export function firstOfSeveral(read: TimeReading, { timeZone }: FormContext): string | undefined {
  return read.ambiguous.includes('several-days') ? dayAndTime(read, timeZone).day : undefined;
}

/** 周三或周四, 两点还是三点: what is still to be chosen is not taken. */
function settled(said: DayAndTime, { ambiguous }: TimeReading): DayAndTime {
  const kept = { ...said };
  if (ambiguous.includes('several-days')) {
    delete kept.day;
    delete kept.part;
  }
  if (ambiguous.includes('several-hours')) {
    delete kept.time;
    delete kept.part;
    delete kept.durationMinutes;
  }
  return kept;
}

/** True for a moment that is over, or a day without an hour that is. */
export function isPast({ day, time }: Partial<VisitValues>, { now, timeZone }: FormContext): boolean {
  if (!day) return false;
  return time ? startAt(day, time, timeZone) <= now : startAt(day, '23:59', timeZone) <= now;
}

function askWhen(values: Partial<VisitValues>, _draft: Readonly<Draft>, context: FormContext): { text: string } {
  const { language, timeZone } = context;
  if (values.day) {
    const day = dayPartWords(startAt(values.day, '12:00', timeZone), values.part, context);
    return { text: words.say(language, 'ask.time', { day }) };
  }
  if (values.time) return { text: words.say(language, 'ask.day', { time: values.time }) };
  return { text: words.say(language, 'ask.when') };
}

/** 「照订」 once an overlap was shown. */
function insists(text: string): boolean {
  return /^(?:就|还是|還是|也)?(?:照|照样|照樣|照旧|硬)?(?:订|訂|约|約|定)(?:吧|了)?$|^book (?:it )?(?:anyway|all the same)$/i.test(
    bareAnswer(text),
  );
}

function askOverlap(values: Partial<VisitValues>, draft: Readonly<Draft>, context: FormContext) {
  const { language } = context;
  const [other] = overlapsOf(values, context);
  if (!other) return { text: '' };
  const key = draft.asked.filter((name) => name === 'overlapSeen').length > 1 ? 'conflict.still' : 'conflict';
  const text = words.say(language, key, {
    from: instantWords(other.startAt, context),
    to: clockWords(other.endAt, context),
    customer: other.customerName,
  });
  return { text, buttons: [words.say(language, 'button.book-anyway')] };
}

/** Why a time that was told is not taken: it has passed, or one of several is still to be chosen. Null where it is. */
export function untakenWords(reading: Reading, context: FormContext): string | null {
  const read = reading.facts.start ?? reading.times[0];
  if (!read) return null;
  const said = dayAndTime(read, context.timeZone);
  const at = Date.parse(read.start);
  if (said.day && isPast(said, context))
    return words.say(context.language, 'past', { time: said.time ? instantWords(at, context) : dayWords(at, context) });
  const several = read.ambiguous.find((doubt) => doubt.startsWith('several-'));
  return several ? words.say(context.language, several) : null;
}

/** 12月3日(周四) where Friday was said beside it: the date is taken, and said so. */
export function differingWords(reading: Reading, context: FormContext): string | null {
  const read = reading.facts.start ?? reading.times[0];
  const doubt = read?.ambiguous.find((code) => code === 'weekday-mismatch' || code === 'days-differ');
  return read && doubt ? words.say(context.language, doubt, { day: dayWords(Date.parse(read.start), context) }) : null;
}

/** The decision maker comes first (A2-09). */
function askContact(values: Partial<VisitValues>, context: FormContext): string {
  const decider = fileOf(values, context)?.contacts.find((c) => c.role === 'key-person');
  return decider
    ? words.say(context.language, 'ask.contact.decider', { name: decider.name })
    : words.say(context.language, 'ask.contact');
}

function contactFromAnswer(reading: Reading, draft: Readonly<Draft>, context: FormContext) {
  const said = bareAnswer(reading.text).replace(/^(就|就是)?(见|見|找|跟|和)/, '');
  const decider = fileOf(draft.values as VisitValues, context)?.contacts.find((c) => c.role === 'key-person');
  const name = reading.acts.includes('confirm') ? decider?.name : said;
  if (!name || letterCount(name) < 2 || name.length > 12 || reading.acts.includes('deny')) return undefined;
  return { name, title: null, id: null, role: null, vipTier: null };
}
