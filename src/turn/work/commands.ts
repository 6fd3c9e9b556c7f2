import { z } from 'zod';
import { onlySome } from '../../../dialogs/my-work/complaints.js';
import { type Span, spans } from '../../../dialogs/my-work/own.js';
import { periodSaid } from '../../../dialogs/pack-form/periods.js';
import type { Role, Staff } from '../../domain/staff.js';
import { addDays, instantOf, localDay } from '../../policy/local-time.js';
import type { Pack } from '../../policy/types.js';
import { fold } from '../../understanding/fold.js';
import type { Reading } from '../../understanding/types.js';
import { asksFigures, asksOnTime, onTimeSpan } from '../duties/figures.js';
import { complaints, letters, openComplaintsMeant } from './open-asked.js';
import { markedMeant, onlyMeant, papers, papersMeant, standsInMeant, visitsMeant } from './team-views.js';

const instant = z.number().int();
const span = z.enum(spans);
const period = z.object({
  kind: z.enum(['day', 'week', 'month', 'quarter', 'year']),
  from: z.string(),
  until: z.string(),
});

/** What somebody wants to see of the work. Days are `YYYY-MM-DD`, instants epoch ms. */
export const viewSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('own'), span, by: z.enum(['time', 'customer', 'visits']) }),
  z.object({ kind: z.literal('person'), staffId: z.string(), span, takesOver: z.boolean() }),
  z.object({ kind: z.enum(['team', 'approvals', 'away', 'board']) }),
  /** What the morning's brief says, as of now; `greets`: good morning was wished. */
  z.object({ kind: z.literal('brief'), greets: z.boolean() }),
  z.object({ kind: z.literal('log-of'), staffId: z.string(), day: z.string() }),
  /** What the records hold of somebody's day. */
  z.object({ kind: z.literal('done'), staffId: z.string(), day: z.string() }),
  /** Taken in a stretch of days, over or not. */
  z.object({
    kind: z.literal('taken'),
    from: instant,
    until: instant,
    only: z.enum(onlySome).nullable(),
    over: z.boolean(),
  }),
  z.object({ kind: z.literal('logs'), day: z.string() }),
  /** Not closed yet; `staffId` null: of everybody the speaker may see. */
  z.object({ kind: z.literal('complaints'), staffId: z.string().nullable(), only: z.enum(onlySome).nullable() }),
  /** Visits of a person, or of everybody, in a stretch of days. */
  z.object({ kind: z.literal('visits'), staffId: z.string().nullable(), from: instant, until: instant }),
  z.object({ kind: z.literal('papers'), form: z.enum(papers), period }),
  z.object({ kind: z.enum(['statistics', 'on-time']), from: instant, until: instant }),
]);
export type View = z.infer<typeof viewSchema>;

const work =
  /事(?!由|故|实|务所|先|后)|任务|任務|待办|待辦|活(?!动)|安排|行程|日程|拜访|拜訪|单子|到点|到點|到期|该做|该办|要做|要办|忙什么|干什么|干嘛|做什么|(?:忙|干|做|弄|搞)(?:点|些)?(?:什么|啥)|\b(?:work|tasks?|todo|to-?do|agenda|schedule|due|on my plate)\b/i;
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
const counted =
  /统计|統計|汇总|匯總|报表|報表|日报|日報|周报|周報|月报|月報|概况|概況|一共|总共|總共|多少(?:件|个|單|单|起)?|几(?:件|个|单|起)|按时率|及时率|按時率|分布|情况(?:怎么样|如何)?$|\b(?:statistics|stats|how many|summary|on[- ]time)\b/i;
