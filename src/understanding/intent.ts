import { bareWords } from './acts.js';
import { inside, type Message } from './message.js';
import type { Parties } from './names/parties.js';
import type { Act, Intent, TimeReading } from './types.js';
import { failuresIn } from './words/failure.js';

export interface Judged {
  intent: Intent;
  confidence: number;
}

/** What speaks for each intent, gathered once. */
interface Evidence {
  length: number;
  command: boolean;
  visitCommand: boolean;
  /** A customer or a person is named. */
  customer: boolean;
  person: boolean;
  trouble: number;
  strongTrouble: number;
  feeling: boolean;
  report: boolean;
  demand: boolean;
  question: boolean;
  policyTopic: number;
  policyWord: boolean;
  task: number;
  visitVerb: number;
  reason: number;
  futureTime: boolean;
  /** An hour that lies ahead. */
  futureHour: boolean;
  pastVisit: boolean;
  ownWork: boolean;
  help: boolean;
  small: boolean;
  grumble: boolean;
  category: boolean;
  /** Shapes of failure: not done, not working, again and again. */
  failures: number;
  /** A customer or person stands at the head of the message. */
  headed: boolean;
  signal: boolean;
}

const ownWork =
  /(?:我|我们|俺|咱)(?:们)?(?:今天|明天|后天|昨天|本周|这周|下周|上周|本月|这个月|上个月|手上|手头|名下|现在|目前|今儿|还|都|一共|今早|今晚)?(?:手上|手头|名下)?(?:还)?(?:有|剩|欠|要|该|登了|记了|接了|受理了|约了|订了|做了|干了|去了)?(?:了|过|的)?(?:什么|啥|哪些|哪几|几|多少|没)|(?:今天|明天|本周|这周|下周|上周|本月|这个月|昨天|今儿|下午|明早)(?:的)?(?:还)?(?:有|要)?(?:什么|啥|哪些|哪几|几)(?:个|件|条|单|家)?(?:事|任务|安排|活|单|投诉|拜访|客户|要|到期|待办|行程)|(?:看|查|列|调|显示)(?:看|查|下|一下|出)?(?:我|今天|本周|本月|下周|明天|上周)?的?(?:今天|本周|本月|明天|下周)?的?(?:投诉|拜访|待办|任务|日程|行程|记录|单子|日志|计划|安排|到期)(?!.{0,4}(?:时限|多久|规定|流程|要求))|(?:ts|bf)-\d{6}-|(?:写|交|补|填|拟|改|提交|发)(?:一下|下|个|今天|今日|昨天|我)?(?:的)?(?:工作)?(?:日志|日报|周报|月报|总结|计划)(?!.{0,6}(?:几点|什么时候|多久|规定|要求|吗))|(?:what|which|show|list).{0,20}\b(?:my|i have|do i)\b|\bmy (?:tasks|visits|complaints|schedule|to-?do|agenda|log)\b/;

/** 中午跟钱总吃饭聊续约了: told, not planned. */
const pastVisit = /(?:去|见|聊|谈|拜访|吃饭?|送|跑|走访|陪)[^,。;!?]{0,12}了(?:$|[,。;!\s])/;

const strongTroubles =
  /多收|多扣|断网|断线|停机|上不了网|没信号|故障|乱扣|投诉|不满|退费|打不通|掉线|overcharg|outage|down|complain|furious/;

const ownComplaint = /(?:我|俺)(?:要|想|来)投诉|投诉你们|我要投诉/;

function liesAhead(time: TimeReading, message: Message): boolean {
  return Date.parse(time.start) >= message.context.now - 60_000;
}

