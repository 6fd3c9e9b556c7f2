import { toldTime } from '../../../dialogs/due-work/told.js';
import type { Draft } from '../../../dialogs/engine/draft.js';
import type { FormContext } from '../../../dialogs/engine/form.js';
import { topDraft } from '../../../dialogs/engine/form-dialog.js';
import type { Visit } from '../../domain/visit.js';
import { localDay, weekdayOf } from '../../policy/local-time.js';
import type { Reading } from '../../understanding/types.js';
import type { ConversationState } from '../conversation-state.js';
import { answersReadBack, takesBack } from '../routing/route.js';
import { asksNeighbours } from './neighbours.js';

/** How people speak of visits that are booked, under way or over. Each pattern is about the kind of thing said. */
const moves =
  /改(?:到|成|在|约|約|期|至|为|為|一下|个|個|(?:上午|下午)?[\d一二两三四五六七八九十]{1,3}[点點::]|周|下周|明天|后天)|(?:推迟|推遲|推后|推後|顺延|順延|延后|延後|延期|提前|挪|换|換|调|調)(?:到|至|一下|个|個|[\d一二两三半]|$)|\b(?:reschedule|postpone|put off|move|bring forward)\b/i;
const booked =
  /拜访|拜訪|走访|那趟|那次|那个约|预约|預約|BF-\d{6}|去[^,。;!?]{1,10}的|见[^,。;!?]{1,8}的|\bvisit\b|\bappointment\b/i;
const plainly =
  /拜访|拜訪|走访|走訪|见(?:完|过|了)|見(?:完|過|了)|刚从|剛從|(?:出来|出來|回来|回來)|\bvisit|\bjust (?:met|saw)\b|\bback from\b/i;
const arrival =
  /^(?:我|已经|已經|刚刚?|剛)*(?:到|来到|來到)(?:了|啦|地方|[^,。;!?]{1,12}(?:了|啦|楼下|樓下|门口|門口|大厅|大廳|前台))|^(?:我|已经|刚刚?)*在[^,。;!?]{0,10}(?:楼下|樓下|门口|門口|前台|大厅)(?:了|等)|^我?[\d零一二三四五六七八九十两点點分半刻::]{2,8}到的$|^签到|^簽到|\b(?:I'?m here|I have arrived|just arrived|I'?ve arrived|checking in)\b/i;
const held =
  /(?:拜访|拜訪|走访|走訪)(?:完|过|過|结束|結束|好)?(?:了|啦|完|毕)|(?:见|見|谈|談|聊)(?:完|过|過)(?:了|啦)?(?=$|[\s,\uFF0C。:\uFF1A!\uFF01;]|[^,。;!?]{1,8}(?:了|啦|[\s,\uFF0C:\uFF1A]))|刚从|剛從|(?:从|從)[^,。;!?]{1,10}(?:出来|出來|回来|回來)|(?:吃|喝)[^,。;!?]{0,6}(?:聊|谈|談)[^,。;!?]{0,6}了|\b(?:just (?:met|visited|saw)|visit (?:is |was )?(?:done|over)|back from)\b/i;
const agreement =
  /^(?:[^,。;!?]{0,8}?)(?:同意|点头|點頭|答应|答應|确认|確認|说(?:行|可以|好|没问题)|說(?:行|可以|好)|没问题|定了|约好了|約好了|说定了|敲定|ok)(?:了|啦|吧)?[。!\s]*$|\b(?:agreed|confirmed|said yes)\b[.!\s]*$/i;
const asks =
  /[?\uFF1F吗嗎]|怎么|怎麼|能不能|可以|什么|什麼|几点|幾點|多久|哪|谁|誰|[几幾][家个個次趟]|多少|情况(?:如何|怎样)?$|没(?:拜访|见|谈|去)|还没|還沒/;

/** A new visit, told with its time: no news of a complaint. */
export function books({ intent, facts, confidence }: Reading): boolean {
  return intent === 'visit' && facts.start !== undefined && confidence >= 0.8;
}

