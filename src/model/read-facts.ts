import { z } from 'zod';
import { type Category, type Emotion, labels, type VisitReason } from '../domain/labels.js';
import type { Prompt, PromptExample } from '../understanding/prompts.js';
import { Pseudonyms } from '../understanding/pseudonyms.js';
import { type Intent, intents, type Reading, type ReadingContext } from '../understanding/types.js';
import { fenced } from './prompt.js';

const said = z.string().nullable();
const label = <C extends string>(known: Readonly<Record<C, string>>) => z.enum(Object.values<string>(known)).nullable();
const intent = z.enum(intents);

/** What a model may say of a complaint: labels as people read them. Times, phones, class, severity and VIP are not among it. */
export const complaintShape = z.object({
  intent,
  customer: said,
  contact: said,
  category: label(labels.category),
  emotion: label(labels.emotion),
  demand: said,
  description: said,
});

export const visitShape = z.object({
  intent,
  customer: said,
  contact: said,
  reason: label(labels.visitReason),
  place: said,
});

interface Stated {
  intent: Intent;
  customer: string | null;
  contact: string | null;
}

/** What a model says that a message states: codes, names put back, null for what it does not state. */
export type ReadFacts = Stated &
  (
    | {
        of: 'complaint';
        category: Category | null;
        emotion: Emotion | null;
        demand: string | null;
        description: string | null;
      }
    | { of: 'visit'; reason: VisitReason | null; place: string | null }
  );

/** The code behind a label. */
function codeOf<C extends string>(known: Readonly<Record<C, string>>, said: string | null): C | null {
  return (Object.keys(known) as C[]).find((code) => known[code] === said) ?? null;
}

/** `restore` puts names back; a text with a placeholder nobody gave is not stated. */
export function statedFacts(
  shape: z.output<typeof complaintShape> | z.output<typeof visitShape>,
  restore: (text: string) => string | null,
): ReadFacts {
  const text = (said: string | null) => (said === null ? null : restore(said));
  const stated = { intent: shape.intent, customer: text(shape.customer), contact: text(shape.contact) };
  if ('reason' in shape)
    return { ...stated, of: 'visit', reason: codeOf(labels.visitReason, shape.reason), place: text(shape.place) };
  return {
    ...stated,
    of: 'complaint',
    category: codeOf(labels.category, shape.category),
    emotion: codeOf(labels.emotion, shape.emotion),
    demand: text(shape.demand),
    description: text(shape.description),
  };
}

const mostShots = 8;

/** The examples of a prompt as the model sees them: each message with names hidden, and the JSON it is read into. */
export function shotsOf(
  prompt: Prompt,
  members: readonly string[],
  read: (text: string, context: ReadingContext) => Reading,
  timeZone: string,
): string {
  const shot = (example: PromptExample): string => {
    const { now, speaker, message, slots } = example;
    const hidden = new Pseudonyms(read(message, { now: Date.parse(now), timeZone, speaker }).names);
    const text = hidden.hide(message);
    const stated = (member: string) => {
      const value = member === 'intent' ? example.intent : (slots[member] ?? null);
      return typeof value === 'string' ? (hidden.placeholderFor(value) ?? hidden.hide(value)) : value;
    };
    const json = JSON.stringify(Object.fromEntries(members.map((member) => [member, stated(member)])));
    return `<message>\n${fenced(text)}\n</message>\n${json}`;
  };
  return prompt.examples.slice(0, mostShots).map(shot).join('\n\n');
}
