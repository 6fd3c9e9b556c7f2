import type { NewComplaint } from '../../src/domain/record-complaint.js';
import type { Language, Reading } from '../../src/understanding/types.js';
import { shown } from '../engine/answer.js';
import { confirmButtons } from '../engine/customer-and-contact.js';
import type { Draft } from '../engine/draft.js';
import type { Form, FormContext, Heard } from '../engine/form.js';
import { label } from '../engine/labels.js';
import { line, question, type Said } from '../engine/reply.js';
import { nothingHeard } from '../engine/step.js';
import { changeable } from './changeable.js';
import { correct } from './correct.js';
import { fields } from './fields.js';
import { classOf, isVip, knownFacts, phoneOf } from './known-facts.js';
import { offerLine, opening } from './opening.js';
import { recorded } from './recorded.js';
import { restated } from './story.js';
import { fullSummary, shortSummary, words } from './summary.js';
import { standsAlone } from './twin.js';
import { progressWords, twinWords } from './twin-words.js';
import type { Told } from './values.js';

/**
 * Complaint intake in the handbook's order: heard, soothed, asked, explained, read back, recorded (A4-09, A4-14 … A4-24).
 * No question comes before the soothing words.
 */
export const complaintIntake: Form<Told> = {
  id: 'complaint-intake',
  version: 1,
  fields,
  infer: knownFacts,
  correct,
  changeable,
  changeExample: (language) => words.say(language, 'change.example'),
  restated: ({ text }) => restated(text),
  agrees,
  opening,
  readBack,
  readBackAgain,
  intention: (values, draft, context) =>
    values.joins && values.twin
      ? {
          kind: 'step-complaint',
          complaintId: values.twin.id,
          step: { kind: 'note', text: progressWords(values, context) },
        }
      : { kind: 'record-complaint', complaint: newComplaint(values, draft, context) },
  done: recorded,
  resume,
  cancelled: (values, { language }) => [
    line(words.say(language, 'cancelled', { customer: customerWords(values, language) })),
  ],
  puzzled,
};

/** A weight that is named anew is read back before it is saved; a yes to 「按重大盯吗?」 names none. A twin is joined, or not, by a word. */
function agrees(reading: Reading, before: Readonly<Partial<Told>>, now: Readonly<Partial<Told>>): boolean {
  if (before.twin && (now.joins || standsAlone(reading.text))) return true;
  return reading.acts.includes('confirm') && weightOf(before) === weightOf(now);
}

function weightOf({ severity }: Readonly<Partial<Told>>): string {
  return severity?.value ?? 'ordinary';
}

function readBack(values: Told, draft: Draft, _heard: Heard, context: FormContext): Said[] {
  const { language } = context;
  const summary = fullSummary(values, draft, context);
  const buttons: string[] = confirmButtons(language);
  const doubt = values.severity?.value === 'major' && !values.severity.settled;
  const doubtfulSort = !doubt && values.sort?.value === 'not-yet' && !values.sort.settled;
  const ending = doubt
    ? words.say(language, 'read-back.ending.major', { reason: context.signalLabel(values.severity?.reason ?? '') })
    : words.say(
        language,
        doubtfulSort ? 'read-back.ending.not-yet' : values.twin ? 'read-back.ending.twin' : 'read-back.ending',
      );
  if (doubt) buttons.splice(1, 0, words.say(language, 'button.ordinary'));
  if (doubtfulSort) buttons.splice(1, 0, label('sort', 'short-term', language));
  const explained = offerLine(values, draft, context);
  if (values.twin) buttons.unshift(words.say(language, 'twin.button'));
  const ended = `${twinWords(values, 'twin', context)}${ending}`;
  return [
    ...explained,
    { kind: 'read-back', text: words.say(language, 'read-back', { summary, ending: ended }), buttons },
  ];
}

/** What is doubtful is read back whole. */
function readBackAgain(values: Told, draft: Draft, context: FormContext): Said[] {
  const { language } = context;
  const settled = values.severity?.value !== 'major' || values.severity.settled;
  if (values.twin || !settled || values.sort?.settled === false) return readBack(values, draft, nothingHeard, context);
  const text = words.say(language, 'read-back.again', { summary: shortSummary(values, context) });
  return [{ kind: 'read-back', text, buttons: confirmButtons(language) }];
}

/** What a finished telling hands over, the manager's or the customer's own. */
export function newComplaint(values: Told, draft: Draft, context: FormContext): NewComplaint {
  const customerId = values.customer?.id ?? null;
  const severity = values.severity;
  return {
    draftId: draft.id,
    customerId,
    customerName: values.customer?.name ?? '',
    customerClass: classOf(values, context),
    contactId: values.contact?.id ?? null,
    contactName: values.contact?.name ?? null,
    phone: phoneOf(values, context),
    category: values.category ?? 'other',
    emotion: values.emotion ?? 'calm',
    severity: severity?.value ?? 'ordinary',
    severityConfirmedBy: severity && context.customer === undefined ? context.staff.id : null,
    vip: isVip(values),
    demand: values.demand ?? null,
    description: values.description ?? '',
    occurredAt: values.occurredAt ?? null,
    acceptedAt: draft.openedAt,
    sort: values.sort?.value ?? null,
    portfolioOwnerId: customerId ? context.ownerOf(customerId) : null,
  };
}

function resume(values: Partial<Told>, draft: Draft, asking: boolean, context: FormContext): Said[] {
  const { language } = context;
  const customer = customerWords(values, language);
  if (draft.stage === 'read-back') return [line(words.say(language, 'resume.read-back', { customer }))];
  const asked = openQuestion(values, draft, context);
  if (!asked || !asking) {
    const field = words.say(language, `change.${draft.open ?? 'description'}`);
    return [line(words.say(language, 'resume.waiting', { customer, field }))];
  }
  return [question(words.say(language, 'resume.asking', { customer, question: asked.text }), asked.buttons)];
}

/** The matter by its customer's name; while that is missing Chinese needs no word for it. */
function customerWords(values: Partial<Told>, language: Language): string {
  const unnamed = language === 'en' ? words.say(language, 'who.customer') : '';
  return shown(values.customer?.name ?? unnamed, 40);
}

function openQuestion(values: Partial<Told>, draft: Draft, context: FormContext) {
  return draft.stage === 'asking'
    ? fields.find((f) => f.name === draft.open)?.ask?.(values, draft, context)
    : undefined;
}

/** Other words each time: an example, then a way out; the question itself is not put twice running. */
function puzzled(_values: Partial<Told>, draft: Draft, _reading: Reading, context: FormContext): Said[] {
  const { language } = context;
  if (draft.stage === 'read-back') return [line(words.say(language, 'puzzled.read-back'))];
  if (draft.stage === 'changing') return [line(words.say(language, 'puzzled.changing'))];
  const example = words.say(language, `example.${draft.open ?? 'description'}`);
  if (draft.misses < 2) return [line(words.say(language, 'puzzled.asking', { example }))];
  return [line(words.say(language, draft.open === 'demand' ? 'puzzled.optional' : 'puzzled.required', { example }))];
}
