import type { NewComplaint } from '../../src/domain/record-complaint.js';
import type { Reading } from '../../src/understanding/types.js';
import { confirmButtons } from '../engine/customer-and-contact.js';
import type { Draft } from '../engine/draft.js';
import type { Form, FormContext, Heard } from '../engine/form.js';
import { line, question, type Said } from '../engine/reply.js';
import { correct } from './correct.js';
import { draftedLine, isUpset } from './drafted-line.js';
import { fields } from './fields.js';
import { knownFacts } from './known-facts.js';
import { recorded } from './recorded.js';
import { fullSummary, shortSummary, whoWords, words } from './summary.js';
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
  opening,
  readBack,
  intention: (values, draft, context) => ({
    kind: 'record-complaint',
    complaint: newComplaint(values, draft, context),
  }),
  done: recorded,
  resume,
  cancelled: (values, { language }) => [
    line(words.say(language, 'cancelled', { customer: values.customer?.name ?? '' })),
  ],
  puzzled,
};

function opening(values: Partial<Told>, draft: Draft, heard: Heard, reading: Reading, context: FormContext): Said[] {
  const { language } = context;
  if (context.speaker === 'customer') return openingDirect(values, draft, heard, context);
  const upset = isUpset(values) && draft.copied === null && values.description !== undefined;
  const said: Said[] = [];
  const corrected = heard.corrected.at(-1);
  if (corrected) said.push(line(words.say(language, 'opening.corrected', { to: corrected.to })));
  else if (upset) said.push(line(words.say(language, isBusy(reading) ? 'opening.busy' : 'opening.upset')));
  else if (heard.first && values.description && !heard.complete) {
    said.push(line(words.say(language, 'opening.noted', { summary: shortSummary(values, context) })));
  } else if (heard.first && !values.description) said.push(line(words.say(language, 'opening.listening')));
  if (upset || (draft.copied !== null && corrected)) said.push(...offerLine(values, draft, context));
  return said;
}

function openingDirect(values: Partial<Told>, draft: Draft, heard: Heard, context: FormContext): Said[] {
  const manager = context.staff.name;
  if (!heard.first) return [line(words.say(context.language, 'opening.direct.more'))];
  draft.copied = '';
  return [line(words.say(context.language, isUpset(values) ? 'opening.direct.upset' : 'opening.direct', { manager }))];
}

/** In a meeting, on the road: a short word that lets one go. */
function isBusy(reading: Reading): boolean {
  return /(进|在|要|先|去|赶)(个|着)?(会|开会|忙|开车)|赶时间|马上走|in a meeting/i.test(reading.text);
}

/** The line to copy, when it is new or a correction changed it. */
function offerLine(values: Partial<Told>, draft: Draft, context: FormContext): Said[] {
  const text = draftedLine(values, draft, context);
  if (draft.copied === text || !context.mayBeSaid(text)) return [];
  draft.copied = text;
  const who = whoWords(values, context.language);
  return [{ kind: 'copy', text, label: words.say(context.language, 'copy.label', { who }) }];
}

function readBack(values: Told, draft: Draft, heard: Heard, context: FormContext): Said[] {
  const { language } = context;
  const summary = fullSummary(values, draft, context);
  const buttons: string[] = confirmButtons(language);
  if (context.speaker === 'customer') {
    return [{ kind: 'read-back', text: words.say(language, 'read-back.direct', { summary }), buttons }];
  }
  const doubt = values.severity?.value === 'major' && !values.severity.settled;
  const ending = doubt
    ? words.say(language, 'read-back.ending.major', { reason: context.signalLabel(values.severity?.reason ?? '') })
    : words.say(language, 'read-back.ending');
  if (doubt) buttons.splice(1, 0, words.say(language, 'button.ordinary'));
  const explained = heard.corrected.length > 0 ? [] : offerLine(values, draft, context);
  return [...explained, { kind: 'read-back', text: words.say(language, 'read-back', { summary, ending }), buttons }];
}

function newComplaint(values: Told, draft: Draft, context: FormContext): NewComplaint {
  const customerId = values.customer?.id ?? null;
  const severity = values.severity;
  return {
    draftId: draft.id,
    customerId,
    customerName: values.customer?.name ?? '',
    customerClass: values.customerClass ?? null,
    contactId: values.contact?.id ?? null,
    contactName: values.contact?.name ?? null,
    phone: values.phone ?? null,
    category: values.category ?? 'other',
    emotion: values.emotion ?? 'calm',
    severity: severity?.value ?? 'ordinary',
    severityConfirmedBy: severity && context.speaker === 'manager' ? context.staff.id : null,
    vip: values.vip ?? false,
    demand: values.demand ?? null,
    description: values.description ?? '',
    occurredAt: values.occurredAt ?? null,
    acceptedAt: draft.openedAt,
    portfolioOwnerId: customerId ? context.ownerOf(customerId) : null,
  };
}

function resume(values: Partial<Told>, draft: Draft, asking: boolean, context: FormContext): Said[] {
  const { language } = context;
  const customer = values.customer?.name ?? words.say(language, 'who.customer');
  if (draft.stage === 'read-back') return [line(words.say(language, 'resume.read-back', { customer }))];
  const open = fields.find((f) => f.name === draft.open);
  const asked = open?.ask?.(values, draft, context);
  if (!asked || !asking) {
    const field = words.say(language, `field.${draft.open ?? 'description'}`);
    return [line(words.say(language, 'resume.waiting', { customer, field }))];
  }
  return [question(words.say(language, 'resume.asking', { customer, question: asked.text }), asked.buttons)];
}

function puzzled(values: Partial<Told>, draft: Draft, _reading: Reading, context: FormContext): Said[] {
  const { language } = context;
  if (draft.stage === 'read-back')
    return [line(words.say(language, draft.misses > 1 ? 'puzzled.which' : 'puzzled.read-back'))];
  const open = fields.find((f) => f.name === draft.open);
  const asked = open?.ask?.(values, draft, context);
  if (draft.misses < 2 && asked) {
    return [question(words.say(language, 'puzzled.asking', { question: asked.text }), asked.buttons)];
  }
  const example = words.say(language, `example.${draft.open ?? 'description'}`);
  return [line(words.say(language, 'puzzled.example', { example }))];
}
