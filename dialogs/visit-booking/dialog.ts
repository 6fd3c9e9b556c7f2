import type { Reading } from '../../src/understanding/types.js';
import { shown } from '../engine/answer.js';
import { confirmButtons, knownParty } from '../engine/customer-and-contact.js';
import type { Draft } from '../engine/draft.js';
import type { Form, FormContext, Heard } from '../engine/form.js';
import { line, question, type Said } from '../engine/reply.js';
import { instantWords } from '../engine/time-words.js';
import { startAt } from '../engine/when.js';
import { booked } from './booked.js';
import { changeable } from './changeable.js';
import { correct } from './correct.js';
import { differingWords, fields, untakenWords } from './fields.js';
import { momentOf, overlapsOf } from './overlaps.js';
import { plannedVisit } from './planned.js';
import { words } from './said.js';
import { readBackWords, shortSummary } from './summary.js';
import type { VisitValues } from './values.js';
import { warningWords } from './warnings.js';

/** Visit booking: the customer sets time and place, his premises come first, ten minutes early (A2-09 … A2-15). */
export const visitBooking: Form<VisitValues> = {
  id: 'visit-booking',
  version: 1,
  fields,
  infer: (values, _draft, reading, context) => ({ ...knownParty(values, reading, context), ...sameMoment(values) }),
  correct,
  changeable,
  changeExample: (language) => words.say(language, 'change.example'),
  opening,
  readBack: (values, _draft, _heard, context) => [
    { kind: 'read-back', text: readBackWords(values, context), buttons: confirmButtons(context.language) },
  ],
  readBackAgain: (values, _draft, context) => [
    {
      kind: 'read-back',
      text: words.say(context.language, 'read-back.again', { summary: shortSummary(values, context) }),
      buttons: confirmButtons(context.language),
    },
  ],
  intention: (values, draft, context) => ({
    kind: 'book-visit',
    visit: { ...plannedVisit(values, context), draftId: draft.id, at: draft.openedAt },
    seen: overlapsOf(values, context).map(({ id }) => id),
  }),
  done: booked,
  resume,
  cancelled: (_values, { language }) => [line(words.say(language, 'cancelled'))],
  puzzled,
};

/** An overlap that was taken all the same holds for the time it was shown at. */
export function sameMoment(values: Partial<VisitValues>): Partial<VisitValues> {
  return values.overlapSeen && values.overlapSeen !== momentOf(values) ? { overlapSeen: null } : {};
}

function opening(
  values: Partial<VisitValues>,
  _draft: Draft,
  heard: Heard,
  reading: Reading,
  context: FormContext,
): Said[] {
  const { language } = context;
  const corrected = heard.corrected.at(-1);
  const untaken = untakenWords(reading, context);
  if (untaken) return [line(untaken)];
  const differing = differingWords(reading, context);
  const differs = differing ? [line(differing)] : [];
  const doubts = [...differs, ...newDoubts(values, heard, context)];
  if (heard.complete && heard.again) return [line(words.say(language, corrected ? 'opening.changed' : 'opening.more'))];
  if (heard.complete && !corrected) return differs;
  if (corrected) {
    const day =
      values.day && values.time
        ? instantWords(startAt(values.day, values.time, context.timeZone), context)
        : corrected.to;
    const to = heard.corrected.some((c) => c.field === 'day' || c.field === 'time') ? day : corrected.to;
    return [line(words.say(language, 'opening.corrected', { to })), ...doubts];
  }
  if (!values.customer && !values.day) return [line(words.say(language, 'so-far.nothing'))];
  return [line(words.say(language, 'so-far', { summary: shortSummary(values, context) })), ...doubts];
}

/** A time told in this message and not yet read back: what speaks against it is said at once. */
function newDoubts(values: Partial<VisitValues>, heard: Heard, context: FormContext): Said[] {
  const names = [...heard.told, ...heard.corrected.map(({ field }) => field)];
  const timed = names.some((name) => name === 'time' || name === 'day');
  const doubts = timed ? warningWords(values, context) : '';
  return doubts === '' ? [] : [line(doubts)];
}

function resume(values: Partial<VisitValues>, draft: Draft, asking: boolean, context: FormContext): Said[] {
  const { language } = context;
  const unnamed = language === 'en' ? words.say(language, 'who.customer') : '';
  const customer = shown(values.customer?.name ?? unnamed, 40);
  if (asking && draft.open === 'overlapSeen') return [question(words.say(language, 'resume.overlap', { customer }))];
  const asked = openQuestion(values, draft, context);
  if (!asked || !asking) return [line(words.say(language, 'resume.waiting', { customer }))];
  return [question(words.say(language, 'resume', { customer, question: asked.text }), asked.buttons)];
}

function openQuestion(values: Partial<VisitValues>, draft: Draft, context: FormContext) {
  return draft.stage === 'asking'
    ? fields.find((f) => f.name === draft.open)?.ask?.(values, draft, context)
    : undefined;
}

/** Other words each time: an example, then a way out; the question itself is not put twice running. */
function puzzled(_values: Partial<VisitValues>, draft: Draft, reading: Reading, context: FormContext): Said[] {
  const { language } = context;
  const untaken = untakenWords(reading, context);
  if (untaken) return [line(untaken), question(words.say(language, 'ask.when'))];
  if (draft.stage === 'read-back') return [line(words.say(language, 'puzzled.read-back'))];
  if (draft.stage === 'changing') return [line(words.say(language, 'puzzled.changing'))];
  if (draft.open === 'overlapSeen') return [line(words.say(language, 'puzzled.overlap'))];
  const example = words.say(language, `example.${draft.open ?? 'day'}`);
  return [line(words.say(language, draft.misses < 2 ? 'puzzled.asking' : 'puzzled.example', { example }))];
}
