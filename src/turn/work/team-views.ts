import type { Only } from '../../../dialogs/my-work/complaints.js';
import { type Period, type PeriodKind, periodSaid } from '../../../dialogs/pack-form/periods.js';
import type { Role, Staff } from '../../domain/staff.js';
import { addDays, instantOf, localDay, weekdayOf } from '../../policy/local-time.js';
import { fold } from '../../understanding/fold.js';
import type { Reading } from '../../understanding/types.js';

interface Frame {
  now: number;
  timeZone: string;
}

const difficult = /疑难|疑難|棘手|\bdifficult\b/i;
const escalating = /升级|升級|上升|\bescalat/i;
const classA = /A[12]?\s*[类類级級](?:的|客户|客戶|集团|集團)?|\bclass A\b/i;
const vip = /VIP|钻卡|金卡|贵宾/i;
const kind = '(?:类|類|方面|上)?(?:的)?(?:投诉|投訴|客诉|\\s?complaints?)';
const categories: ReadonlyArray<readonly [Only, RegExp]> = [
  ['tariff', new RegExp(`资费${kind}|資費${kind}|\\btariff`, 'i')],
  ['service', new RegExp(`服务${kind}|服務${kind}|\\bservice complaints?`, 'i')],
  ['product', new RegExp(`业务${kind}|業務${kind}|\\bproduct complaints?`, 'i')],
  ['network', new RegExp(`网络${kind}|網絡${kind}|\\bnetwork complaints?`, 'i')],
];
const major = /重大|严重|嚴重|\bmajor\b/i;

/** Of complaints only those that are marked, weigh much, or are of the most valuable customers. */
export function onlyMeant(text: string): Only | null {
  if (difficult.test(text)) return 'difficult';
  if (escalating.test(text)) return 'escalating';
  if (classA.test(text)) return 'class-a';
  if (vip.test(text)) return 'vip';
  const category = categories.find(([, pattern]) => pattern.test(text))?.[0];
  if (category) return category;
  return major.test(text) ? 'major' : null;
}

const ofComplaints = /投诉|投訴|客诉|客訴|单子|單子|\bcomplaints?\b/i;
const several =
  /哪些|哪几|几(?:个|件|单|起)|幾(?:個|件|單)|多少|有没有|有沒有|(?:^|还|還)有.*[吗嗎]|清单|列(?:一下|出)|\b(?:which|any|list|how many)\b/i;
const progress = /进展|進展|进度|進度|怎么样|怎麼樣|咋样|如何|情况|情況|\b(?:progress|status|how)\b/i;

/** 「升级投诉有哪些」, 「有没有疑难的」, 「A类投诉进展」: complaints of a kind, not one of them and not what the handbook says. */
export function markedMeant({ text, facts, times }: Reading): Only | null {
  const only = onlyMeant(text);
  if (only === null || only === 'major' || facts.customer?.id != null || text.length > 24) return null;
  if (/[标標]|怎么|多久|几次|算|要求|规定/.test(text.replace(/怎么样/g, '')) || /什么是/.test(text)) return null;
  const named = ofComplaints.test(text);
  if (times.length > 0 && !/现在|眼下|目前/.test(text)) return null;
  const asked = several.test(text) || (named && progress.test(text)) || bare.test(text.trim());
  return asked && (named || only !== 'class-a') ? only : null;
}

const bare = /^(?:看看?|查|现在)?(?:的)?(?:疑难|疑難|升级|升級)(?:投诉|投訴|的|单)[。?\uFF1F]?$/;

/** Visits of one person or of everybody in a stretch of days, over and ahead. */
export interface VisitsMeant {
  staffId: string | null;
  from: number;
  until: number;
}

const visiting = /拜访|拜訪|走访|走訪|上门|上門|\bvisits?\b|\bvisited\b/i;
const counting =
  /几[家个次趟件]|幾[家個次趟件]|多少|哪些|哪几|哪家|什么|什麼|啥|情况|情況|安排|怎么样|有没有|有.{0,6}[吗嗎]$|清单|统计|統計|了吗|\b(?:how many|which|what|list|any)\b/i;

/** 「林悦这个月拜访了几家」, 「团队本周拜访情况」; a supervisor asks, and no customer is named. */
export function visitsMeant(reading: Reading, person: Staff | undefined, frame: Frame): VisitsMeant | undefined {
  const { text, facts, times } = reading;
  const ofTeam = /团队|團隊|大家|组里|組裡|各人|每个人|谁|誰|\bteam\b/i.test(text);
  if (!visiting.test(text) || !counting.test(text) || facts.customer?.id != null) return undefined;
  if ((!person && !ofTeam) || ofComplaints.test(text) || /要求|规定|应该|标准/.test(text)) return undefined;
  const staffId = person?.id ?? null;
  const [time] = times;
  if (time) {
    const from = instantOf(localDay(Date.parse(time.start), frame.timeZone), frame.timeZone);
    const until = time.end === null ? from + dayMs : Date.parse(time.end);
    return { staffId, from, until: Math.max(until, from + dayMs) };
  }
  const today = localDay(frame.now, frame.timeZone);
  const monday = addDays(today, -((weekdayOf(today) + 6) % 7));
  const from = instantOf(monday, frame.timeZone);
  return { staffId, from, until: from + 7 * dayMs };
}

