import type { MattersNotice } from '../../src/domain/hand-over-matters.js';
import type { ColleagueNotice } from '../../src/domain/tell-colleagues.js';
import { shown } from '../engine/answer.js';
import type { TimeFrame } from '../engine/time-words.js';
import { matterOfList } from './hand-over.js';
import { matterLines, reasonWords, shownOfText, words } from './said.js';

/** What each reads whom it concerns that several complaints changed hands: all that are his, one a line. */
export function mattersNotice(notice: MattersNotice, { language }: Pick<TimeFrame, 'language'>): string {
  const { kind, complaints, by, to, reason, text } = notice;
  const head = words.say(language, `notice.${kind}`, {
    by: by.name,
    to: to.name,
    count: complaints.length,
    reason: reasonWords(reason, text, language),
  });
  const lines = complaints.map((complaint) => matterOfList(complaint, { language }).line);
  return [head, ...matterLines(lines, language)].join('\n');
}

export function colleagueNotice(
  { kind, by, text }: ColleagueNotice,
  { language }: Pick<TimeFrame, 'language'>,
): string {
  return words.say(language, `notice.${kind}`, { by: by.name, text: shown(text, shownOfText) });
}
