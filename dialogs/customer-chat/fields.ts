import { z } from 'zod';
import type { Reading } from '../../src/understanding/types.js';
import { isUpset } from '../complaint-intake/drafted-line.js';
import { fields as relayed } from '../complaint-intake/fields.js';
import { appendStory } from '../complaint-intake/story.js';
import { complaintSchemas, type Told } from '../complaint-intake/values.js';
import { bareAnswer, declines, letterCount } from '../engine/answer.js';
import type { Draft } from '../engine/draft.js';
import type { Field } from '../engine/form.js';
import { customerWords as words } from './words.js';

/** What the customer's own telling holds beside that of a relayed complaint. */
export type OwnTold = Told & {
  /** An upset customer was let speak once more before anything was asked. */
  heardOut?: true | null;
};

/** Paid, and cut off all the same. */
export function isCutOff({ description }: Partial<OwnTold>): boolean {
  return /停.{0,2}机|停機|打不出|cut off/i.test(description ?? '');
}

const taken = ['category', 'emotion', 'severity', 'sort', 'occurredAt'];

/** Nothing is asked that the link knows; the story is taken word for word. */
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
    wanted: (values) => (isUpset(values) ? 'once' : 'no'),
    ask: (_values, _draft, { language }) => ({ text: words.say(language, 'ask.listening') }),
  },
  {
    name: 'phone',
    schema: complaintSchemas.phone,
    take: ({ facts }) => facts.phone,
    wanted: ({ category }) => (category === 'service' || category === 'other' ? 'no' : 'once'),
    ask: (values, _draft, { language }) => ({
      text: words.say(language, isCutOff(values) ? 'ask.phone.cut-off' : 'ask.phone'),
      buttons: [words.say(language, 'ask.phone.none')],
    }),
  },
  ...(relayed.filter(({ name }) => taken.includes(name)) as unknown as ReadonlyArray<Field<OwnTold>>),
  {
    name: 'demand',
    schema: complaintSchemas.demand,
    take: ({ facts, text }, draft) => (draft.open === 'heardOut' || !isChinese(text) ? undefined : facts.demand),
    answer: (reading) => (wishesNothing(reading) ? undefined : bareAnswer(reading.text)),
    wanted: () => 'once',
    join: (before, now) => appendStory(String(before), String(now)),
    ask: (_values, _draft, { language }) => ({ text: words.say(language, 'ask.demand') }),
  },
];

function wishesNothing(reading: Reading): boolean {
  const { text } = reading;
  if (reading.acts.length > 0 && letterCount(text) <= 4) return true;
  return (
    declines(reading) || letterCount(text) === 0 || /^(?:没|沒|无|無)(?:什么|什麼|啥)?(?:要求|想法)/.test(text.trim())
  );
}

/** Of an English message a wish cannot be told from the story well enough. */
function isChinese(text: string): boolean {
  return /\p{Script=Han}/u.test(text);
}

/** 我要投诉, 另外一件: says that something is to be told, and nothing of it. */
export function announces(text: string): boolean {
  return /^(?:我)?(?:要|想|来|來|还要|還要)?(?:再)?(?:投诉|投訴|反映|complain)(?:你们|你們|一下|个事|個事|问题|問題)*$|^(?:另外|另)一件(?:事)?$|^补充刚才那件$|^補充剛才那件$|^i (?:want|would like) to complain$|^(?:another one|same matter)$/i.test(
    text,
  );
}

/** His own words: all that is no mere yes or no, no phone number and no answer to another question. */
function storyOf(reading: Reading, draft: Readonly<Draft>): string | undefined {
  const { text, facts, acts, edits } = reading;
  if (edits.length > 0 || draft.open === 'demand') return undefined;
  if (acts.length > 0 && letterCount(text) <= 6) return undefined;
  if (draft.open === 'phone' && (declines(reading) || /不针对|没有|no number/i.test(text))) return undefined;
  const cleaned = draft.stage === 'asking' && isChinese(text) ? facts.description : undefined;
  const rest = withoutPhone(cleaned ?? text, facts.phone);
  const told = bareAnswer(rest.replace(/^(?:对|嗯|yes)[,\uFF0C\s]+/i, ''));
  const least = draft.stage === 'read-back' ? 3 : 2;
  if (letterCount(told) < least || asksPromise(told) || announces(told)) return undefined;
  if (facts.demand !== undefined && told === facts.demand) return undefined;
  return told;
}

/** 能不能保证今晚, "can you guarantee it": answered, and no part of the story. */
export function asksPromise(text: string): boolean {
  return /保证|保證|打包票|能不能.{0,6}(今|明|马上|立刻)|一定能.{0,8}[吗嗎?\uFF1F]|\b(guarantee|promise)\b/i.test(text);
}

function withoutPhone(text: string, phone: string | undefined): string {
  if (phone === undefined) return text;
  const spaced = [...phone].map((c) => c.replace(/[^\dx]/g, '.')).join('[- ]?');
  return text.replace(new RegExp(`(?:号码|號碼|电话|電話|number)?(?:是|is)?\\s*${spaced}`, 'i'), ' ').trim();
}