const byPerson = /每个?人|各人|各自|谁|按人|分人|个人/;
const onTime = /按时率|及时率|按時率|按时(?:的)?(?:有)?(?:多少|几)|\bon[- ]time (?:rate|share)\b/i;
const takeOver = /接手|接收|接管|代管|代(?:看|办)|替.{1,4}(?:看|办|盯)|我(?:来|先)?接|\btake over\b/i;
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
  if (text.length > 40 || rules.test(text) || asksFigures(reading) || /TS-|BF-/i.test(text)) return undefined;
  if (role === 'manager' && /[那这](?:一)?(?:单|件投诉|个投诉)/.test(text)) return undefined;
  const person = colleagues.find(({ name }) => text.includes(name));
  const ofLog = logMeant(reading, role, person, frame);
  if (ofLog) return ofLog;
  const paper = papersMeant(reading, role, frame);
  if (paper) return { kind: 'papers', ...paper };
  const visits = role === 'manager' ? undefined : visitsMeant(reading, person, frame);
  if (visits) return { kind: 'visits', ...visits };
  const marked = markedMeant(reading);
  if (marked) return { kind: 'complaints', staffId: person?.id ?? (role === 'manager' ? 'self' : null), only: marked };
  if (person && (facts.customer?.id != null || /(?:那|这)(?:一)?(?:个|单|件|起)[^,\uFF0C]{0,6}投诉/.test(text)))
    return undefined;
  const brief = person ? undefined : briefMeant(reading, role);
  if (brief) return brief;
  if (role !== 'manager' && !person && board.test(text)) return { kind: 'board' };
  const open = openComplaintsMeant(reading, role, person);
  if (open) return open;
  if (person) return viewOfPerson(reading, person, frame);
  if (facts.customer && text.includes(facts.customer.said) && !/所有|全部/.test(text)) return undefined;
  if (asksOnTime(reading) && (!complaints.test(text) || byPerson.test(text)))
    return { kind: 'on-time', ...onTimeSpan(reading, frame) };
  const stats = statisticsMeant(reading, role, frame);
  if (stats) return stats;
  const taken = takenMeant(reading, frame);
  if (taken) return taken;
  if (approvals.test(text)) return { kind: 'approvals' };
  if (role !== 'manager') {
    if (log.test(text) && notHandedIn.test(text) && (team.test(text) || /还差|没交|未交/.test(text)))
      return { kind: 'logs', day: dayOfLog(reading, frame) };
    if (away.test(text)) return { kind: 'away' };
    if (overdue.test(text) && !/我的?|自己/.test(text)) return { kind: 'team' };
    if (/(?:团队|團隊|组里|手下|\bteam\b)/i.test(text) && (work.test(text) || /情况|怎么样|如何|咋样/.test(text)))
      return { kind: 'board' };
  }
  return reading.intent === 'help' ? undefined : ownView(reading, frame);
}

/** 「林悦的日志」, 「我昨天的日志」: the log itself, of somebody one leads, or one's own. */
function logMeant(
  reading: Reading,
  role: Role,
  person: Staff | undefined,
  frame: { now: number; timeZone: string },
): View | undefined {
  const { text } = reading;
  if (!log.test(text) || /[写寫补補拟擬填加改记記]|要求|模板|问问/.test(text)) return undefined;
  const day = dayOfLog(reading, frame);
  if (person) return { kind: 'log-of', staffId: person.id, day };
  const own =
    /我(?:的|自己|昨|今|前|周|上|\d|日|交|那)/.test(text) &&
    (asksFor.test(text) || /[?\uFF1F吗嗎没沒]$|的(?:日志|日报)$/.test(text.trim()));
  return own && (role === 'manager' || !team.test(text)) ? { kind: 'log-of', staffId: 'self', day } : undefined;
}

const morning =
  /^(?:大家|各位|首问)?(?:早(?:上好|安|晨|啊|呀|哈)?|上午好|(?:good )?morning)(?:首问|啊|呀|哈)?[。!~\uFF01,\uFF0C\s]*/i;
const pressing =
  /^(?:今天|今日|现在|眼下|手上|这会儿|我)?(?:都|还|最)?(?:有|有没有|看看)?(?:什么|什麼|啥|哪些|哪个|没有|沒有)?(?:比较|特别|最|真)?(?:急|要紧|要緊|紧急|緊急|着急|重要|火烧眉毛)(?:的)?(?:事|事情|活|东西)?(?:吗|嗎|没有|呢|有哪些)?[?\uFF1F。]?$/;