function gather(message: Message, parties: Parties): Evidence {
  const { folded } = message;
  const names = parties.customers.map((c) => [c.from, c.to] as const);
  const hits = (list: string): number => message.hits(list).filter((h) => !inside(h, names)).length;
  const troubles = message.hits('trouble').filter((h) => !inside(h, names));
  return {
    length: folded.trim().length,
    command: message.hits('command-complaint').length > 0,
    visitCommand: message.hits('visit-command').length > 0,
    customer: parties.customers.length > 0,
    person: parties.people.some((p) => p.score >= 2.5),
    trouble: troubles.length,
    strongTrouble: troubles.filter(
      (h) => strongTroubles.test(folded.slice(h.from, h.to)) && folded.slice(h.from, h.to) !== '投诉',
    ).length,
    feeling: message.hits('emotion').some((h) => h.code !== 'calm' && !inside(h, names)),
    report: hits('report') > 0,
    demand: hits('demand') > 0,
    question: hits('question') > 0,
    policyTopic: new Set(message.hits('policy-topic').map((h) => folded.slice(h.from, h.to))).size,
    policyWord: hits('policy-word') > 0,
    task: hits('task'),
    visitVerb: hits('visit-verb'),
    reason: hits('reason'),
    futureTime: message.ahead.some((t) => liesAhead(t, message) && t.precision !== 'month' && t.precision !== 'year'),
    futureHour: message.ahead.some((t) => liesAhead(t, message) && t.precision === 'minute' && t.relation !== 'before'),
    pastVisit: hits('past-mark') > 0 || pastVisit.test(folded),
    ownWork: ownWork.test(folded),
    help: hits('help') > 0,
    small: hits('smalltalk') + hits('greeting') + hits('thanks') > 0,
    grumble: hits('grumble') > 0,
    category: hits('category') > 0,
    failures: failuresIn(folded),
    headed: [...parties.customers, ...parties.people].some((p) => p.from <= 12),
    signal: hits('signal') > 0,
  };
}

function complaintScore(e: Evidence, message: Message): number {
  const customerSpeaks = message.context.speaker === 'customer';
  const someone = e.customer || e.person || somebody.test(message.folded);
  let score = 0;
  if (e.command) score += 4;
  score += Math.min(3, e.strongTrouble * 1.5) + Math.min(1.5, e.trouble * 0.75);
  score += Math.min(2.4, e.failures * 0.8);
  if (e.customer) score += 1;
  if (e.person) score += 0.5;
  if (e.report && someone) score += 0.75;
  if (e.category && someone && e.failures > 0) score += 0.5;
  if (e.signal && someone) score += 1;
  if (e.feeling) score += customerSpeaks ? 1.5 : someone || e.trouble > 0 ? 1 : 0.25;
  if (e.demand && (e.trouble > 0 || e.failures > 0)) score += 0.5;
  if (customerSpeaks) score += customerTrouble(e, message);
  if (!someone && !customerSpeaks && !e.command && e.strongTrouble === 0) score -= 1;
  // Nothing went wrong and nobody is upset: a report, not a complaint.
  const wrong = e.trouble > 0 || e.failures > 0 || e.signal || (e.feeling && e.report && someone);
  if (!e.command && !wrong && !(customerSpeaks && (e.category || e.feeling))) return Math.min(score, 1.2);
  return score;
}

/** A person nobody names. */
const somebody =
  /(?:客户|用户|机主|老板娘?|人家|对方)(?:刚|又|也|在|那边)?(?:来电|打|说|反映|反馈|投诉|问|抱怨|找|骂|发火|发飙|很|要|嫌|急|气)|\b(?:customer|client|user|guest)s?\b/;

/** A customer who speaks of his own matter needs less to be heard. */
function customerTrouble(e: Evidence, message: Message): number {
  let score = 0;
  if (e.trouble > 0 || ownComplaint.test(message.folded)) score += 2;
  if (e.category && !e.question) score += 1.75;
  if (e.failures > 0) score += e.category ? 1 : 0.75;
  if (e.demand && !e.question) score += 0.75;
  if (e.demand && e.question && e.policyTopic < 2) score += 1.5;
  return score;
}

function policyScore(e: Evidence, message: Message): number {
  let score = 0;
  if (e.question && e.policyTopic > 0) score += 2.5 + Math.min(1, (e.policyTopic - 1) * 0.5);
  else if (e.question && e.policyWord) score += 2.5;
  else if (e.policyWord) score += 1.5;
  else if (e.policyTopic > 1 && e.length <= 16) score += 1;
  if (e.policyWord && e.question) score += 1;
  if (e.customer) score -= 1.5;
  if (e.strongTrouble > 0 && (e.customer || e.person)) score -= 1.5;
  if (message.context.speaker === 'customer' && e.trouble > 0) score -= 1.5;
  if (
    /^(?:那|那么)?(?:普通|一般|重大|[abc][12]?类?|vip|钻卡|金卡|政府|联系人)(?:的|客户|投诉)?(?:的)?(?:呢|怎么办|怎么算|多久)/.test(
      message.folded,
    )
  )
    score += 3;
  if (/(?:客户|有人|人家)?问(?:我|起|了)?.{0,12}(?:怎么|多久|规定|政策)/.test(message.folded) && e.policyTopic > 0)
    score += 1;
  return score;
}

