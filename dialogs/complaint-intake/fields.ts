import type { Reading } from '../../src/understanding/types.js';
import { letterCount } from '../engine/answer.js';
import { customerField, takeContact } from '../engine/customer-and-contact.js';
import type { Draft } from '../engine/draft.js';
import type { Field } from '../engine/form.js';
import { appendStory, demandFromAnswer, storyOf, wishAlone } from './story.js';
import { whoWords, words } from './summary.js';
import { joinsTwin } from './twin.js';
import { complaintSchemas, type Told } from './values.js';

/** Saving needs two facts, whose and what (customer, description); the rest is taken, inferred, or may stay unsaid. */
export const fields: ReadonlyArray<Field<Told>> = [
  customerField,
  {
    name: 'description',
    schema: complaintSchemas.description,
    take: storyOf,
    answer: descriptionFromAnswer,
    grows: true,
    wanted: () => 'required',
    join: (before, now) => appendStory(String(before), String(now)),
    ask: (values, _draft, { language }) => ({
      text: words.say(language, 'ask.description', { who: values.customer?.name ?? '' }),
    }),
  },
  {
    name: 'contact',
    schema: complaintSchemas.contact,
    take: takeContact,
    wanted: () => 'no',
  },
  { name: 'phone', schema: complaintSchemas.phone, take: ({ facts }) => facts.phone, wanted: () => 'no' },
  {
    name: 'category',
    schema: complaintSchemas.category,
    take: ({ facts }) => facts.category,
    wanted: () => 'no',
    join: (before, now) => (before === 'other' ? now : before),
  },
  {
    name: 'emotion',
    schema: complaintSchemas.emotion,
    take: ({ facts }) => facts.emotion,
    wanted: () => 'no',
    join: (before, now) => (before === 'calm' ? now : before),
  },
  {
    name: 'severity',
    schema: complaintSchemas.severity,
    take: severityOf,
    wanted: () => 'no',
    join: heavier,
  },
  {
    name: 'sort',
    schema: complaintSchemas.sort,
    take: ({ facts: { sort } }) => sort && { value: sort.value, settled: sort.reason === 'said' },
    wanted: () => 'no',
    join: sortedAnew,
  },
  {
    name: 'vip',
    schema: complaintSchemas.vip,
    take: ({ facts }) => facts.vip,
    wanted: () => 'no',
    join: (_, now) => now,
  },
  {
    name: 'occurredAt',
    schema: complaintSchemas.occurredAt,
    take: (reading, draft) => (storyOf(reading, draft) === undefined ? undefined : reading.facts.occurredAt),
    wanted: () => 'no',
  },
  {
    name: 'customerClass',
    schema: complaintSchemas.customerClass,
    take: ({ facts }) => facts.customerClass,
    wanted: () => 'no',
  },
  {
    name: 'joins',
    schema: complaintSchemas.joins,
    take: ({ text }, { stage, values }) =>
      stage === 'read-back' && (values as Partial<Told>).twin && joinsTwin(text) ? true : undefined,
    wanted: () => 'no',
  },
  {
    name: 'demand',
    schema: complaintSchemas.demand,
    take: (reading, draft) => reading.facts.demand ?? wishAlone(reading, draft),
    answer: demandFromAnswer,
    wanted: () => 'once',
    join: (before, now) => appendStory(String(before), String(now)),
    ask: (values, _draft, { language }) => ({
      text: words.say(language, 'ask.demand', { who: whoWords(values, language) }),
      buttons: [words.say(language, 'ask.button.unsaid')],
    }),
  },
];

/** Any words that are no mere yes, no or small talk answer the question what happened. */
function descriptionFromAnswer({ text, acts, intent }: Reading): string | undefined {
  return acts.length > 0 || intent === 'smalltalk' || letterCount(text) < 2 ? undefined : text.trim();
}

/** 「按一般」 or a plain no at the read-back settles a suggestion downwards. */
function severityOf(reading: Reading, draft: Readonly<Draft>) {
  const said = reading.facts.severity;
  if (said) return { value: said.value, reason: said.reason, settled: said.reason === 'said' };
  const suggested = (draft.values as Partial<Told>).severity;
  const declined = draft.stage === 'read-back' && reading.acts.includes('deny') && reading.edits.length === 0;
  if (declined && suggested && !suggested.settled) return { value: 'ordinary', reason: 'said', settled: true };
  return undefined;
}

/** What a person named wins; a suggestion of the story only goes before the one nobody made. */
function sortedAnew(before: unknown, now: unknown): unknown {
  return complaintSchemas.sort.parse(before).settled && !complaintSchemas.sort.parse(now).settled ? before : now;
}

/** What a person named wins; a suggestion may only raise. */
function heavier(before: unknown, now: unknown): unknown {
  const [b, n] = [complaintSchemas.severity.parse(before), complaintSchemas.severity.parse(now)];
  if (n.settled) return n;
  return b.settled || b.value === 'major' ? b : n;
}
