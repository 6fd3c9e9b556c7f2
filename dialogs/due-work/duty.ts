import type { ActOf } from '../../src/domain/acts.js';
import { instantWords, type TimeFrame } from '../engine/time-words.js';
import { loadWords } from '../engine/words.js';

export const words = loadWords('due-work');

/** A duty as a small form keeps it: enough to speak of it and to name it again. */
export interface DutyValues extends Record<string, unknown> {
  /** Empty where no clock runs: a complaint the handbook sets no hours for. */
  obligationId: string;
  /** The complaint it is about, if it is about one. */
  complaintId: string | null;
  /** `远帆食品王芳:处理并答复投诉`. */
  duty: string;
  dueAt: number | null;
  openedAt: number;
  ownerName: string;
  act: ActOf;
}

/** What a supervisor asks whoever owes a duty that was due and has no record. */
export function questionWords(
  { duty, dueAt, act }: Pick<DutyValues, 'duty' | 'dueAt'> & { act: { answers: boolean } },
  frame: TimeFrame,
): string {
  const time = dueAt === null ? words.say(frame.language, 'notice.due.now') : instantWords(dueAt, frame);
  return words.say(frame.language, act.answers ? 'asked.answer' : 'asked.done', { duty, time });
}

const minuteMs = 60_000;

/** How far two instants are apart: `25分钟`, `3小时10分钟`, `2天`. */
export function spanWords(ms: number, language: Parameters<typeof words.say>[0]): string {
  const total = Math.max(1, Math.round(Math.abs(ms) / minuteMs));
  if (total < 60) return words.say(language, 'span.minutes', { minutes: total });
  if (total >= 48 * 60) return words.say(language, 'span.days', { days: Math.round(total / 1440) });
  const [hours, minutes] = [Math.floor(total / 60), total % 60];
  return minutes === 0
    ? words.say(language, 'span.hours', { hours })
    : words.say(language, 'span.hours-minutes', { hours, minutes });
}

/** `,客户认可`; empty without a result. */
export function resultWords(result: string | null, language: Parameters<typeof words.say>[0]): string {
  if (result === null) return '';
  return `${language === 'en' ? ', ' : ','}${words.say(language, `result.${result}`)}`;
}
