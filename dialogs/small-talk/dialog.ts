import type { FormContext } from '../engine/form.js';
import { line, question, type Said } from '../engine/reply.js';
import { loadWords } from '../engine/words.js';

export const smallTalkWords = loadWords('small-talk');

export type SmallTalk =
  | 'greeting'
  | 'here'
  | 'thanks'
  | 'fine'
  | 'help'
  | 'unknown'
  | 'unknown.again'
  | 'unknown.person'
  | 'nothing-open';

type Speaker = Pick<FormContext, 'language'> & Partial<Pick<FormContext, 'staff'>>;

/** Short answers that open nothing; whoever leads others is told of what he may ask about them. */
export function smallTalk(kind: SmallTalk, { language, staff }: Speaker): Said[] {
  const leads = staff !== undefined && staff.role !== 'manager' && smallTalkWords.has(`${kind}.leads`);
  const key = leads ? `${kind}.leads` : kind;
  const text = smallTalkWords.say(language, key);
  if (kind !== 'unknown') return [line(text)];
  const buttons = [1, 2].map((n) => smallTalkWords.say(language, `${key}.button.${n}`));
  return [question(text, buttons)];
}

/** A second 确认 after the record. */
export function alreadyRecorded(id: string, { language }: Pick<FormContext, 'language'>): Said[] {
  return [line(smallTalkWords.say(language, 'already-recorded', { id }))];
}

/** A correction of what was saved before: nothing is changed silently. */
export function onRecordAlready(id: string, { language }: Pick<FormContext, 'language'>): Said[] {
  if (!/^(?:BF|TS)-/.test(id)) {
    const button = smallTalkWords.say(language, 'on-record.button.withdraw');
    return [question(smallTalkWords.say(language, 'on-record.form', { id }), [button])];
  }
  const kind = id.startsWith('BF-') ? 'on-record.visit' : 'on-record.complaint';
  return [line(smallTalkWords.say(language, kind, { id }))];
}
