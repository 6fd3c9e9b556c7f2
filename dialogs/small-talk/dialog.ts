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

/** Short answers that open nothing. */
export function smallTalk(kind: SmallTalk, { language }: Pick<FormContext, 'language'>): Said[] {
  const text = smallTalkWords.say(language, kind);
  if (kind !== 'unknown') return [line(text)];
  const buttons = ['unknown.button.complaint', 'unknown.button.visit'].map((key) => smallTalkWords.say(language, key));
  return [question(text, buttons)];
}

/** A second 确认 after the record. */
export function alreadyRecorded(id: string, { language }: Pick<FormContext, 'language'>): Said[] {
  return [line(smallTalkWords.say(language, 'already-recorded', { id }))];
}

/** A correction of what was saved before: nothing is changed silently. */
export function onRecordAlready(id: string, { language }: Pick<FormContext, 'language'>): Said[] {
  const kind = id.startsWith('BF-') ? 'on-record.visit' : 'on-record.complaint';
  return [line(smallTalkWords.say(language, kind, { id }))];
}
