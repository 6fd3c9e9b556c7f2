import { z } from 'zod';
import { isUpset } from '../complaint-intake/drafted-line.js';
import { fields as relayed } from '../complaint-intake/fields.js';
import { appendStory } from '../complaint-intake/story.js';
import { complaintSchemas, type Told } from '../complaint-intake/values.js';
import { letterCount } from '../engine/answer.js';
import type { Field } from '../engine/form.js';
import { concernsLine, concernsMany, phoneOf, storyOf, tellsTrouble, wishOf } from './own-words.js';
import { isThreat } from './threats.js';
import { customerWords as words } from './words.js';

/** What the customer's own telling holds beside that of a relayed complaint. */
export type OwnTold = Told & {
  /** An upset customer, or one who has hardly begun, was let speak once more before anything was asked. */
  heardOut?: true | null;
};

/** Was cut off by us. */
export function isCutOff({ description }: Partial<OwnTold>): boolean {
  return /停.{0,2}机|停機|cut off/i.test(description ?? '');
}

/** Cannot call or be called any more. */
export function isSilenced({ description }: Partial<OwnTold>): boolean {
  return /打不(?:出|通|进|進)|(?:can't|cannot|can not) (?:make )?calls?/i.test(description ?? '');
}

export function needsSoothing(values: Partial<OwnTold>): boolean {
  return isUpset(values) || isThreat(values.description ?? '');
}

/** Somebody who has told what he wants has said his piece. */
function heardOutWanted(values: Partial<OwnTold>): 'once' | 'no' {
  if (values.demand) return 'no';
  const { description = '', category } = values;
  const told = description ?? '';
  const begun = letterCount(told) <= 4 || (category === 'other' && !tellsTrouble(told));
  return needsSoothing(values) || begun ? 'once' : 'no';
}

function phoneWanted({ category, description = '' }: Partial<OwnTold>): 'once' | 'no' {
  return category === 'service' || category === 'other' || concernsMany(description ?? '') ? 'no' : 'once';
}

const taken = ['category', 'emotion', 'severity', 'sort', 'occurredAt'];

/** Nothing is asked that the link knows, nothing twice: whatever is answered to a question of ours settles it. */
export const fields: ReadonlyArray<Field<OwnTold>> = [
  {
    name: 'customer',
    schema: complaintSchemas.customer,
    take: (_reading, _draft, { customer }) => customer?.customer,
    wanted: () => 'required',
  },
  {
    name: 'contact',
    schema: complaintSchemas.contact,
    take: (_reading, draft, { customer }) => (draft.values.contact === undefined ? customer?.contact : undefined),
    wanted: () => 'no',
  },
  {
    name: 'description',
    schema: complaintSchemas.description,
    take: storyOf,
    grows: true,
    wanted: () => 'required',
    join: (before, now) => appendStory(String(before), String(now)),
    ask: (_values, _draft, { language }) => ({ text: words.say(language, 'ask.description') }),
  },
  {
    name: 'heardOut',
    schema: z.literal(true),
    take: () => undefined,
    answer: () => true,
    wanted: heardOutWanted,
    ask: (_values, _draft, { language }) => ({ text: words.say(language, 'ask.listening') }),
  },
  {
    name: 'phone',
    schema: complaintSchemas.phone.nullable(),
    take: (reading) => phoneOf(reading) ?? reading.facts.phone,
    answer: () => null,
    wanted: phoneWanted,
    ask: (values, _draft, { language }) => ({
      text: words.say(language, phoneQuestion(values)),
      buttons: [words.say(language, 'ask.phone.none')],
    }),
  },
  ...(relayed.filter(({ name }) => taken.includes(name)) as unknown as ReadonlyArray<Field<OwnTold>>),
  {
    name: 'demand',
    schema: complaintSchemas.demand.nullable(),
    take: wishOf,
    answer: () => null,
    wanted: () => 'once',
    join: (before, now) => appendStory(String(before), String(now)),
    ask: (_values, _draft, { language }) => ({ text: words.say(language, 'ask.demand') }),
  },
];

function phoneQuestion(values: Partial<OwnTold>): string {
  if (isCutOff(values)) return 'ask.phone.cut-off';
  return concernsLine(values.description ?? '') ? 'ask.phone.line' : 'ask.phone';
}
