import { z } from 'zod';
import { type Span, spans } from '../../../dialogs/my-work/own.js';
import type { Role, Staff } from '../../domain/staff.js';
import { addDays, instantOf, localDay } from '../../policy/local-time.js';
import type { Pack } from '../../policy/types.js';
import type { Reading } from '../../understanding/types.js';

const instant = z.number().int();
const span = z.enum(spans);

/** What somebody wants to see of the work. Days are `YYYY-MM-DD`, instants epoch ms. */
export const viewSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('own'), span, by: z.enum(['time', 'customer']) }),
  z.object({ kind: z.literal('person'), staffId: z.string(), span, takesOver: z.boolean() }),
  z.object({ kind: z.enum(['team', 'approvals', 'away']) }),
  z.object({ kind: z.literal('logs'), day: z.string() }),
  /** Not closed yet; `staffId` null: of everybody the speaker may see. */
  z.object({ kind: z.literal('complaints'), staffId: z.string().nullable(), majorOnly: z.boolean() }),
  z.object({ kind: z.literal('statistics'), from: instant, until: instant }),
]);
export type View = z.infer<typeof viewSchema>;

const work =
  /事(?!由|故|实|务所|先|后)|任务|任務|待办|待辦|活(?!动)|安排|行程|日程|拜访|拜訪|单子|到点|到點|到期|该做|该办|要做|要办|忙什么|干什么|干嘛|做什么|\b(?:work|tasks?|todo|to-?do|agenda|schedule|due|on my plate)\b/i;
const asksFor =
  /什么|什麼|啥|哪些|哪几|几件|幾件|多少|有没有|还有|還有|看看|看下|看一下|列(?:出|一下|个)|^列|查(?:一?下|一?查|看|询)|^查|清单|清單|我的|手上|手头|名下|\b(?:what|which|list|show|my|any)\b/i;
const overdue = /逾期|超时|超時|超期|过期|過期|没按时|到点没|过了点|\boverdue\b|\blate\b/i;
const byCustomer = /按(?:客户|客戶|单位|單位)|每家客户|\bby customer\b/i;
const team = /团队|團隊|组里|組裡|大家|手下|下面的?人|谁|誰|各(?:人|位)|\b(?:team|who|everybody|everyone)\b/i;
const approvals =
  /(?:等|待|要|该|需要?)(?:着)?我(?:来)?(?:批|审|審|签|認可|认可)|(?:待|等)(?:审|審)?批|(?:批|审|審)(?:什么|什麼|啥|哪些)|有(?:什么|啥|哪些|几个|没有)?[^,。;!?]{0,4}(?:要|待|等)(?:我)?(?:批|审|審)|审批(?:清单|列表)|\b(?:approvals?|waiting for (?:me|my)|to approve)\b/i;
