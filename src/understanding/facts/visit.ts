import { inside, type Message } from '../message.js';
import type { TimeReading } from '../types.js';

type Span = readonly [number, number];

/** 明天不行,后天上午十点: a time that will not do. */
const ruledOut =
  /^[,\s]?(?:他|她|我|都|又|说|要|得|还|那边|人家|客户|们)*(?:不行|不成|不可以|没空|没时间|没得空|太晚|太早|太赶|算了|不方便|不在|不去|出差|去不了|来不及|排满|有会|有事|有安排|有约|开会|开[^,。;!?\s]{1,3}会|例会|晨会|早会|出发|动身|从公司|从单位|从家|已经过|过了|休息|午休|休假|请假|培训|被占|占了|去过|来过|跑过|去了|见过|聊过|谈过|拜访过|约过)/;

/** 八点半到九点半之间都行: hours to choose from, no length. */
const toChooseFrom =
  /^(?:之间|这段时间)?[,\s]?(?:都行|都可以|均可|都成|都有空|都方便|有空|方便|随时|任意|任何|哪个点|挑个)/;

/** What was agreed before: 原定明天三点, 本来约的周三. */
const before = /(?:原定|原来|原先|原本|原约|本来|之前|先前|上次|上回|originally)(?:是|约|说|定|的|好|在|了|on|at|\s)*$/;
/** What takes its place: 改后天, 挪到周五. */
const instead =
  /(?:改|改到|改成|改在|改为|改约|挪到|挪|推到|推迟到|延到|延后到|提前到|换到|换成|调到|顺延到|moved to|now)\s?$/;
/** 同一时间: the hour of before. */
const sameHour =
  /^[,\s的]*(?:同一时间|同时间|同样时间|同一个?点|同样的?时间|时间不变|时间照旧|还是(?:那个|这个|原来)?(?:点|时间)|老时间|same time)/;

/** Of a visit that is moved the new time, with the hour of the old one where it is said to stay. */
function movedTo(message: Message, said: readonly TimeReading[]): TimeReading[] | undefined {
  const until = (t: TimeReading): string => message.folded.slice(Math.max(0, t.span[0] - 12), t.span[0]);
  const now = said.findIndex((t) => instead.test(until(t)));
  const [time, old] = [said[now], said[now - 1] ?? said[now + 1]];
  if (!time || !old) return undefined;
  const stays = sameHour.test(message.folded.slice(time.span[1], time.span[1] + 12));
  if (time.precision === 'day' && old.precision === 'minute' && (stays || before.test(until(old))))
    return stays ? [joined(time, old, message.context.now)] : [time];
  return time.precision === 'minute' && now > 0 && before.test(until(old)) ? said.slice(now) : undefined;
}

/** moved from Wed 2pm to Fri 10am: no length, but the old time and the new. */
const moves = /\b(?:moved?|reschedul|chang|push|shift)|改|挪|调/;

function endOfMove(message: Message, time: TimeReading): TimeReading {
  const far = time.end !== null && (time.durationMinutes ?? 0) > 720 && moves.test(message.folded);
  return far && time.end ? { ...time, start: time.end, end: null, durationMinutes: null } : time;
}

/** The time of the visit: one with an hour before one without; 十点半以前要到 where nothing else is said. */
export function startOf(message: Message): TimeReading | undefined {
  const behind = (t: TimeReading): string => message.folded.slice(t.span[1], t.span[1] + 8);
  const said = message.ahead.filter((t) => !/^(?:的)?(?:单子|账单|投诉|合同|那次|日志)/.test(behind(t)));
  const open = said.filter((t) => !ruledOut.test(behind(t)));
  const times = movedTo(message, open) ?? (open.length > 0 ? open : said);
  const plain = times.filter((t) => t.relation !== 'before');
  const clocked = plain.find((t) => t.precision === 'minute' && !t.assumed.includes('day'));
  const hour = plain.find((t) => t.precision === 'minute');
  const day = plain.find((t) => t.precision === 'day' || t.precision === 'part-of-day');
  if (clocked) return orElse(message, said, chosenFrom(endOfMove(message, clocked), behind(clocked)));
  if (hour && day && !day.assumed.includes('day')) return joined(day, hour, message.context.now);
  // 明天一点半出发,两点半到: the day of what is not meant.
  const other = hour && said.find((t) => !times.includes(t) && !t.assumed.includes('day') && isAhead(t, message));
  if (hour && other) return joined(other, hour, message.context.now);
  return hour ?? times.find((t) => t.precision === 'minute') ?? day ?? plain[0];
}