/** 「早」, 「早 今天啥安排」, 「有什么急的」; a supervisor's 「今天有啥事」 is about the team. */
function briefMeant({ text, facts }: Reading, role: Role): View | undefined {
  const said = text.trim();
  if (facts.customer !== undefined || complaints.test(said) || log.test(said)) return undefined;
  const greeting = morning.exec(said)?.[0] ?? '';
  const rest = said.slice(greeting.length);
  const today = /今天|今日|今早|早上|today/i;
  const wants = work.test(rest) && asksFor.test(rest) && (today.test(rest) || letters(rest) <= 4);
  if (greeting !== '' && (rest === '' || (wants && /[,\uFF0C\s!\uFF01好]$/.test(greeting))))
    return { kind: 'brief', greets: true };
  if (pressing.test(said) && /什|啥|哪|有|[?\uFF1F吗]/.test(said)) return { kind: 'brief', greets: false };
  const ofTeam = role !== 'manager' && today.test(said) && work.test(said) && asksFor.test(said);
  return ofTeam && !/我|逾期|overdue|拜访|行程|日程/.test(said) ? { kind: 'brief', greets: false } : undefined;
}

/** Everybody at a glance: 「谁手上投诉最多」, 「大家都在忙啥」. */
const board =
  /(?:谁|誰|哪个(?:人|经理))(?:的|手上|手头|名下|那)?[^,\uFF0C。]{0,6}(?:最|比较|更)(?:多|忙|少|闲|空)|(?:大家|团队|團隊|组里|手下|每个人|各人|各位|他们)(?:的|们)?(?:手上|手头|今天|现在|都|在|这边|眼下)*(?:忙|干|做|弄)?(?:什么|啥|些什么)?(?:情况|怎么样|咋样|如何|进度|都有啥|有什么事|有啥事)|^(?:团队|團隊|组里)(?:总览|概况|概況|看板)?[。?\uFF1F]?$|\bhow is (?:the|my) team\b/i;

/** 处理完的 */
const isOver =
  /(?:处理|處理|办|辦|解决|解決|答复)(?:完|好|掉|过)|(?:已|都)?(?:结|結)(?:了|案|束|掉)|办结|辦結|\b(?:closed|solved|done)\b/i;

/** 「早上有啥投诉」, 「昨天谁投诉了」: those taken in the days named, one by one. */
function takenMeant({ text, times, facts }: Reading, frame: { now: number; timeZone: string }): View | undefined {
  if (!complaints.test(text) || facts.customer?.id != null || counted.test(text) || onTime.test(text)) return undefined;
  const asks =
    /(?:有|都|新)?(?:啥|什么|什麼|哪些|哪几|谁|誰)|列(?:一下|出)|^(?:看看?|查|列)|\b(?:which|what|list)\b/i.test(text);
  const [time] = times.filter(({ start }) => Date.parse(start) <= frame.now);
  if (!asks || !time || /怎么|咋|算|属于/.test(text)) return undefined;
  return { kind: 'taken', ...stretchOf(time, frame), only: onlyMeant(text), over: isOver.test(text) };
}

/** 「上个月呢」, 「那高翔呢」, 「重大的呢」 right after a list: the same of another time, person or weight. */
export function viewAgain(
  reading: Reading,
  before: View,
  colleagues: readonly Staff[],
  frame: { now: number; timeZone: string },
): View | undefined {
  const { text, times } = reading;
  const said = text.trim();
  if (letters(said) > 9 || !/^(?:那|那么)?.{1,8}(?:呢|的呢|咋样|怎么样)[?\uFF1F]?$|^(?:what|how) about\b/i.test(said))
    return undefined;
  const person = colleagues.find(({ name }) => said.includes(name));
  const [time] = times.filter(({ start }) => Date.parse(start) <= frame.now);
  switch (before.kind) {
    case 'on-time':
      return time && { kind: 'on-time', ...onTimeSpan(reading, frame) };
    case 'statistics':
    case 'taken':
      if (onlyMeant(said)) return { kind: 'complaints', staffId: null, only: onlyMeant(said) };
      return time && { ...before, ...stretchOf(time, frame) };
    case 'logs':
      return person
        ? { kind: 'log-of', staffId: person.id, day: before.day }
        : time && { kind: 'logs', day: dayOfLog(reading, frame) };
    case 'log-of':
      return person ? { ...before, staffId: person.id } : time && { ...before, day: dayOfLog(reading, frame) };
    case 'done':
      return person ? { ...before, staffId: person.id } : time && { ...before, day: dayOfLog(reading, frame) };
    case 'person':
    case 'visits':
      return person && { ...before, staffId: person.id };
    case 'papers': {
      const other = periodSaid(fold(said), ['week', 'month', 'quarter', 'year'], frame.now, frame.timeZone);
      return other && { ...before, period: other };
    }
    case 'complaints':
      if (person) return { ...before, staffId: person.id };
      return onlyMeant(said) ? { ...before, only: onlyMeant(said) } : undefined;
    case 'team':
    case 'board':
      return person && { kind: 'person', staffId: person.id, span: 'all', takesOver: false };
    default:
      return undefined;
  }
}

