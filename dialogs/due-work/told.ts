import type { AnswerResult, Satisfaction } from '../../src/domain/labels.js';
import type { WaiverReason } from '../../src/domain/tell-act.js';
import { addDays, localDay } from '../../src/policy/local-time.js';
import { dayAfterMonths } from '../../src/policy/months.js';
import type { Reading, TimeReading } from '../../src/understanding/types.js';

/** When something happened, as it was told: an instant, or why there is none yet. */
export type ToldTime =
  | { kind: 'at'; at: number }
  | { kind: 'future' | 'early'; at: number }
  | { kind: 'no-hour'; day: number };

const justNow =
  /(?:刚刚|刚才|剛剛|剛才)(?!那|这|這|的|说|說|登|记|記)|[刚剛](?:回|打|送|办|辦|给|給|跟|和|通知|联系|聯繫)|现在|現在|\bjust( now)?\b/i;
const saysHalf = /早|上午|中午|下午|晚|夜|凌晨|傍晚|[ap]\.?m\b|morning|afternoon|evening|noon|night/i;
const halfDayMs = 43_200_000;

/** The instant an act happened, leaning back: 「七点十二」 at 19:13 is 19:12. Undefined when no time is told. */
export function toldTime(reading: Reading, now: number, since: number, timeZone: string): ToldTime | undefined {
  const exact = reading.times.find((time) => time.precision === 'minute');
  if (exact) return leaningBack(exact, reading.text, { now, since, timeZone });
  if (justNow.test(reading.text)) return { kind: 'at', at: now };
  const vague = reading.times.find((time) => time.precision !== 'month' && time.precision !== 'year');
  const over = vague !== undefined && localDay(Date.parse(vague.start), timeZone) <= localDay(now, timeZone);
  return over ? { kind: 'no-hour', day: Date.parse(vague.start) } : undefined;
}

interface Span {
  now: number;
  since: number;
  timeZone: string;
}

function leaningBack(time: TimeReading, text: string, { now, since, timeZone }: Span): ToldTime {
  const read = Date.parse(time.start);
  const days = daysMeant(time.said, text, read, now, timeZone);
  const all = candidatesOf(time.said, text, read).filter((at) => days?.includes(localDay(at, timeZone)) ?? true);
  const past = all.filter((at) => at <= now);
  const fitting = past.filter((at) => at >= since - (since % 60_000));
  if (fitting.length > 0) return { kind: 'at', at: Math.max(since, ...fitting) };
  if (past.length > 0) return { kind: 'early', at: Math.max(...past) };
  return { kind: 'future', at: all.length > 0 ? Math.min(...all) : read };
}

/** Local days the words name; undefined where they name none. A day that lies ahead is meant of the week or month before. */
function daysMeant(said: string, text: string, read: number, now: number, timeZone: string): string[] | undefined {
  const today = localDay(now, timeZone);
  if (/前天|day before yesterday/i.test(text)) return [addDays(today, -2)];
  if (/昨|yesterday/i.test(text)) return [addDays(today, -1)];
  if (/今|today/i.test(text)) return [today];
  const day = localDay(read, timeZone);
  if (/周|週|星期|礼拜|禮拜|\b(mon|tue|wed|thu|fri|sat|sun)/i.test(said)) return [day, addDays(day, -7)];
  if (/[号號日]|\d[-/.]\d/.test(said)) return [day, dayAfterMonths(day, -1), dayAfterMonths(day, -12)];
  return undefined;
}

/** What the words may mean: the other half of the day where none was said, and other days. */
function candidatesOf(said: string, text: string, read: number): number[] {
  const open = !saysHalf.test(text) && !/(?:1[3-9]|2[0-3]):|\b0\d:|\b(?:1[3-9]|2[0-3])[点點]/.test(said);
  const steps = Array.from({ length: 2 * 370 }, (_, n) => n - 1);
  return steps.filter((n) => open || n % 2 === 0).map((n) => read - n * halfDayMs);
}

