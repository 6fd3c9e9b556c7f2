import type { Reading } from '../../src/understanding/types.js';
import { shown } from '../engine/answer.js';
import type { Draft } from '../engine/draft.js';
import type { FormContext, Heard } from '../engine/form.js';
import { line, type Said } from '../engine/reply.js';
import { draftedLine, isUpset, sympathyOf } from './drafted-line.js';
import { shortSummary, whoWords, words } from './summary.js';
import type { Told } from './values.js';

/** What was heard in one short sentence, soothing before anything is asked; a line to copy as early as there is a story. */
export function opening(
  values: Partial<Told>,
  draft: Draft,
  heard: Heard,
  reading: Reading,
  context: FormContext,
): Said[] {
  const early = isUpset(values) && values.description && draft.copied === null;
  return [...acknowledged(values, heard, reading, context), ...(early ? offerLine(values, draft, context) : [])];
}

function acknowledged(values: Partial<Told>, heard: Heard, reading: Reading, context: FormContext): Said[] {
  const { language } = context;
  const corrected = heard.corrected.at(-1);
  if (corrected) return [line(words.say(language, 'opening.corrected', { to: shown(corrected.to, 40) }))];
  if (isUpset(values) && (heard.first || heard.told.includes('emotion'))) {
    const key = isBusy(reading) ? 'opening.busy' : values.description ? 'opening.upset' : 'opening.upset.untold';
    return [line(words.say(language, key))];
  }
  if (heard.again) return [line(words.say(language, 'opening.more'))];
  if (!heard.first || heard.complete) return [];
  if (!values.description) return [line(words.say(language, 'opening.listening'))];
  return [line(words.say(language, 'opening.noted', { summary: shortSummary(values, context) }))];
}

/** In a meeting, on the road: a short word that lets one go. */
function isBusy(reading: Reading): boolean {
  return /(进|在|要|先|去|赶)(个|着)?(会|开会|忙|开车)|赶时间|马上走|in a meeting/i.test(reading.text);
}

/** The line to copy, when it is new or a correction changed it. */
export function offerLine(values: Partial<Told>, draft: Draft, context: FormContext): Said[] {
  draft.soothing ??= context.soothing ?? null;
  const text = draftedLine(values, draft, context);
  if (draft.copied === text || !context.mayBeSaid(text)) return [];
  draft.copied = text;
  const who = whoWords(values, context.language);
  const byModel = isUpset(values) && sympathyOf(draft, values.category ?? 'other') !== null;
  return [{ kind: 'copy', text, label: words.say(context.language, 'copy.label', { who }), byModel }];
}