function visitScore(e: Evidence, message: Message): number {
  let score = 0;
  if (e.visitCommand) score += 3;
  if (e.visitVerb > 0) score += 1;
  if (/拜访|走访|上门|登门|驻点|\bvisit\b|\bmeet\b|\bmeeting\b|\bsee\b/.test(message.folded)) score += 1;
  if (e.futureTime) score += 1.25;
  if (e.customer || e.person) score += 1;
  if (e.reason > 0) score += 0.5;
  const party = e.customer || e.person;
  // A party and an hour ahead make an appointment, whatever verb is left out.
  const appointment = party && e.futureHour && !e.report && !e.question;
  if (appointment) score += 1;
  if (e.visitVerb === 0 && !e.visitCommand) score -= appointment ? 0 : e.reason > 0 && e.futureTime ? 0.75 : 2;
  if (e.question && e.policyTopic > 0 && !e.futureTime) score -= 1.5;
  if (e.pastVisit) score -= 2;
  const upset = e.report || e.demand || e.feeling || e.failures > 1;
  if (!e.visitCommand && (e.failures > 1 || e.strongTrouble > 0)) score -= appointment && !upset ? 0 : 1.5;
  if (!e.futureTime && !e.customer && !e.person && !e.visitCommand) score -= 1;
  return score;
}

function taskScore(e: Evidence, message: Message): number {
  let score = 0;
  if (e.ownWork) score += 3.5;
  score += Math.min(1.5, e.task * 0.75);
  if (e.pastVisit && !e.command && e.strongTrouble === 0 && e.failures < 2) score += e.customer || e.person ? 2.75 : 1;
  if (
    /^(?:日志|日程|待办|任务|计划|行程|我的|今日|今天的?(?:事|活|安排|任务))/.test(message.folded.trim()) &&
    e.length <= 12
  )
    score += 2;
  if (e.question && e.policyTopic > 0 && !e.ownWork) score -= 1.5;
  if (message.context.speaker === 'customer') score -= 2;
  return score;
}

function smalltalkScore(e: Evidence, message: Message, acts: readonly Act[]): number {
  const bare = bareWords(message.folded);
  let score = 0;
  if (acts.includes('greeting') || acts.includes('thanks')) score += e.length <= 10 ? 3 : 1;
  if (e.small) score += e.length <= 14 ? 2 : 0.75;
  if (e.grumble && !e.customer && e.strongTrouble === 0) score += 3;
  if (e.grumble && !e.customer && e.strongTrouble > 0 && !e.demand && !e.report) score += 1.5;
  if (bare === '' || /^[\p{Extended_Pictographic}\s]+$/u.test(bare)) score += 2;
  if (message.context.speaker === 'customer' && e.trouble > 0) score -= 2;
  return score;
}

/** The intent with the most behind it; below the floor it is `unknown`. */
export function intentOf(message: Message, parties: Parties, acts: readonly Act[]): Judged {
  const e = gather(message, parties);
  const scores: Array<[Intent, number]> = [
    ['complaint', complaintScore(e, message)],
    ['policy', policyScore(e, message)],
    ['visit', visitScore(e, message)],
    ['task', taskScore(e, message)],
    ['smalltalk', smalltalkScore(e, message, acts)],
    ['help', e.help && e.length <= 24 && !e.customer ? 3.2 : 0],
  ];
  const ranked = scores.sort((a, b) => b[1] - a[1]);
  const [best, second] = ranked;
  if (!best || best[1] < 1.5) return { intent: 'unknown', confidence: 0.3 };
  const margin = best[1] - (second?.[1] ?? 0);
  return { intent: best[0], confidence: Math.round(Math.min(0.99, 0.5 + margin * 0.12 + best[1] * 0.04) * 100) / 100 };
}
