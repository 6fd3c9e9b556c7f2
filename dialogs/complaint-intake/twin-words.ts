import type { ComplaintStepped } from '../../src/domain/complaint-step.js';
import type { Draft } from '../engine/draft.js';
import type { Done, FormContext } from '../engine/form.js';
import { line, question, type Said } from '../engine/reply.js';
import { instantWords } from '../engine/time-words.js';
import { words } from './summary.js';
import type { Told } from './values.js';

/** Said with the read-back: one tap adds it there, 「对」 records it anew as ever. */
export function twinWords({ twin }: Partial<Told>, key: 'twin' | 'twin.saved', context: FormContext): string {
  if (!twin) return '';
  const time = instantWords(twin.at - (twin.at % 60_000), context);
  // The number itself stands in a reply where something was recorded.
  return words.say(context.language, key, { time, story: twin.story, tail: twin.id.slice(-4) });
}

/** All that was told, as progress of the other record: nothing of it is lost. */
export function progressWords(values: Told, { language }: FormContext): string {
  const { description, demand, contact, phone } = values;
  const parts = [
    description,
    demand ? words.say(language, 'summary.demand', { demand }) : null,
    contact?.name ?? null,
    phone ?? null,
  ];
  return words.say(language, 'twin.note', { told: parts.filter((part) => part).join(language === 'en' ? '; ' : ';') });
}

/** It stands there now; a weight that is new is offered. Where the record is no longer the speaker's, the draft goes on. */
export function joined(outcome: ComplaintStepped, values: Told, draft: Draft, context: FormContext): Done {
  const { language } = context;
  if (outcome.kind !== 'complaint-stepped') {
    const alone: Draft = { ...draft, values: { ...draft.values, twin: null, joins: null } };
    return { said: [question(words.say(language, 'twin.gone'))], draft: alone };
  }
  const { complaint, told } = outcome;
  const said: Said[] = [line(words.say(language, 'twin.joined', { id: complaint.id }))];
  if (told) said.push(line(words.say(language, 'recorded.reported', { supervisor: told.name })));
  const heavier = values.severity?.value === 'major' && complaint.severity !== 'major';
  if (!heavier) return { said };
  const button = words.say(language, 'twin.heavier.button', { id: complaint.id });
  return { said: [...said, question(words.say(language, 'twin.heavier'), [button])] };
}