function chosenFrom(time: TimeReading, behind: string): TimeReading {
  const open = time.durationMinutes !== null && (/之间$/.test(time.said) || toChooseFrom.test(behind));
  return open ? { ...time, end: null, durationMinutes: null, ambiguous: [...time.ambiguous, 'several-hours'] } : time;
}

/** 也可能三点, 实在不行后天: one time more that would do. */
const otherwise =
  /(?:也可能|可能是|也许|或者?|要么|要不|不然|不行的话|不行就|不行|备选|备用|或者说|else|or(?: maybe)?)(?:是|在|改|约|,)?\s?$/;

function orElse(message: Message, said: readonly TimeReading[], time: TimeReading): TimeReading {
  const isOther = (t: TimeReading): boolean =>
    otherwise.test(message.folded.slice(Math.max(0, t.span[0] - 8), t.span[0]));
  const first = isOther(time) ? said.find((t) => t.span[1] <= time.span[0] && t.precision === 'day') : undefined;
  const kept = first ? joined(first, time, message.context.now) : time;
  if (!first && !said.some((t) => t.span[0] > time.span[1] && isOther(t))) return time;
  return { ...kept, ambiguous: [...kept.ambiguous, first ? 'several-days' : 'several-hours'] };
}

const isAhead = ({ start, precision }: TimeReading, { context }: Message): boolean =>
  ['minute', 'part-of-day'].includes(precision) && Date.parse(start) > context.now;

/** A day in one place and an hour in another: 周三去远帆,下午三点. */
export function joined(day: TimeReading, hour: TimeReading, now: number): TimeReading {
  const shift = Date.parse(`${day.start.slice(0, 10)}T00:00:00Z`) - Date.parse(`${hour.start.slice(0, 10)}T00:00:00Z`);
  const move = (iso: string): string =>
    new Date(Date.parse(`${iso.slice(0, 19)}Z`) + shift).toISOString().slice(0, 19) + iso.slice(19);
  const start = move(hour.start);
  // 周二 said on a Tuesday is not today where the hour is over.
  const over = Date.parse(start) - 7 * 86_400_000 <= now;
  return {
    ...hour,
    start,
    end: hour.end === null ? null : move(hour.end),
    assumed: [...new Set([...day.assumed, ...hour.assumed.filter((a) => a !== 'day')])],
    ambiguous: [
      ...new Set([
        ...day.ambiguous.filter((a) => a !== 'no-time-of-day' && !(a === 'same-weekday' && over)),
        ...hour.ambiguous.filter((a) => a !== 'no-day'),
        ...(Date.parse(start) < now ? ['past'] : []),
      ]),
    ],
  };
}

/** 十点去开会,开到十一点半. */
function untilOf(message: Message, start: TimeReading): number | undefined {
  const end = message.ahead.find(
    (t) =>
      t.precision === 'minute' &&
      t.span[0] > start.span[1] &&
      (/(?:开|聊|谈|讲|做|忙|待|呆|一直|持续|[\s,])到$/.test(
        message.folded.slice(Math.max(0, t.span[0] - 3), t.span[0]),
      ) ||
        /^(?:就|要|能)?(?:结束|散会|完事|弄完|搞定)/.test(message.folded.slice(t.span[1], t.span[1] + 4))),
  );
  const clock = (iso: string): number => Number(iso.slice(11, 13)) * 60 + Number(iso.slice(14, 16));
  const length = end && clock(end.start) - clock(start.start);
  return length && length >= 5 && length <= 600 ? length : undefined;
}

export function durationOf(message: Message, start: TimeReading | undefined): number | undefined {
  if (start?.durationMinutes) return start.durationMinutes;
  const until = start && untilOf(message, start);
  if (until) return until;
  const said = message.times.durations.find(
    (d) =>
      !/^(?:前|后|内|之|没|不|断|路|车程|才|都)/.test(message.folded.slice(d.span[1], d.span[1] + 2)) &&
      !/(?:提前|早|晚|断了|停了|等了|路上|开车|过|每|推|后推|推迟|延|延后|顺延)$/.test(
        message.folded.slice(Math.max(0, d.span[0] - 2), d.span[0]),
      ),
  );
  return said?.minutes && said.minutes >= 5 && said.minutes <= 600 ? said.minutes : undefined;
}