export function movesVisit({ text, intent }: Reading): boolean {
  const other = intent === 'policy' || (intent === 'complaint' && !booked.test(text));
  return !other && text.length <= 60 && moves.test(text) && !asks.test(text);
}

/** 「不对,是下午三点」 and no more. */
export function putsTimeRight({ text, edits, times }: Reading): boolean {
  const exact = times.filter(({ precision }) => ['minute', 'part-of-day', 'day'].includes(precision));
  const isTime = (to: string): boolean => exact.some(({ said }) => to.includes(said) || said.endsWith(to));
  return text.length <= 30 && edits.length > 0 && edits.every(({ to }) => isTime(to));
}

/** A booked visit is spoken of in so many words, so that no other matter is meant. */
export function namesBooked({ text }: Reading): boolean {
  return booked.test(text);
}

/** Told as a visit, not only as talks. */
export function tellsVisitPlainly({ text }: Reading): boolean {
  return plainly.test(text);
}

export function arrives({ text, intent }: Reading): boolean {
  return intent !== 'complaint' && text.length <= 30 && arrival.test(text.trim()) && !asks.test(text);
}

export function tellsVisit({ text, intent }: Reading): boolean {
  return intent !== 'policy' && held.test(text) && !asks.test(text.slice(0, 40));
}

/** 「见完了」 at the head: the visit one is at is over, whatever else is open. */
export function isOver({ text }: Reading): boolean {
  return /^(?:刚|剛|已经|终于|都)?(?:见|見|谈|談|聊|拜访|拜訪)(?:完|过|過|好)(?:了|啦)?(?=$|[\s,\uFF0C。:\uFF1A!\uFF01])|^(?:刚|剛)?(?:从|從)[^,。;!?]{1,10}(?:出来|出來)/.test(
    text.trim(),
  );
}

export function agreesToVisit({ text, intent }: Reading): boolean {
  return intent !== 'complaint' && intent !== 'policy' && text.length <= 20 && agreement.test(text.trim());
}

/** Whether a message may be about visits, so that the diary is worth loading. */
export function concernsVisits(reading: Reading, state: ConversationState): boolean {
  if (state.dialogStack.some(({ id }) => id.startsWith('visit'))) return true;
  const spoken = [reading.intent, ...reading.also.map((matter) => matter.intent)].includes('visit');
  const said = [movesVisit, arrives, tellsVisit, takesBack, asksNeighbours].some((means) => means(reading));
  const draft = topDraft(state);
  const agrees = agreesToVisit(reading) && !(draft && answersReadBack(reading, draft));
  const meeting = state.record !== null && reading.times.length > 0;
  return spoken || said || meeting || agrees || reading.acts.includes('cancel');
}

/** When something is told to have happened, leaning back from now; now where nothing was said. */
export function happenedAt(reading: Reading, now: number, since: number, timeZone: string): number {
  const told = toldTime(reading, now, since, timeZone);
  return told?.kind === 'at' ? told.at : now;
}

export interface Meant {
  visits: Visit[];
  /** Whether the message says which: by number, customer, person or day. */
  named: boolean;
}

type Known = Pick<FormContext, 'timeZone' | 'now' | 'readTimes' | 'diary'>;

/** Those a message means by number, customer or person, whatever times it names; all where it names none. */
export function namedVisits(reading: Reading, visits: readonly Visit[], context: Known): Meant {
  return meantVisits(reading, visits, { ...context, readTimes: () => [] });
}

/** Those a message means; all where it names none. A day before 改 or 推 is the one that is moved from. */
export function meantVisits(reading: Reading, visits: readonly Visit[], context: Known): Meant {
  const text = reading.text.toUpperCase();
  const byNumber = visits.filter(({ id }) => text.includes(id));
  if (byNumber.length > 0) return { visits: byNumber, named: true };
  const theirs = visits.filter((visit) => concerns(visit, reading, context));
  const from = /^(.*?)(?:改|推|延|提前|挪|换|換|调|調|顺|順)/.exec(reading.text)?.[1] ?? reading.text;
  const days = context.readTimes(from, context.now);
  const onDay = onDayOf(days, theirs.length > 0 ? theirs : visits, context.timeZone);
  const atHour = onDay.filter(({ startAt }) =>
    days.some(({ precision, start }) => precision === 'minute' && Date.parse(start) === startAt),
  );
  if (onDay.length > 0) return { visits: atHour.length > 0 ? atHour : onDay, named: true };
  if (theirs.length > 0) return { visits: theirs, named: true };
  const others = days.length > 0 || namesAnother(reading);
  return others ? { visits: [], named: true } : { visits: [...visits], named: false };
}