/** The whole days of a time that is over or under way. */
function stretchOf({ start, end }: Reading['times'][number], { now, timeZone }: { now: number; timeZone: string }) {
  const from = instantOf(localDay(Date.parse(start), timeZone), timeZone);
  const tomorrow = instantOf(localDay(now, timeZone), timeZone) + 86_400_000;
  const until = end === null ? from + 86_400_000 : Date.parse(end);
  return { from, until: Math.max(from + 86_400_000, Math.min(until, tomorrow)) };
}

/** Own work is asked for, not only spoken of. */
export function asksForWork({ text }: Reading): boolean {
  return !ofNumber.test(text) && (asksFor.test(text) || bareDay.test(text.trim()) || overdue.test(text));
}

/** 「明天」, 「这周」: a list is asked for by it, or a question is answered. */
export function isBareDay({ text }: Reading): boolean {
  return bareDay.test(text.trim());
}
/** 「编号多少来着」 asks for the number of a record. */
const ofNumber = /[编單单編][号號]/;

const bareDay = /^(?:今天|今日|明天|明日|本周|这周|這週|这礼拜|下周|today|tomorrow|this week|next week)[呢吗]?[?]?$/i;

/** 「这周要跑哪几家」, 「明天有哪些拜访」: visits alone. */
const goings =
  /(?:跑|去|走|拜访|拜訪|见|見)(?:访)?(?:哪几家|哪些(?:客户|单位|家)?|哪家|几家|哪几个(?:客户|单位)|谁|誰)(?!.{0,4}了)|(?:有|都有|还有)?(?:哪些|哪几个|几个|什么|啥)(?:的)?(?:拜访|拜訪|上门|约见)(?:安排)?[?\uFF1F。]?$|\bwhich (?:visits|customers do i (?:visit|see))\b/i;

function ownView(reading: Reading, frame: { now: number; timeZone: string }): View | undefined {
  const { text, intent, confidence } = reading;
  if (byCustomer.test(text)) return { kind: 'own', span: 'all', by: 'customer' };
  if (overdue.test(text) && (asksFor.test(text) || text.length <= 8))
    return { kind: 'own', span: 'overdue', by: 'time' };
  const span = spanOf(reading, frame);
  if (goings.test(text) && !complaints.test(text)) return { kind: 'own', span, by: 'visits' };
  const bare = bareDay.test(text.trim());
  const asked =
    bare ||
    (work.test(text) && asksFor.test(text)) ||
    (intent === 'task' && confidence >= 0.6 && asksFor.test(text) && !ofNumber.test(text));
  const telling = /了[。!]?$/.test(text.trim()) && !/[?什哪几啥]/.test(text);
  return asked && !telling && !log.test(text) && !complaints.test(text) ? { kind: 'own', span, by: 'time' } : undefined;
}

/** 「林悦昨天干了啥」: what is over, by the records. */
const didWhat =
  /(?:干|做|忙|弄|跑|办)(?:成|完)?了(?:些|点|多少|几)?(?:什么|什麼|啥|哪些|哪儿|哪里|件|事)|(?:都|去)?(?:干|做|忙)(?:啥|什么)去?了|\bwhat did\b.*\bdo\b/i;