const placeSaid = /(?:地点|地址|位置|见面地点|place|venue|location)(?:是|在|:|改成|改到|is)?\s?([^,。;!?\n]{2,30})/;
const placeMet =
  /(?:约在|见面在|定在|就在|到|在|于|去|上)(?:一?趟|了趟)?\s?((?:他|她|其|他们|她们|对方|客户|我们|咱们|我|公司)?(?:们)?(?:的)?[^,。;!?\s的]{0,12}?(?:办公室|会议室|办公楼|公司里|单位里|公司|单位|厂里|厂区|工地|现场|门店|店里|前台|大厅|大堂|食堂|茶楼|茶馆|咖啡厅|咖啡馆|咖啡店|星巴克|饭店|餐厅|酒店|机房|车间|仓库|营业厅|展厅|会所|园区|广场|宾馆|包间|包厢|接待室|贵宾室|[^,。;!?\s的]{1,4}(?:楼|阁|轩|茶庄|茶社|酒楼|酒馆|菜馆|会馆|球馆|球场|体育馆|体育场|码头|公园|农庄|山庄)|奥体(?:中心)?|[一二三四五六七八九十\d]+号?楼|\d+层|[a-z]座|\d{3,4}室?)(?:[^,。;!?\s]{0,4}(?:会议室|办公室|食堂|前台|大厅|机房|咖啡厅|包间|接待室|贵宾室|会客室|大堂|展厅|[一二三四五六七八九十\d]+[层楼]))?)/;
/** 三楼会议室见白主任: the room just before what one does there. */
const placeOfMeeting =
  /((?:[一二三四五六七八九十\d]{1,2}(?:楼|层|号楼))?(?:大|小|第[一二三])?(?:会议室|办公室|食堂|大厅|前台|大堂|接待室|展厅|机房|车间|咖啡厅))(?=见|碰|跟|和|找|谈|聊|开会|汇报|讲|介绍)/;
const placeEnglish =
  /\bat\s(their office|his office|her office|our office|the office|the hotel|the factory|their factory|their site|the site|starbucks|[a-z ]{0,20}(?:meeting room|lobby|office|building|cafe|warehouse))/;

/** A clause that is nothing but a room or a building: 应急局大楼502, 他办公室. */
const wholePlace =
  /^(?:在|约在|地点)?(lobby|meeting room|reception|their office|head office|(?:他|她|他们|她们|客户|我|我们|咱们)?(?:的)?[^,。;!?]{0,12}?(?:大楼|号楼|[a-z]座|会议室|办公室|食堂|机房|大厅|大堂|会客室|接待室|休息室|前台|楼下|门口|星巴克|瑞幸|咖啡[厅馆店]|茶[楼馆室]|[一二三四五六七八九十\d]+[层楼])(?:\d{1,4})?(?:室|房)?)$/;

function clausePlace(message: Message, names: readonly Span[]): string | undefined {
  for (const clause of message.clauses) {
    const said = wholePlace.exec(message.folded.slice(clause.from, clause.to))?.[1];
    if (!said || clause.to - clause.from > 18 || inside(clause, names)) continue;
    if (message.ahead.some((t) => t.span[0] >= clause.from && t.span[1] <= clause.to)) continue;
    if (/^(?:去|到|见|看|找|送|约|拜访|检查|处理|修|装)/.test(said)) continue;
    return message.text.slice(clause.to - said.length, clause.to);
  }
  return undefined;
}

