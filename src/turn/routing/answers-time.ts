import { letterCount } from '../../../dialogs/engine/answer.js';
import type { Reading } from '../../understanding/types.js';

/** So many letters beside a time still answer a question for it. */
const mostBeside = 10;

/** Whether a message that names a time answers a question for one: little else stands in it, or it speaks of calling back. */
export function answersTime({ text, times }: Reading): boolean {
  const rest = times.toSorted((a, b) => b.span[0] - a.span[0]).reduce(without, text);
  return letterCount(rest) <= mostBeside || callsBack.test(rest);
}

const callsBack =
  /(?<!没|沒|未|别|不用)(?:回|答)(?:复|覆|她|他|个|了|过|話|话|电|電)|给(?:她|他)?(?:个)?(?:准信|信|消息|答复|回话|电话)|(?<!预|合|条|签|续|解|违|节)(?:约|約)|\bcall(?:ed)?\b|\bback\b/i;

function without(text: string, { span: [from, to] }: Reading['times'][number]): string {
  return text.slice(0, from) + text.slice(to);
}