function viewOfPerson(reading: Reading, { id }: Staff, frame: { now: number; timeZone: string }): View | undefined {
  const { text } = reading;
  if (takeOver.test(text)) return { kind: 'person', staffId: id, span: 'all', takesOver: true };
  if (standsInMeant.test(text)) return { kind: 'person', staffId: id, span: 'today', takesOver: true };
  if (didWhat.test(text)) return { kind: 'done', staffId: id, day: dayOfLog(reading, frame) };
  if (/问问|問問|问一下|休假|请假|改成|换成|交给|转给|认可/.test(text)) return undefined;
  if (overdue.test(text)) return { kind: 'person', staffId: id, span: 'overdue', takesOver: false };
  const asked =
    (work.test(text) && asksFor.test(text)) ||
    /(?:什么|啥|哪些|有没有)(?:比较|特别|最)?(?:急|要紧|重要)|[干做忙](?:了|过)?(?:些)?(?:什么|啥)|(?:情况|怎么样|忙啥|忙什么|手上|手头)/.test(
      text,
    );
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
  const asksHow = /(?:咋样|怎么样|怎麼樣|如何|多不多|多吗|多嗎|概况|啥情况|什么情况)[了啊呢]?[?\uFF1F。]?$/.test(
    text.trim(),
  );
  const meant = bare || (complaints.test(text) && (counted.test(text) || (asksHow && times.length > 0)));
  if (!meant || (/我的投诉(?!统计)/.test(text) && !onTime.test(text)) || /挂着|没结|没回|还有/.test(text))
    return undefined;
  const [time] = times.filter(({ start }) => Date.parse(start) <= now);
  const day = localDay(now, timeZone);
  const today = { from: instantOf(day, timeZone), until: instantOf(day, timeZone) + 86_400_000 };
  if (!time) return { kind: 'statistics', ...today };
  return { kind: 'statistics', ...stretchOf(time, { now, timeZone }) };
}

/** The day that is named, a weekday being the last one; else today. */
function dayOfLog({ times }: Reading, { now, timeZone }: { now: number; timeZone: string }): string {
  const [said] = times;
  if (!said) return localDay(now, timeZone);
  const day = localDay(Date.parse(said.start), timeZone);
  return Date.parse(said.start) > now && said.assumed.includes('coming-week') ? addDays(day, -7) : day;
}

/** 「远帆最近有投诉吗」 */
const anyComplaint =
  /(?:最近|这阵子|现在|还|這陣子)?(?:有没有|有沒有|有)(?:什么|啥|新|几个|多少|别的)*(?:投诉|投訴)(?:吗|嗎|没有|没|呢)?[?\uFF1F。]?$/;

/** 「荣昌今天谁去见」, 「荣昌约了没」 */
const asksTouch =
  /谁(?:去|来|在)(?:见|見|拜访|拜訪|跑|谈|談)|(?:约|約|拜访|拜訪|去)(?:了|过|過|好)?(?:没有?|沒有?|吗|嗎)[?\uFF1F]?$|(?:什么时候|哪天|几点)(?:去|拜访|拜訪|见|見)(?:的|过)?[?\uFF1F]?$/;

/** 「盛源呢」, without the name. */
const goesOn = /^(?:那|那么)?(?:公司|集团|那边|那家|那儿)?呢[?\uFF1F。]?$/;

/** 「华盛物流什么情况」: the customer itself is asked about, no matter of it. */
export function asksCustomer({ text, intent, facts }: Reading): boolean {
  if (facts.customer && goesOn.test(text.replace(facts.customer.said, '').trim())) return true;
  if (text.length > 24 || rules.test(text)) return false;
  if (anyComplaint.test(text.trim()) || asksTouch.test(text.trim())) return true;
  if (intent === 'complaint') return false;
  if (/投诉|投訴|方案|合同|日志|拜访|TS-|BF-|那[单个件]|那趟|进展|处理|问问|问一下|催/.test(text)) return false;
  return /(?:怎么|怎麼|咋|什么|啥)(?:回事|了)[啊呢]?[?\uFF1F。]?$|(?:什么|什麼|啥|咋)(?:个)?(?:情况|情況|样|樣)|(?:近况|近況|现状|情况|情況|档案|檔案|背景|底细)(?:如何|怎么样|怎樣|呢)?[?\uFF1F。]?$|(?:看看|看下|看一下|说说|說說|介绍一?下|了解一?下|查一?下|调一?下)[^,。;!?]{2,10}$|(?:怎么样|怎麼樣|咋样|如何)(?:了)?[?\uFF1F]?$|\b(?:how is|what about|tell me about|brief me on|show)\b/i.test(
    text.trim(),
  );
}

/** A button of a list: the whole duty, a blank, and that it is done. */
export function tapsDuty({ text }: Reading, { rules }: Pick<Pack, 'rules'>): boolean {
  const tap = /^(.{2,60}) (?:刚办好|剛辦好|已回了|交了|done just now|answered|submitted)$/.exec(text.trim())?.[1];
  return tap !== undefined && rules.some(({ title, titleEn }) => tap.endsWith(title) || tap.endsWith(titleEn));
}
