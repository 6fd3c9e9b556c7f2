import { z } from 'zod';
import type { ActOf } from '../../src/domain/acts.js';
import { loadWords } from '../engine/words.js';

export const words = loadWords('due-work');

/** A duty as a small form keeps it: enough to speak of it and to name it again. */
export const dutySchema = z.object({
  obligationId: z.string(),
  /** `远帆食品王芳:处理并答复投诉`. */
  duty: z.string(),
  dueAt: z.number().nullable(),
  openedAt: z.number(),
  ownerName: z.string(),
  act: z.object({ kind: z.string(), answers: z.boolean() }),
});

export interface DutyValues extends Record<string, unknown> {
  obligationId: string;
  duty: string;
  dueAt: number | null;
  openedAt: number;
  ownerName: string;
  act: ActOf;
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
