import { z } from 'zod';
import { toldResult, toldTime, waiverReason } from '../../../dialogs/due-work/told.js';
import { isQuestion } from '../../../dialogs/engine/answer.js';
import type { Draft } from '../../../dialogs/engine/draft.js';
import type { SubjectName } from '../../domain/subject-names.js';
import type { Reading } from '../../understanding/types.js';
import { pointsAtRecord } from '../complaints/commands.js';
import { answersTime } from '../routing/answers-time.js';

/** How people speak of duties. Each pattern is about the kind of thing said, never about one sentence. */
const answered =
  /(?:回|答)(?:复|覆|復)?(?:了|过|過|完)|(?:回|打)(?:过|了|過)(?:了)?(?:电话|電話)|(?:回|打)(?:电话|電話)(?:过|了|過)|刚回(?:的)?(?:电话|電話)|(?:跟|和|给|給|向)(?:他|她|客户|客戶|对方|對方|[\u3400-\u9fff]{1,5})(?:说|說|讲|講|反馈|反饋)(?:了|过|過)|(?:联系|聯繫|通知|沟通|溝通)(?:上|到|好)?(?:了|过|過)|(?:电话|電話|当面|當面|短信|微信)(?:答复|答覆|回复|回覆)|\b(?:answered|replied|responded|got back to|called (?:him|her|them|back))\b/i;
const done =
  /(?:送|寄)(?:到|达|達|完)(?:了)?|^(?:已经|已經)?交[啦了]?[。!]?$|(?:办|辦|做|弄|处理|處理|搞|填|写|寫|收)(?:好|妥|完|定|结|齐|齊)(?:了)?|(?:交|回访|回訪|关怀|關懷|拜访|拜訪|更新|上报|上報)(?:了|过|過)|\b(?:done|delivered|finished|submitted)\b/i;
const asksOrDenies =
  /[?\uFF1F吗嗎]|(?:没|沒|未|还没|還沒|没有|沒有)(?:有)?(?:回|答|送|办|辦|联系|聯繫|打|做|交|弄)|怎么|怎麼|咋|多久|多少|多长|多長|低于|[几幾](?![分刻])|哪|谁|誰|什么|什麼|啥|该|要不要|要唔要|能不能|行不行|是否|还是|還是|得|要在|需要|必须|务必|務必|提醒|\b(?:not|when|how|should|must|what|who)\b/i;
const clickSchema = z.object({ card: z.string().min(1).max(64) });

/** The opaque id behind a button, however its channel hands it back. */
export function cardOf(value: unknown): string | undefined {
  return value === undefined ? undefined : clickSchema.safeParse(value).data?.card;
}

/** Something was done and is told: no question, no plan, no new story of trouble. */
export function tellsAct(reading: Reading): boolean {
  const { text, intent, confidence, facts } = reading;
  if (text.length > 120 || intent === 'policy' || intent === 'help') return false;
  if (asksOrDenies.test(text.replace(/(?:客户|客戶|他|她)?[还還]?不(?:认可|認可|满意|滿意)/g, ''))) return false;
  if (!answered.test(text) && !done.test(text)) return false;
  const newStory = intent === 'complaint' && confidence >= 0.75 && (facts.description?.length ?? 0) > 16;
  return !newStory || /[那这這](?:单|單|个|個|件|条|條)|[A-Z]{2}-\d{6}/i.test(text);
}

/** One matter is meant, not the rule in general. */
export function pointsAtOne({ text }: Reading): boolean {
  return /[这這]|[那][单單件个個]|[A-Z]{2}-\d{6}|\d\s*[号號日]|\d[点點:]|\b(?:this|it|then)\b/i.test(text);
}

export function isAnswer({ text }: Reading): boolean {
  return answered.test(text);
}

/** Those the words fit: answers for 「回了」, anything else for 「办好了」; all when none does. */
export function fittingAct<T extends { values: { act: { answers: boolean } } }>(
  reading: Reading,
  duties: readonly T[],
): T[] {
  const fitting = duties.filter(({ values }) => values.act.answers === answered.test(reading.text));
  return fitting.length > 0 ? fitting : [...duties];
}

/** Of several the one whose title shares most with what was said; all where none stands out. */
export function fittingTitle<T extends { values: { duty: string } }>({ text }: Reading, duties: readonly T[]): T[] {
  const scored = duties.map((duty) => ({
    duty,
    score: sharedPairs(duty.values.duty.replace(/^.*?[:\uFF1A]|客户/g, ''), text),
  }));
  const best = Math.max(0, ...scored.map(({ score }) => score));
  const fitting = scored.filter(({ score }) => score === best).map(({ duty }) => duty);
  return best > 0 && fitting.length === 1 ? fitting : [...duties];
}

/** Whether the words speak of this duty and not only of its customer. */
export function speaksOf({ text }: Reading, { values }: { values: { duty: string } }): boolean {
  return sharedPairs(values.duty.replace(/^.*?[:\uFF1A]|客户/g, ''), text) > 0;
}

/** A kind of duty is named. */
export function namesKind({ text }: Reading): boolean {
  return /回访|回訪|答复|答覆|关怀|關懷|更新|日志|日誌|计划|計劃|总结|總結|通讯录|通訊錄|反馈|反饋/.test(text);
}

