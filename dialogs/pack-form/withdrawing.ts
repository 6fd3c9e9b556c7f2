import { z } from 'zod';
import type { FormRecord } from '../../src/domain/form-record.js';
import type { PackForm } from '../../src/policy/forms/types.js';
import { confirmButtons } from '../engine/customer-and-contact.js';
import { type Draft, newDraft } from '../engine/draft.js';
import type { Form, FormContext } from '../engine/form.js';
import { line, type Said } from '../engine/reply.js';
import { lineWords } from './notice.js';
import { inLanguage } from './template.js';
import { packFormWords as words } from './words.js';

interface WithdrawingValues extends Record<string, unknown> {
  recordId: string;
  /** `休假11月25日`, as the day's log would say it. */
  what: string;
  /** Somebody was told of it. */
  told: boolean;
  /** It is a leave, which is over then. */
  leave: boolean;
}

/** Takes a record of one's own back after one confirm. */
export const formWithdrawing: Form<WithdrawingValues> = {
  id: 'form-withdrawing',
  version: 1,
  fields: [{ name: 'recordId', schema: z.string(), take: () => undefined, wanted: () => 'required' }],
  opening: () => [],
  readBack: (values, _draft, _heard, context) => readBack(values, context),
  intention: ({ recordId, told, leave }) => ({ kind: 'withdraw-form', recordId, told, leave }),
  done: (outcome, { what }, _draft, _heard, { language }) => {
    if (outcome.kind === 'form-stands') {
      const { id } = outcome.record;
      return { said: [line(words.say(language, `withdraw.stands.${outcome.because}`, { id, what }))] };
    }
    if (outcome.kind !== 'form-withdrawn') return { said: [] };
    const key = outcome.already ? 'withdraw.already' : 'withdraw.done';
    return { said: [line(words.say(language, key, { id: outcome.record.id, what }))] };
  },
  resume: (values, _draft, _asking, context) => readBack(values as WithdrawingValues, context),
  cancelled: (_values, { language }) => [line(words.say(language, 'withdraw.kept'))],
  puzzled: (values, _draft, _reading, context) => readBack(values as WithdrawingValues, context),
};

/** The draft that waits for the one confirm, and what is asked. */
export function openWithdrawing(
  form: PackForm,
  record: FormRecord,
  context: FormContext,
): { draft: Draft; said: Said[] } {
  const what = lineWords(form, record, context) ?? inLanguage(form.name, context.language);
  const values: WithdrawingValues = {
    recordId: record.id,
    what,
    told: form.tells.length > 0,
    leave: form.effect === 'leave',
  };
  const draft: Draft = { ...newDraft(formWithdrawing, context.newId(), context.now), values, stage: 'read-back' };
  return { draft, said: readBack(values, context) };
}

function readBack({ recordId, what }: WithdrawingValues, { language }: FormContext): Said[] {
  const [confirm, , keep] = confirmButtons(language);
  const text = words.say(language, 'withdraw.read-back', { id: recordId, what });
  return [{ kind: 'read-back', text, buttons: [confirm, keep] }];
}