/** Where, when it is said. `names`: customers, whose own name is no place. */
export function placeOf(message: Message, names: readonly Span[]): string | undefined {
  let untimed = message.folded;
  // 后天凌晨一点去… is no place, 四号楼 is one.
  for (const { span, precision } of message.ahead)
    if (precision === 'minute' || precision === 'part-of-day')
      untimed = untimed.slice(0, span[0]) + ','.repeat(span[1] - span[0]) + untimed.slice(span[1]);
  for (const pattern of [placeSaid, placeMet, placeOfMeeting, placeEnglish]) {
    const m = pattern.exec(untimed);
    const said = m?.[1];
    if (!m || said === undefined) continue;
    const from = m.index + m[0].lastIndexOf(said);
    const span = { from, to: from + said.length };
    if (inside(span, names)) continue;
    const place = message.text.slice(span.from, span.to).trim();
    if (/^(?:他们?|她们?|我们?|咱们)?$/.test(place) || /^(?:公司|单位)$/.test(place)) continue;
    return place;
  }
  return clausePlace(message, names);
}

const byCustomer =
  /(?:他|她|他们|她们|客户|对方|人家|[总姐哥局处工任理长芳])(?:那边)?[,\s]?(?:自己)?(?:定|订|约|挑|选|给|说|提)的|(?:跟|和)?(?:他|她|客户|对方|人家|[总姐哥])(?:都)?(?:已经)?(?:说好|讲好|谈好|定好|约好|敲定)|(?:他|她|客户|对方|[总姐哥])(?:也)?(?:同意|答应|点头|ok|没问题|行|可以|方便|有空|确认)|(?:已经?|都|时间)?(?:约好|说好|定好|敲定|谈妥|讲好)了?|约(?:到|上|妥)了|客户定|她定|他定|约我|邀我|请我|叫我|让我(?:们)?[^,。;!?]{0,12}?(?:过去|去)|(?:跟|和|与)[^,。;!?]{2,16}(?:约定|约好|说好|定好)|喊我|agreed|confirmed|(?:he|she|they|customer|client) (?:set|chose|picked|asked)/;
const byUs =
  /(?:我|我们|咱|咱们|俺)(?:先|这边|自己)?(?:拟|定|想|暂定|提|打算|建议)的?|暂定|待定|待确认|还?没(?:有)?(?:跟|和|同)?(?:他|她|人|人家|客户|对方|那边)?(?:们)?(?:说|约|定|确认|打招呼|联系)(?!好的?那)|先拟|先占|还没约|没约好|没定|tentative|not confirmed|proposed/;

/** 他说下周二: the time stands in the customer's mouth. */
const told =
  /(?:他|她|客户|对方|人家|[总姐哥局任长工理科师叔姨书记板太]|老[\u4e00-\u9fff]|小[\u4e00-\u9fff])(?:们)?(?:那边)?(?:说[他她]?|讲|约了?|让我?们?|叫我|喊我|要我|请我|定在|约在|定[了的]?|选[了的]?)$/;

/** 王总周三下午有空: free then, and not we ourselves. */
const free =
  /^(?:以?[前后])?(?:他|她|都|才|正好|刚好|那会儿?)?(?:有空|有时间|方便|在办公室|在公司|在单位|在厂里|没事|没课|不忙|得空|is free|works for)/;
const ourselves = /(?:我|我们|咱|俺)(?:自己|这边)?(?:的)?$/;

/** Who set the time; undefined when nobody said. */
export function agreedOf(message: Message): boolean | undefined {
  if (byUs.test(message.folded)) return false;
  const before = (at: number): string => message.folded.slice(Math.max(0, at - 6), at);
  const theirs = message.ahead.some(
    ({ span: [from, to] }) =>
      told.test(before(from)) || (free.test(message.folded.slice(to, to + 8)) && !ourselves.test(before(from))),
  );
  if (theirs) return true;
  return byCustomer.test(message.folded) ? true : undefined;
}

const bring =
  /(?:带|带上|带点|送|送点|送些|拿|捎|顺(?:便|带)(?!约|去|到|登|记|订|拜|看|见|走)|讲|讲讲|讲下|谈|谈谈|聊|聊聊|介绍|推荐|推)([^,。;!?\s]{1,20})/g;

/** What to bring or talk about, in the words of the message. */
export function noteOf(message: Message, names: readonly Span[]): string | undefined {
  const parts: string[] = [];
  for (const m of message.folded.matchAll(bring)) {
    const span = { from: m.index, to: m.index + m[0].length };
    if (inside(span, names) || parts.length >= 4) continue;
    const said = message.text.slice(span.from, span.to).trim();
    if (said.length >= 2) parts.push(said);
  }
  return parts.length > 0 ? parts.join(',') : undefined;
}
