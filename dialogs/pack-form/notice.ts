import type { FormRecord } from '../../src/domain/form-record.js';
import type { PackForm } from '../../src/policy/forms/types.js';
import type { FormContext, Values } from '../engine/form.js';
import { line, type Said } from '../engine/reply.js';
import { fill, inLanguage } from './template.js';
import { stateWords, summaryOf, valuesInWords, type WordFrame } from './wording.js';
import { packFormWords as words } from './words.js';

export interface FormNoticeParts {
  record: FormRecord;
  followed: FormRecord | null;
  /** Which telling of the form. */
  telling: number;
}

/** What a colleague reads of a form, and the answers offered with it; `staff` is who told it. */
export function formNotice(
  form: PackForm,
  parts: FormNoticeParts,
  frame: WordFrame,
): { text: string; buttons: string[] } {
  const telling = form.tells[parts.telling];
  if (!telling) return { text: '', buttons: [] };
  const known = {
    ...valuesInWords(form, valuesOfRecord(parts.record), frame),
    id: parts.record.id,
    followed: parts.followed?.id ?? null,
  };
  return {
    text: fill(inLanguage(telling.say, frame.language), known),
    buttons: telling.buttons.map((button) => fill(inLanguage(button, frame.language), known)),
  };
}

/** A record as one line of a log; null where its form has no words for it. */
export function lineWords(form: PackForm, record: FormRecord, frame: WordFrame): string | null {
  if (!form.line) return null;
  return fill(inLanguage(form.line, frame.language), valuesInWords(form, valuesOfRecord(record), frame));
}

/** 「ZD-…怎么样了」 */
export function formStatus(form: PackForm, record: FormRecord, context: FormContext): Said[] {
  const { language } = context;
  return [
    line(
      words.say(language, 'status', {
        id: record.id,
        form: inLanguage(form.name, language),
        summary: recordSummary(form, record, context),
        state: stateWords(form, record.state, language),
      }),
    ),
  ];
}

/** Everything a record says, for who goes on from it. */
export function recordSummary(form: PackForm, record: FormRecord, context: FormContext): string {
  return summaryOf(form, valuesOfRecord(record), context);
}

/** The values of a record as the form held them. */
export function valuesOfRecord(record: FormRecord): Values {
  const { customerId, customerName, contactId, contactName } = record;
  return {
    ...record.values,
    ...(customerName === null ? {} : { customer: { id: customerId, name: customerName } }),
    ...(contactName === null
      ? {}
      : { contact: { id: contactId, name: contactName, title: null, role: null, vipTier: null } }),
  };
}