/** 「嘉和那个反馈昨晚跟他说过了」: a duty is pointed at by its kind, and told as done. */
export function pointsAtDuty(reading: Reading): boolean {
  return (
    /[那这這][个個件项項](?:反馈|反饋|回访|回訪|关怀|關懷|更新|答复|答覆|通知|回复|报告|报备)/.test(reading.text) &&
    tellsAct(reading)
  );
}

/** Pairs of characters of a title that stand in a text. */
function sharedPairs(title: string, text: string): number {
  return [...title].filter((c, n) => n > 0 && text.includes(title.charAt(n - 1) + c)).length;
}

/** Nothing but the telling itself: a few words, or a time with them. */
export function isShort({ text, times, facts }: Reading): boolean {
  if (facts.contact !== undefined || facts.description !== undefined) return false;
  return text.length <= 12 || (times.length > 0 && text.length <= 40);
}

/** A customer or person is named, so what is told is theirs and nobody else's. */
export function namesSomebody({ facts, text }: Reading): boolean {
  return facts.customer !== undefined || /[A-Z]{2}-\d{6}/i.test(text);
}

/** 认可 or not; undefined where neither is said in so many words. */
export function verdictOf({ text }: Reading): boolean | undefined {
  if (text.length > 40) return undefined;
  if (/客户|客戶|他|她|customer/i.test(text)) return undefined;
  if (/^.{0,4}不(?:予)?(?:认可|認可|同意)|do(?:es)? not accept|don'?t accept|\breject/i.test(text)) return false;
  return /(?:认可|認可)(?!吗|嗎)|^(?:我)?同意|\baccept(?:ed)?\b/i.test(text) && !/客户|客戶|customer/i.test(text)
    ? true
    : undefined;
}

export function waives({ text, intent, confidence }: Reading): boolean {
  if (/[?\uFF1F吗嗎]|怎么|怎麼|什么情况|什麼情況/.test(text) || (intent === 'policy' && confidence >= 0.6))
    return false;
  return /免除|豁免|免掉|免一下|免了(?!费|費)|免办|免辦|不用(?:再)?(?:办|辦|回访|回訪|跟)了|\bwaive\b/i.test(text);
}

/** 「问问怎么回事」, 「高翔那个先别催,问问情况」: the supervisor wants to hear from whoever owes it. */
export function asksOwner({ text, intent }: Reading): boolean {
  if (
    text.length > 40 ||
    (intent === 'complaint' && !pointsAtRecord(text)) ||
    /手册|手冊|规定|規定|客户怎么|客戶怎麼/.test(text)
  )
    return false;
  const ask =
    /(?:问|問)(?:一?(?:问|問|下|声|聲)|他|她|经理|經理)|去(?:问|問)|了解一?下|\bask (?:him|her|them|the owner)\b/i;
  const what =
    /怎么回事|怎麼回事|咋回事|什么情况|什麼情況|啥情况|情况|情況|怎么了|怎麼了|原因|怎么样了|怎麼樣了|what happened|how it stands/i;
  const presses = /(?<![别不])催(?:一?下|一?催|催)/;
  return (ask.test(text) && what.test(text)) || presses.test(text);
}

export function callsSupervisor({ text, acts, intent }: Reading): boolean {
  if (text.length > 30 || intent === 'complaint' || /客户|客戶|他|她|customer/i.test(text)) return false;
  const asked =
    /找(?:一下|下)?(?:主管|领导|領導|上级|上級)|脱不开身|脫不開身|走不开|走不開|\b(?:find|call|tell|need|get) my supervisor\b/i;
  return asked.test(text) || (acts.includes('person') && !/人工|真人|human|agent|operator/i.test(text));
}

export function mentions(text: string, { recordId, customer, contact }: SubjectName): boolean {
  return [recordId, customer, contact].some((name) => name !== null && name !== '' && text.includes(name));
}

/** Whether a message answers the small form that is open; anything else goes its own way. */
export function goesOn(
  reading: Reading,
  { open, values }: Draft,
  { now, timeZone }: { now: number; timeZone: string },
): boolean {
  if (reading.acts.some((act) => act === 'cancel' || act === 'more')) return false;
  const since = typeof values.openedAt === 'number' ? values.openedAt : now;
  const answers =
    (open === 'at' && answersTime(reading) && toldTime(reading, now, since, timeZone) !== undefined) ||
    (open === 'result' && toldResult(reading.text) !== undefined) ||
    (open === 'reason' && waiverReason(reading.text) !== undefined) ||
    (open === 'until' && reading.times.length > 0) ||
    (open === 'send' && reading.acts.includes('confirm'));
  if (answers) return true;
  // A question settles nothing.
  if (open === 'reason' && isQuestion(reading.text)) return false;
  if (open === 'send') return false;
  if (open === 'result' && /^(?:还|還|暂时|暫時)?(?:没|沒|未|不)|^not?\b/i.test(reading.text.trim())) return false;
  if (reading.intent === 'policy' || reading.intent === 'help') return false;
  const another =
    (reading.intent === 'complaint' || reading.intent === 'visit') && reading.facts.customer !== undefined;
  const { customer } = reading.facts;
  const elsewhere = customer?.id != null && !String(values.duty ?? '').includes(customer.name);
  if (open === 'at' && toldResult(reading.text) === undefined && /\p{Script=Han}/u.test(reading.text))
    return !another && !elsewhere && reading.intent === 'unknown' && reading.text.length <= 6;
  return !another && !elsewhere && reading.text.length <= (open === 'at' ? 14 : 60);
}