const results: ReadonlyArray<readonly [AnswerResult, RegExp]> = [
  [
    'refused',
    /(?:坚决|堅決|死活|说什么(?:也|都)|說什麼(?:也|都)|怎么(?:说|解释|谈)(?:也|都)|无论如何|無論如何|绝对|絕對)(?:都)?(?:不|拒)(?:肯|愿|愿意|能|同意|接受|认|認|行|答应|干|让)?|谈崩|談崩|谈不拢|談不攏|拒绝(?:接受|和解|方案)|拒絕(?:接受|方案)|(firmly|flatly|absolutely) refuse|refuses? (it|any|the)/i,
  ],
  [
    'not-accepted',
    /(不|没|沒|未|还没|不太)(认可|認可|满意|滿意|同意|接受|答应|答應|认|認|乐意|樂意|愿意|願意|松口|买账|買賬)|嫌(?:慢|晚|少|贵|貴|久)|不行|还要(闹|投诉)|(not|isn'?t|un)\s?-?(happy|satisfied|content|accept)/i,
  ],
  [
    'accepted',
    /认可|認可|满意|滿意|同意|接受|没意见|沒意見|没话说|认了|没问题|可以了|谢(谢|了)|(?:他|她|客户|客戶)(?:也)?[说說](?:那就?)?算了|[说說](?:行|好|可以|没事|ok)(?:了|吧|的)?(?=$|[\s,\uFF0C。!])(?!.*(?:还要|还得|還要|不过|但))|(happy|satisfied|content|accept|agreed|fine with)/i,
  ],
  [
    'resolved',
    /解决|解決|恢复|恢復|复(?:了)?机|復機|已(?:经)?(?:开机|到账)|[修换弄搞调装]好了?|修复|退(了|款|费|費|回|钱|錢)|办好|辦好|处理(好|完)|處理(好|完)|查清|通了|能用|补发|开通了|(solved|resolved|fixed|restored|refunded)/i,
  ],
  ['explained', /解释|解釋|说明|說明|说清|說清|讲清|講清|讲明白|(explained|clarified)/i],
];

/** 还没办好, 没查清: nothing came of it yet. */
const notYet =
  /(?:没|沒|未|不)(?:有|能|法)?(?:办|辦|解决|解決|处理|處理|恢复|恢復|修|退|查|解释|解釋|说清|說清|通|弄|搞)|\b(?:not|isn't|hasn't|unresolved)\b/i;

/** 他要这周弄好, 让明天修好: what is wished, or will be, is not done. */
const wished =
  /(?:要求?|想|让|讓|盼|希望|得|必须|必須|尽快|盡快|赶紧|趕緊|马上|馬上|什么时候|什麼時候|啥时候|能不能|[这這本下](?:周|週|个?星期|个?月)|明[天早晚]|后天|後天|今晚)[^,\uFF0C。;\s]{0,8}(?:弄|修|解决|解決|处理|處理|恢复|恢復|搞|换|換|退|办|辦|通)(?!了|过|過)[^,\uFF0C。;了]{0,4}$/;

/** What came of it, in the speaker's words; undefined where nothing did yet. */
export function toldResult(text: string): AnswerResult | undefined {
  const found = results.find(([, pattern]) => pattern.test(text))?.[0];
  if (found !== 'resolved' && found !== 'explained') return found;
  return notYet.test(text) || wished.test(text.trim()) ? undefined : found;
}

const satisfied: ReadonlyArray<readonly [Satisfaction, RegExp]> = [
  [
    'not-content',
    /(?:不|没|沒|不太|不怎么|还不|不是很)(?:满意|滿意|认可|認可|高兴|開心|开心)|有意见|有意見|还是(?:不|没)|差评|生气|(not|un|dis)-?\s?(happy|satisf|content)/i,
  ],
  ['fair', /一般|还行|還行|凑合|湊合|马马虎虎|還可以|还可以|勉强|勉強|无所谓|so-so|fair|okay-ish/i],
  [
    'content',
    /满意|滿意|认可|認可|挺好|很好|不错|不錯|感谢|感謝|谢谢|没问题|没意见|高兴|表扬|(happy|satisfied|content|fine|good|pleased)/i,
  ],
];

/** How content the customer is, in the speaker's words. */
export function satisfactionIn(text: string): Satisfaction | undefined {
  return satisfied.find(([, pattern]) => pattern.test(text))?.[0];
}

const reasons: ReadonlyArray<readonly [WaiverReason, RegExp]> = [
  ['duplicate', /重复|重複|登(了|过)?两次|同一件|twice|duplicate/i],
  ['withdrawn', /撤(诉|訴|回|销|銷|了)|不投诉了|不追究|withdr[ae]w/i],
  ['not-applicable', /不(该|該|归|歸|属|屬|适用|適用)|不是(我们|咱)|登错|not appl/i],
  [
    'not-possible',
    /做不(了|到)|办不(了|到)|不可抗|停电|联系不上|销户|注销|没法|沒法|无法|無法|装修|停业|停業|搬迁|搬遷|歇业|not possible|impossible|force majeure/i,
  ],
];

export function waiverReason(text: string): WaiverReason | undefined {
  return reasons.find(([, pattern]) => pattern.test(text))?.[0];
}