const away =
  /(?:谁|誰|哪些人|有没有人|几个人)[^,。;!?]{0,4}(?:休假|请假|請假|不在)|(?:休假|请假|請假)的(?:人|有)|\bwho(?:'s| is) (?:on leave|away|off)\b/i;
const log = /日志|日誌|日报|日報|\blogs?\b/i;
const notHandedIn = /(?:没|沒|未|还差|還差|差|缺|漏)|哪些人|\b(?:missing|not)\b/i;
const complaints = /投诉|投訴|客诉|客訴|\bcomplaints?\b/i;
const counted =
  /统计|統計|汇总|匯總|报表|報表|概况|概況|一共|总共|總共|多少(?:件|个|單|单|起)?|几(?:件|个|单|起)|按时率|及时率|按時率|分布|情况(?:怎么样|如何)?$|\b(?:statistics|stats|how many|summary|on[- ]time)\b/i;
/** Of complaints: not over yet. */
const unclosed =
  /(?:没|沒|未|还没|還沒)(?:有)?(?:结|結|处理|處理|办|辦|解决|解決|回复|答复|答覆|回|关|關|完)(?:案|完|掉|好|单)?|挂着|掛著|在办|在跟|在处理|处理中|待处理|待办|手上|手头|手里|\b(?:open|unresolved|pending|unclosed)\b/i;
const several =
  /哪些|几(?:个|件|单|起|家)|幾(?:個|件|單)|多少|有没有|有沒有|还有|還有|列|清单|都有|\b(?:which|how many|any|list|what)\b/i;
const major = /重大|严重|嚴重|\bmajor\b/i;
const onTime = /按时率|及时率|按時率|按时(?:的)?(?:有)?(?:多少|几)|\bon[- ]time (?:rate|share)\b/i;
const takeOver = /接手|接管|代管|代(?:看|办)|替.{1,4}(?:看|办|盯)|我(?:来|先)?接|\btake over\b/i;
const rules =
  /为什么|為什麼|为啥|凭什么|怎么算|怎么来|\bwhy\b|手册|手冊|规定|規定|制度|时限|時限|要求|应该|應該|标准|標準|流程|\b(?:rule|policy|handbook|limit)s?\b/i;

/** What a message asks to see; undefined where it asks for something else. `colleagues`: people the speaker leads, for whom he may look. */
export function viewMeant(
  reading: Reading,
  role: Role,
  colleagues: readonly Staff[],
  frame: { now: number; timeZone: string },
): View | undefined {
  const { text, facts } = reading;
  if (text.length > 40 || rules.test(text) || /TS-|BF-/i.test(text)) return undefined;
  const person = colleagues.find(({ name }) => text.includes(name));
  const open = openComplaintsMeant(reading, role, person);
  if (open) return open;
  if (person) return viewOfPerson(reading, person, frame);
  if (facts.customer && text.includes(facts.customer.said) && !/所有|全部/.test(text)) return undefined;
  const stats = statisticsMeant(reading, role, frame);
  if (stats) return stats;
  if (onTime.test(text)) return undefined;
  if (approvals.test(text)) return { kind: 'approvals' };
  if (role !== 'manager') {
    if (log.test(text) && notHandedIn.test(text) && (team.test(text) || /还差|没交|未交/.test(text)))
      return { kind: 'logs', day: dayOfLog(reading, frame) };
    if (away.test(text)) return { kind: 'away' };
    if (overdue.test(text) && !/我的?|自己/.test(text)) return { kind: 'team' };
    if (/(?:团队|團隊|组里|手下|\bteam\b)/i.test(text) && (work.test(text) || /情况|怎么样|如何/.test(text)))
      return { kind: 'team' };
  }
  return ownView(reading, frame);
}

/** 「有哪些投诉没结」, 「还有几个没处理」, 「高翔手上几个投诉」, 「重大投诉有几个」; no day is named, or it is counted instead. */
function openComplaintsMeant({ text, times, facts }: Reading, role: Role, person?: Staff): View | undefined {
  if (those.test(text.trim()))
    return { kind: 'complaints', staffId: role === 'manager' ? 'self' : null, majorOnly: false };
  if (times.length > 0 || log.test(text) || facts.customer?.id != null || asksElsewhere.test(text)) return undefined;
  const named = complaints.test(text);
  const asked = named
    ? (unclosed.test(text) && (several.test(text) || letters(text) <= 10)) || (major.test(text) && several.test(text))
    : bareUnclosed.test(text.trim());
  if (!asked) return undefined;
  const own = person?.id ?? (role === 'manager' || /我(?:的|手|自己|还|名)|\bmy\b/i.test(text) ? 'self' : null);
  return { kind: 'complaints', staffId: own, majorOnly: major.test(text) };
}

const bareUnclosed =
  /^(?:团队|大家|我|手上|现在|眼下|目前|那)?(?:手上|这边)?(?:还|還)?(?:有|剩)(?:哪些|哪几个|几个|几件|几单|多少|幾個|沒有|没有)(?:是)?(?:还)?(?:没|沒|未)(?:处理|處理|结|結|解决|解決|办|辦|回)(?:完|掉|案|好)?(?:的|吗|嗎|呢)?[?\uFF1F。]?$|^(?:没|未)(?:结|處理|处理)(?:案|完)?的(?:有)?(?:哪些|几个|多少)?[?\uFF1F。]?$/;
/** 「昨天那几个咋样了」 */
const those =
  /^(?:昨天|今天|上午|刚才|上周|之前|上次)?(?:的)?(?:那|这)(?:几|些)(?:个|单|件)?(?:投诉)?(?:都|现在)?(?:怎么样|怎麼樣|咋样|如何|什么情况|到哪|处理得?(?:怎么样|如何))(?:了)?[?\uFF1F。]?$/;
const asksElsewhere = /怎么(?:办|处理|写)|多久|几天|TS-/i;

function letters(text: string): number {
  return [...text].length;
}

/** Own work is asked for, not only spoken of. */
export function asksForWork({ text }: Reading): boolean {
  return asksFor.test(text) || bareDay.test(text.trim()) || overdue.test(text);
}

const bareDay = /^(?:今天|今日|明天|明日|本周|这周|這週|这礼拜|下周|today|tomorrow|this week|next week)[呢吗]?[?]?$/i;

function ownView(reading: Reading, frame: { now: number; timeZone: string }): View | undefined {
  const { text, intent, confidence } = reading;
  if (byCustomer.test(text)) return { kind: 'own', span: 'all', by: 'customer' };
  if (overdue.test(text) && (asksFor.test(text) || text.length <= 8))
    return { kind: 'own', span: 'overdue', by: 'time' };
  const span = spanOf(reading, frame);
  const bare = bareDay.test(text.trim());
  const asked =
    bare || (work.test(text) && asksFor.test(text)) || (intent === 'task' && confidence >= 0.6 && asksFor.test(text));
  const telling = /了[。!]?$/.test(text.trim()) && !/[?什哪几啥]/.test(text);
  return asked && !telling && !log.test(text) && !complaints.test(text) ? { kind: 'own', span, by: 'time' } : undefined;
}

function viewOfPerson(reading: Reading, { id }: Staff, frame: { now: number; timeZone: string }): View | undefined {
  const { text } = reading;
  if (takeOver.test(text)) return { kind: 'person', staffId: id, span: 'all', takesOver: true };
  if (/问问|問問|问一下|休假|请假|改成|换成|交给|转给|认可/.test(text)) return undefined;
  if (overdue.test(text)) return { kind: 'person', staffId: id, span: 'overdue', takesOver: false };
  const asked =
    (work.test(text) && asksFor.test(text)) ||
    /[干做忙](?:了|过)?(?:些)?(?:什么|啥)|(?:情况|怎么样|忙啥|忙什么|手上|手头)/.test(text);
  return asked ? { kind: 'person', staffId: id, span: spanOf(reading, frame), takesOver: false } : undefined;
}

/** The stretch of days a message names; all of them where it names none. */
export function spanOf({ text, times }: Reading, { now, timeZone }: { now: number; timeZone: string }): Span {
  if (/下(?:个)?(?:周|週|星期|礼拜)(?![一二三四五六日天])|next week/i.test(text)) return 'next-week';
  if (/(?:本|这|這)(?:个)?(?:周|週|星期|礼拜)(?![一二三四五六日天])|this week/i.test(text)) return 'week';
  const day = times[0] && localDay(Date.parse(times[0].start), timeZone);
  if (day === localDay(now, timeZone)) return 'today';
  return day === localDay(now + 86_400_000, timeZone) ? 'tomorrow' : 'all';
}

/** 「本月投诉统计」, 「上周投诉按时率」: of the days that are named, else of today; never of days to come. */
function statisticsMeant(
  { text, times }: Reading,
  role: Role,
  { now, timeZone }: { now: number; timeZone: string },
): View | undefined {
  const bare =
    role !== 'manager' && times.length > 0 && /^.{0,8}(?:统计|統計|报表|報表)[。?\uFF1F]?$/.test(text.trim());
  const meant = bare || (complaints.test(text) && counted.test(text));
  if (!meant || (/我的投诉(?!统计)/.test(text) && !onTime.test(text)) || /挂着|没结|没回|还有/.test(text))
    return undefined;
  const [time] = times.filter(({ start }) => Date.parse(start) <= now);
  const day = localDay(now, timeZone);
  const today = { from: instantOf(day, timeZone), until: instantOf(day, timeZone) + 86_400_000 };
  if (!time) return { kind: 'statistics', ...today };
  const from = instantOf(localDay(Date.parse(time.start), timeZone), timeZone);
  const end = time.end === null ? from + 86_400_000 : Date.parse(time.end);
  return { kind: 'statistics', from, until: Math.max(from + 86_400_000, Math.min(end, today.until)) };
}

/** The day that is named, a weekday being the last one; else today. */
function dayOfLog({ times }: Reading, { now, timeZone }: { now: number; timeZone: string }): string {
  const [said] = times;
  if (!said) return localDay(now, timeZone);
  const day = localDay(Date.parse(said.start), timeZone);
  return Date.parse(said.start) > now && said.assumed.includes('coming-week') ? addDays(day, -7) : day;
}

/** 「华盛物流什么情况」: the customer itself is asked about, no matter of it. */
export function asksCustomer({ text, intent }: Reading): boolean {
  if (text.length > 24 || intent === 'complaint' || rules.test(text)) return false;
  if (/投诉|投訴|方案|合同|日志|拜访|TS-|BF-|那单|那趟|进展|处理/.test(text)) return false;
  return /(?:什么|什麼|啥|咋)(?:个)?(?:情况|情況|样|樣)|(?:近况|近況|现状|情况|情況|档案|檔案|背景|底细)(?:如何|怎么样|怎樣|呢)?[?\uFF1F。]?$|(?:看看|看下|看一下|说说|說說|介绍一?下|了解一?下|查一?下|调一?下)[^,。;!?]{2,10}$|(?:怎么样|怎麼樣|咋样|如何)(?:了)?[?\uFF1F]?$|\b(?:how is|what about|tell me about|brief me on|show)\b/i.test(
    text.trim(),
  );
}

/** A button of a list: the whole duty, a blank, and that it is done. */
export function tapsDuty({ text }: Reading, { rules }: Pick<Pack, 'rules'>): boolean {
  const tap = /^(.{2,60}) (?:刚办好|剛辦好|已回了|交了|done just now|answered|submitted)$/.exec(text.trim())?.[1];
  return tap !== undefined && rules.some(({ title, titleEn }) => tap.endsWith(title) || tap.endsWith(titleEn));
}
