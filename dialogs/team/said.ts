import type { ReassignReason } from '../../src/domain/complaint-step.js';
import type { Language } from '../../src/understanding/types.js';
import { complaintLifeWords } from '../complaint-life/dialog.js';
import { shown } from '../engine/answer.js';
import { loadWords } from '../engine/words.js';

export const words = loadWords('team');

const shownOfReason = 40;
/** Of a message somebody has passed on. */
export const shownOfText = 300;
export const listedAtMost = 6;

/** A reason is said back as it was told; by its name where it was not told in words of its own. */
export function reasonWords(reason: ReassignReason, text: string, language: Language): string {
  return text === '' ? complaintLifeWords.say(language, `reason.${reason}`) : shown(text, shownOfReason);
}

/** 林悦、高翔 */
export function namesWords(names: readonly string[], language: Language): string {
  return names.join(language === 'en' ? ', ' : '、');
}

/** One a line, and how many more. */
export function matterLines(lines: readonly string[], language: Language): string[] {
  const left = lines.length - listedAtMost;
  const more = left > 0 ? [words.say(language, 'hand-over.more', { count: left })] : [];
  return [...lines.slice(0, listedAtMost), ...more];
}