function concerns(visit: Visit, { text, facts: { customer, contact } }: Reading, { diary }: Known): boolean {
  const { customerId, customerName, contactName } = visit;
  if (customer?.id && customerId === customer.id) return true;
  const aliases = customerId === null ? [] : (diary?.customers.get(customerId)?.customer.aliases ?? []);
  if ([customerName, ...aliases].some((name) => text.includes(name))) return true;
  if (contactName === null) return false;
  return text.includes(contactName) || (contact?.title != null && contact.name[0] === contactName[0] && !customer?.id);
}

function namesAnother({ facts: { customer } }: Reading): boolean {
  return customer !== undefined && customer.id !== null;
}

/** On one of these days; a bare weekday may also be one of a later week. */
function onDayOf(times: Reading['times'], visits: readonly Visit[], timeZone: string): Visit[] {
  if (times.length === 0) return [];
  const dayOf = (visit: Visit) => localDay(visit.startAt, timeZone);
  const days = times.map((time) => ({ day: localDay(Date.parse(time.start), timeZone), time }));
  const exact = visits.filter((visit) => days.some(({ day }) => day === dayOf(visit)));
  if (exact.length > 0) return exact;
  const weekdays = days.filter(({ time }) => time.assumed.includes('coming-week')).map(({ day }) => weekdayOf(day));
  return visits.filter((visit) => weekdays.includes(weekdayOf(dayOf(visit))));
}

/** How a visit went is being told: whatever is said first is part of it, later what answers the question. */
export function answersOutcome(reading: Reading, { values, open: field }: Draft): boolean {
  const { acts, intent, facts, text, times } = reading;
  const short = acts.length > 0 || times.length > 0 || /谈|談|算|没定|沒定|talk/i.test(text);
  if (field !== 'outcome' && !short) return false;
  if (acts.includes('cancel') || intent === 'help' || (intent === 'policy' && values.outcome)) return false;
  const open = values.customer;
  const other = typeof open === 'object' && open !== null && 'id' in open && facts.customer?.id;
  return !other || other === open.id;
}

/** Minutes a visit is moved by: 「推迟半小时」 30, 「提前一小时」 -60; undefined where none is said. */
export function shiftOf(text: string): number | undefined {
  const said =
    /(提前|早|推迟|推遲|推后|推後|延后|延後|晚|往后推|往後推)(\d+|[半一二两兩三四五六])?(个|個)?(半)?(小时|小時|钟头|分钟|分鐘|天)/.exec(
      text,
    );
  if (!said) return undefined;
  const [, way = '', count, , half, unit = ''] = said;
  const whole = count === undefined ? 0 : count === '半' ? 0.5 : (chinese[count] ?? Number(count));
  const amount = whole + (half ? 0.5 : 0);
  const minutes = amount * (/天/.test(unit) ? 1_440 : /分/.test(unit) ? 1 : 60);
  if (minutes === 0) return undefined;
  return /提前|早/.test(way) ? -minutes : minutes;
}

const chinese: Readonly<Record<string, number>> = { 一: 1, 二: 2, 两: 2, 兩: 2, 三: 3, 四: 4, 五: 5, 六: 6 };

/** 「第二个」, 「2」 of those that were offered, in their order. */
export function ordinalOf<T>(text: string, offered: readonly T[]): T | undefined {
  const said = /^第?([1-4一二三四])(?:个|個|趟|次)?[。.!]?$/.exec(text.trim())?.[1];
  if (said === undefined) return undefined;
  return offered[(chinese[said] ?? Number(said)) - 1];
}
