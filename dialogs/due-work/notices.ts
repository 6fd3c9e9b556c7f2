import type { DutyNotice } from '../../src/domain/use-case.js';
import { instantWords, type TimeFrame } from '../engine/time-words.js';
import { actButtons, type Button, type DutyName, dutyWords, noticeWords } from '../notice/dialog.js';
import { questionWords, resultWords, spanWords, words } from './duty.js';

/** What a colleague reads of a duty, with its buttons. */
export function dutyNotice(notice: DutyNotice, name: DutyName, frame: TimeFrame): { text: string; buttons: Button[] } {
  const { language } = frame;
  const { act, obligation, by } = notice;
  const { dueAt } = obligation;
  const text = words.say(language, `notice.${notice.kind}`, {
    by: by.name,
    duty: dutyWords(name, language),
    due: dueAt === null ? words.say(language, 'notice.due.now') : dueWords(dueAt, frame),
    at: act ? instantWords(act.at, frame) : '',
    toldAt: act ? instantWords(act.toldAt - (act.toldAt % 60_000), frame) : '',
    result: resultWords(act?.result ?? null, language),
    span: act && dueAt !== null ? spanWords(dueAt - act.at, language) : '',
    question: questionWords(
      { duty: dutyWords(name, language), dueAt, act: { answers: name.act === 'answered' } },
      frame,
    ),
  });
  const number = name.recordId === null ? '' : noticeWords.say(language, 'number', { id: name.recordId });
  return {
    text: notice.kind === 'act-to-accept' ? `${number}${text}` : `${text}${number}`,
    buttons: buttonsOf(notice, name, frame),
  };
}

function dueWords(dueAt: number, frame: TimeFrame): string {
  return words.say(frame.language, 'notice.due', { time: instantWords(dueAt, frame) });
}

function buttonsOf({ card, kind }: DutyNotice, name: DutyName, { language }: TimeFrame): Button[] {
  if (card !== null && kind === 'asked') return actButtons(name, card, language).slice(0, 1);
  if (card === null || kind !== 'act-to-accept') return [];
  return ['button.accept', 'button.refuse'].map((key) => {
    const title = words.say(language, key);
    return { title, say: title, card };
  });
}