const dayMs = 86_400_000;

/** Forms everybody hands in once a period. */
export const papers = ['work-plan', 'work-summary', 'case-study', 'competition', 'expense'] as const;

/** Plans, summaries and their like of a period: who has handed one in. */
export interface PapersMeant {
  form: (typeof papers)[number];
  period: Period;
}

const plan = /计划|計劃|\bplans?\b/i;
const summary = /总结|總結|周报|周報|月报|月報|季报|年报|\b(?:summar(?:y|ies)|reports?)\b/i;
const kindsOfPaper: ReadonlyArray<readonly [PapersMeant['form'], RegExp]> = [
  ['case-study', /案例|\bcase stud/i],
  ['competition', /竞争(?:情报|信息)|競爭(?:情報|信息)|\bcompetition\b/i],
  ['expense', /报销|報銷|\bexpenses?\b/i],
  ['work-plan', plan],
  ['work-summary', summary],
];
const handedIn =
  /没(?:报|写)|谁|誰|哪些人|几个人|(?:没|沒|未)交|交(?:了|齐|齊|上来)|还差|還差|缺|\b(?:who|missing|handed in)\b/i;
const periods: readonly PeriodKind[] = ['week', 'month', 'quarter', 'year'];

/** 「周计划谁没交」, 「月总结交齐了吗」: asked by a supervisor, of the period that is named, else of this week. */
export function papersMeant({ text }: Reading, role: Role, { now, timeZone }: Frame): PapersMeant | undefined {
  const form = kindsOfPaper.find(([, pattern]) => pattern.test(text))?.[0];
  if (!form || role === 'manager' || text.length > 24 || !handedIn.test(text)) return undefined;
  if (/我的?(?!们)|什么时候|哪天|几号|要求|规定|投诉|投訴|日志/.test(text)) return undefined;
  const usual = form === 'case-study' ? '季' : form === 'competition' || form === 'expense' ? '月' : '周';
  const period = periodSaid(fold(text), periods, now, timeZone) ?? periodSaid(usual, periods, now, timeZone);
  return period && { form, period };
}

const workOf =
  '(?:手上|手头|手里|名下|在忙|在干|都?忙|干|今天|昨天|本周|这周|这个月|逾期|有(?:什么|啥|哪些|几)|的?(?:日志|日誌|投诉|投訴|拜访|客户|安排|工作|事|逾期))';

/** Somebody's work is asked after who is not the speaker's to look into. */
export function foreignMeant({ text }: Reading, named: readonly Staff[], seen: readonly Staff[]): Staff | undefined {
  if (text.length > 24 || /TS-|BF-/i.test(text)) return undefined;
  const asked = /什么|什麼|啥|哪些|几|多少|怎么样|情况|看看|没交|[?\uFF1F吗嗎]|日志|日誌|手上|名下/.test(text);
  return named.find(
    ({ id, name }) => asked && !seen.some((each) => each.id === id) && new RegExp(`${name}${workOf}`).test(text),
  );
}

/** 「看看营销部的投诉」: another team's, which nobody here may look into. */
export function foreignTeam({ text, facts }: Reading): boolean {
  if (text.length > 24 || facts.customer?.id != null) return false;
  return /(?:[\u3400-\u9fff]{2,4}部|别的团队|其他团队|其它团队|隔壁(?:组|团队)?|别的组|其他组|二组|三组|[二三四]队)的?(?:投诉|投訴|日志|逾期|拜访|客户|事)/.test(
    text,
  );
}

/** 「林悦今天在不在,她的事谁管」: whether somebody is away, and who stands in. */
export const standsInMeant =
  /在不在|(?:休假|请假|請假)(?:期间|期間|中|吗|嗎|没|了没)|谁(?:来|在)?(?:管|接|顶|頂|盯|负责|代)|提醒谁|\bis away\b/;

const leastOfPart = 4;

/** The parts of a message between which one draws breath. */
export function partsAsked(text: string): string[] {
  const parts = text
    .split(/[,\uFF0C。;\uFF1B!?\uFF1F\s]+/)
    .map((part) => part.replace(/^(?:还有|還有|另外|顺便|順便|然后|然後|以及|再(?=看|查|说|列|统)|and )+/i, ''));
  return parts.every((part) => part === '' || [...part].length >= leastOfPart)
    ? parts.filter((part) => part !== '')
    : [];
}

const reviews = /汇报|匯報|回顾|回顧|总结|總結|表现|表現|情况|情況|怎么样|怎麼樣|咋样|如何|(?:干|幹|做)得/g;
const ofAll =
  /[我咱](?:们|們)|团队|團隊|组里|組裡|大家|整体|整體|总体|總體|工作|一下|给我|給我|[的得了呢啊吗嗎\s,。?!\uFF0C\uFF1F]/g;

/** 「上周情况汇报一下」, 「上周团队干得怎么样」: a stretch of days that is over or under way, as a whole. */
export function reviewMeant({ text, times }: Reading): boolean {
  const [time] = times;
  if (!time || !(time.precision === 'week' || time.precision === 'month' || time.end !== null)) return false;
  const rest = text.slice(0, time.span[0]) + text.slice(time.span[1]);
  const asked = rest.replace(reviews, '');
  return asked !== rest && asked.replace(ofAll, '') === '';
}
