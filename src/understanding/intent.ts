import { bareWords } from './acts.js';
import { inside, type Message } from './message.js';
import { goingTo } from './names/cued-name.js';
import type { Parties } from './names/parties.js';
import type { Act, Intent, TimeReading } from './types.js';
import { failuresIn } from './words/failure.js';
import { churnReports, done, ownWorks, urgency, urgentJobs } from './words/own-work.js';

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
  /** A customer about to leave for a rival, or cards wanted in a hurry, with nothing else gone wrong. */
  churn: boolean;
  urgentJob: boolean;
  /** What was wrong is told to be over. */
  done: boolean;
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

/** 登一条投诉, 接了一单客诉, 来了起投诉. */
const complaintOrder =
  /(?:登|记|录|报|接|收|来|有|提|建|开|受理|新增)(?:到|了|个|一|记|下|条|单|件|笔|起|入|上|又)*(?:客户|重大|紧急|vip|的)*(?:投诉|客诉)(?!的|多久|几|怎|时限|流程|规定|要|该|记录|后|时|步骤|标准)/;
/** 安排:周五15:00…, 帮我约… */
const visitOrder =
  /^(?:请|麻烦)?(?:帮我|给我)?(?:安排|预约|约|订|排)(?!一?下?我)(?:一下|个|下|[::]|(?=[周明后下今\d]))/;
const asked =
  /(?<![\d一二三四五六七八九十两半几早晚])点(?:样|处理|算|搞|解|办)|[做有系]咩|干嘛|干什么|怎么(?:做|办|走|算|处理|写)|谁(?:牵头|负责|来|管)|是[^,。;!?\s]{1,8}还是|[\u3400-\u9fff]{2}(?<![又了])还是[\u3400-\u9fff]{1,6}$|(?:是指|指(?:的是)?|算是?|叫)(?:多|什么|啥|哪)|(?<![好这那十近]|(?<!提)前|后)几[^百千万十乎,。;\s次]|[几多](?:少|久|长|大|急|快|高|低|重|严|次(?!了|没|都))|吗|[么不没](?:\?|$)|([\u3400-\u9fff])不\1|来着|违规|\?|^(?:(?:hi|hello|hey|ok|so|and|please)[\s,]+)*(?:how|what|when|who|which|why|where|can|could|should|must|do|does|is|are|may|will|would)\b/;
const howTo =
  /(?:可以|能)(?:帮我|给我)?(?:做|干|问你?)(?:些|点)?(?:啥|什么)|^这个?怎么(?:弄|搞|用|玩)|^commands?$|有没有说明|怎么跟你|教教?我|怎么玩|怎么上手|(?:怎么|如何|咋)(?:样)?(?:才能)?(?:登|记|录|约|预约|订|改|取消|撤|查|用|操作|添加|新建|提交|导|登记)(?!.*(?:规定|手册|时限|要求|时候))|你(?:都|还)?(?:会|能|可以)(?:帮我)?(?:些|干|做|帮)?(?:点)?(?:啥|什么|哪些|嘛)/;

/** 中午跟钱总吃饭聊续约了: told, not planned. */
const pastVisit = /(?:去|见|聊|谈|拜访|吃饭?|送|跑|走访|陪)[^,。;!?]{0,12}(?<!没)了(?:$|[,。;!\s])/;

const strongTroubles =
  /多收|多扣|断网|断线|停机|上不了网|没信号|故障|乱扣|投诉|不满|退费|打不通|掉线|overcharg|outage|down|complain|furious/;

const ownComplaint = /(?:我|俺)(?:要|想|来)投诉|投诉你们|我要投诉|找你们|举报|曝光|骗子/;

function liesAhead(time: TimeReading, message: Message): boolean {
  return Date.parse(time.start) >= message.context.now - 60_000;
}

function gather(message: Message, parties: Parties): Evidence {
  const { folded } = message;
  const names = parties.customers.map((c) => [c.from, c.to] as const);
  const hits = (list: string): number => message.hits(list).filter((h) => !inside(h, names)).length;
  const question = hits('question') > 0 || asked.test(folded);
  // 接到投诉咋算时限 orders nothing; 登个投诉行吗 does.
  const askedInGeneral =
    question &&
    parties.customers.length + parties.people.length === 0 &&
    message.context.speaker === 'manager' &&
    !/(?:行|可以|好|能)(?:吗|么|不)\??$/.test(folded.trim());
  const troubles = message.hits('trouble').filter((h) => !inside(h, names));
  return {
    length: folded.trim().length,
    command:
      (message.hits('command-complaint').length > 0 && !askedInGeneral) || (complaintOrder.test(folded) && !question),
    visitCommand: message.hits('visit-command').length > 0 || visitOrder.test(folded),
    customer: parties.customers.length > 0,
    person: parties.people.some((p) => p.score >= 2.5),
    trouble: troubles.length,
    strongTrouble: troubles.filter(
      (h) => strongTroubles.test(folded.slice(h.from, h.to)) && folded.slice(h.from, h.to) !== '投诉',
    ).length,
    feeling: message.hits('emotion').some((h) => h.code !== 'calm' && !inside(h, names)),
    report: hits('report') > 0,
    demand: hits('demand') > 0,
    question,
    policyTopic: new Set(message.hits('policy-topic').map((h) => folded.slice(h.from, h.to))).size,
    policyWord: hits('policy-word') > 0,
    task: hits('task'),
    visitVerb: hits('visit-verb') + Number(goingTo.test(folded)),
    reason: hits('reason'),
    futureTime: message.ahead.some((t) => liesAhead(t, message) && t.precision !== 'month' && t.precision !== 'year'),
    futureHour: message.ahead.some((t) => liesAhead(t, message) && t.precision === 'minute' && t.relation !== 'before'),
    pastVisit: hits('past-mark') > 0 || pastVisit.test(folded),
    ownWork: ownWorks.some((shape) => shape.test(folded)),
    churn: churnReports.some((shape) => shape.test(folded)),
    done:
      done.test(folded) &&
      !/(?:没|不|还|未|又)[^,。;!?\s]{0,3}(?:处理|解决|搞|弄|办|修|装|送|通|恢复)|投诉你|要(?:求|赔|退|说法)/.test(
        folded,
      ),
    urgentJob: urgentJobs.some((shape) => shape.test(folded)) && urgency.test(folded),
    help: hits('help') > 0 || (howTo.test(folded) && folded.length <= 16),
    small: hits('smalltalk') + hits('greeting') + hits('thanks') > 0,
    grumble: hits('grumble') > 0,
    category: hits('category') > 0,
    failures: failuresIn(folded),
    headed: [...parties.customers, ...parties.people].some((p) => p.from <= 12),
    signal: hits('signal') > 0,
  };
}

/** May one, must one, is it allowed: asked by a manager of nobody in particular. */
const modal =
  /谁(?:来)?(?:批|定|负责|管|审|签|处理|说了算|牵头|跟)|(?:能|可以|最多|最低|最高)[^,。;!?]{0,6}(?:多低|多少|几折|多高|多大|到几)|(?:要|得|该)[^,。;!?]{0,4}(?:交|报|写|填|做|带|准备)[^,。;!?]{0,4}(?:哪些|什么|啥|几)|(?:能|可以|要|该|算|用|(?<!觉)得|会|需)[^,。;!?]{0,14}(?:吗|么|不)(?:\?|$)|([能可要该算用会])不(?:能|可以|要|该|算|用|会)|违规|合规|\b(?:can|may|should|must|do|need) (?:i|we)\b/;
/** 投诉处理时限, VIP关怀周期: a heading asked for. */
const heading =
  /(?<=[\u3400-\u9fff])(?:时限|标准|周期|频率|权限|额度|流程|步骤|定义|要求|规定|范围|比例|次数|期限|办法|原则|制度|职责|分类|分级|口径|负责制?|条件|材料|指标|话术)(?:是)?(?:多少|啥|什么|多大|多高|多长)?$|^(?:deadline|limit|rule)s?\b/;

function inGeneral(e: Evidence, message: Message): boolean {
  const nobody = !e.customer && !e.person && message.context.speaker === 'manager';
  return (
    nobody &&
    e.question &&
    (e.policyTopic > 0 || modal.test(message.folded) || /客户|用户|\b(?:customer|client)s?\b/.test(message.folded))
  );
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
  if (/客诉/.test(message.folded)) score += 1.5;
  if (e.category && (someone || customerSpeaks) && complainingVerb.test(message.folded)) score += 1.5;
  if (e.feeling) score += customerSpeaks ? 1.5 : someone || e.trouble > 0 ? 1 : 0.25;
  if (e.demand && (e.trouble > 0 || e.failures > 0)) score += 0.5;
  if (customerSpeaks) score += customerTrouble(e, message);
  if (!someone && !customerSpeaks && !e.command && e.strongTrouble === 0) score -= 1;
  const over = e.done && !e.demand && !e.feeling && !e.command && e.failures < 2 && !customerSpeaks;
  if (over) score = Math.min(score - 2, 1.4);
  // Asked in general, with nobody named: about complaints, not one.
  if (inGeneral(e, message) && !e.command) score *= 0.4;
  // Nothing went wrong and nobody is upset: a report, not a complaint.
  const complains = e.category && someone && complainingVerb.test(message.folded);
  const upset = e.feeling && someone && (e.report || e.category);
  // 罗主任说信号只有一格: what a party tells of our trade, and is no praise, plan or wish to buy.
  const tells = someone && e.report && e.category && !e.question && !over && !e.futureTime && !e.churn && e.length >= 8;
  const wrong =
    complains || (tells && !welcome.test(message.folded)) || e.trouble > 0 || e.failures > 0 || e.signal || upset;
  if (!e.command && !wrong && !(customerSpeaks && (e.category || e.feeling || !e.question)))
    return Math.min(score, 1.2);
  // A manager who tells at some length what is wrong, and neither asks nor plans, relays a complaint.
  const relayed =
    wrong && !over && !e.question && !e.grumble && !e.ownWork && !e.futureHour && !e.pastVisit && e.length >= 7;
  const told = customerSpeaks && !e.question && !e.small && e.length >= 8;
  return relayed || told ? Math.max(score, 1.7) : score;
}

const welcome =
  /满意|不错|挺好|很好|感谢|谢谢|表扬|夸|点赞|续约|续签|想(?:办|开|装|加|订|买|升|换套餐)|要(?:办|开|装|加|订|买|升)|考虑|同意|答应|新(?:开|办|装|签)|好用|可以|聊|谈|约/;

/** Verbs that already say it is no praise. */
const complainingVerb = /反映|反馈|抱怨|吐槽|埋怨|嫌|念叨|投诉/;

/** Of the day and oneself, nobody's matter: 困死了, 终于周五了, 被说了一顿, 要是…就好了. */
const chatting =
  /^[唉哎嘿嘻哈呵]+[,。!~\s]*$|要是.{1,14}就好了|^(?:我|今天|真|好|太|都|快|要|人)*(?:困|累|饿|烦|忙|渴|热|冷|无聊|郁闷|难受|头疼|崩溃|晕)(?:死|坏|疯|惨|爆|哭|成狗)?(?:我|人)?(?:了|啊|呀)*$|^(?:终于|又是|又到|快到|总算)(?:到)?(?:周|星期|礼拜|下班|放假|月底|过年)[^,]{0,4}$|^我?(?:快|又|刚|今天|都)*被(?:主管|领导|老板|客户|他们)?(?:说|骂|训|批|逼|折磨|虐)(?:了|得|疯|死|一顿|惨)+$|^这(?:破|鬼|什么)(?:天|日子|班|工作|活)|^你(?:叫|是|多大|几岁|喜欢)(?:啥|什么|谁|了|吗|名)*$/;

/** A person nobody names. */
const somebody =
  /(?:客户|用户|机主|老板娘?|人家|对方)(?:刚|又|也|在|那边)?(?:来电|打|说|反映|反馈|投诉|问|抱怨|找|骂|发火|发飙|很|要|嫌|急|气)|\b(?:customer|client|user|guest)s?\b/;

/** A customer who speaks of his own matter needs less to be heard. */
function customerTrouble(e: Evidence, message: Message): number {
  let score = 0;
  if (e.trouble > 0 || ownComplaint.test(message.folded)) score += 2;
  if (e.category && !e.question) score += 1.75;
  if (e.failures > 0) score += e.category ? 1 : 0.75;
  if (e.category && e.question && e.policyTopic === 0) score += 1.75;
  if (e.demand && !e.question) score += 0.75;
  // Whoever writes to his manager's assistant at some length, and asks nothing, tells a trouble.
  if (!e.question && !e.small && e.length >= 8) score += 0.75;
  if (e.demand && e.question && e.policyTopic < 2) score += 1.5;
  return score;
}

function policyScore(e: Evidence, message: Message): number {
  let score = 0;
  if (e.question && e.policyTopic > 0) score += 2.5 + Math.min(1, (e.policyTopic - 1) * 0.5);
  else if (e.question && e.policyWord) score += 2.5;
  else if (inGeneral(e, message) || (e.question && /客户.{0,3}(?:分|怎么|几|归|谁|哪)/.test(message.folded)))
    score += 2;
  else if (e.policyWord) score += 1.5;
  else if (e.policyTopic > 1 && e.length <= 16) score += 1;
  if (e.policyWord && e.question) score += 1;
  if (!e.customer && !e.person && !e.command && e.length <= 16 && heading.test(message.folded.trim())) score += 2.5;
  if (e.customer) score -= 1.5;
  if (e.strongTrouble > 0 && (e.customer || e.person)) score -= 1.5;
  if (message.context.speaker === 'customer' && e.trouble > 0) score -= 1.5;
  if (
    /^(?:那|那么)?(?:普通|一般|重大|疑难|[abc][12]?类?|vip|钻卡|金卡|政府|联系人|关键人)(?:的|客户|投诉)?(?:的)?(?:呢|怎么办|怎么算|多久)/.test(
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
  const company = party && e.futureTime && !e.report && !e.question && /[跟和陪请约]/.test(message.folded);
  if (appointment) score += 1;
  else if (company) score += 0.75;
  if (e.visitVerb === 0 && !e.visitCommand)
    score -= appointment || company ? 0 : e.reason > 0 && e.futureTime ? 0.75 : 2;
  if (e.question && e.policyTopic > 0 && !e.futureTime) score -= 1.5;
  if (e.pastVisit) score -= 3;
  if (e.ownWork && !e.visitCommand) score -= 1.5;
  const upset = e.report || e.demand || e.feeling || e.failures > 1;
  if (!e.visitCommand && (e.failures > 1 || e.strongTrouble > 0)) score -= appointment && !upset ? 0 : 1.5;
  if (!e.futureTime && !e.customer && !e.person && !e.visitCommand) score -= 1;
  return score;
}

/** A price too high is what rivals live on, not a fault. */
const dear = /贵|涨价|价格?高|资费高|expensive/;

function taskScore(e: Evidence, message: Message): number {
  let score = 0;
  if (e.ownWork) score += (e.failures > 1 && (e.customer || e.person)) || e.command ? 1.5 : 3.5;
  if (e.ownWork && e.question) score += 1;
  const wrong =
    e.command ||
    e.demand ||
    e.strongTrouble > 0 ||
    (e.trouble > 0 && !dear.test(message.folded)) ||
    e.failures > 1 ||
    /投诉|反映/.test(message.folded);
  const wrongStill = e.demand || e.feeling || e.command || e.futureHour;
  const appointment = e.futureTime && e.visitVerb > 0 && (e.customer || e.person) && !e.urgentJob;
  if ((e.churn || e.urgentJob) && !wrong && !e.question && !e.visitCommand && !appointment) score += 3.5;
  score += Math.min(1.5, e.task * 0.75);
  if (e.pastVisit && !e.command && e.strongTrouble === 0 && e.failures < 2) score += e.customer || e.person ? 2.75 : 1;
  if (
    /^(?:日志|日程|待办|任务|计划|行程|我的|今日|今天的?(?:事|活|安排|任务))/.test(message.folded.trim()) &&
    e.length <= 12
  )
    score += 2;
  if (e.question && e.policyTopic > 0 && !e.ownWork) score -= 1.5;
  if (e.ownWork && inGeneral(e, message) && modal.test(message.folded) && !/我|\bi\b|\bmy\b/.test(message.folded))
    score -= 2.5;
  if (e.done && (e.customer || e.person || e.task > 0 || /投诉|单/.test(message.folded)) && !e.question && !wrongStill)
    score += 3.5;
  if (message.context.speaker === 'customer') score -= 2;
  return score;
}

function smalltalkScore(e: Evidence, message: Message, acts: readonly Act[]): number {
  const bare = bareWords(message.folded);
  let score = 0;
  if (acts.includes('greeting') || acts.includes('thanks')) score += e.length <= 10 ? 3 : 1;
  if (e.small || /快乐|愉快|恭喜/.test(message.folded)) score += e.length <= 14 ? 2 : 0.75;
  if (chatting.test(message.folded.trim())) score += 2.5;
  if (e.grumble && !e.customer && e.strongTrouble === 0) score += 3;
  if (e.grumble && !e.customer && e.strongTrouble > 0 && !e.demand && !e.report) score += 1.5;
  if (bare === '' || /^[\p{Extended_Pictographic}\s]+$/u.test(bare)) score += 2;
  if (message.context.speaker === 'customer' && e.trouble > 0) score -= 2;
  return score;
}

/** What stands behind each intent, most first. */
export function rankIntents(message: Message, parties: Parties, acts: readonly Act[]): Array<[Intent, number]> {
  const e = gather(message, parties);
  const scores: Array<[Intent, number]> = [
    ['complaint', complaintScore(e, message)],
    ['policy', acts.includes('skip') ? 0 : policyScore(e, message)],
    ['visit', visitScore(e, message)],
    ['task', taskScore(e, message)],
    ['smalltalk', smalltalkScore(e, message, acts)],
    ['help', e.help && e.length <= 24 && !e.customer ? 3.6 : 0],
  ];
  return scores.sort((a, b) => b[1] - a[1]);
}

/** The intent with the most behind it; below the floor it is `unknown`. */
export function intentOf(message: Message, parties: Parties, acts: readonly Act[]): Judged {
  const [best, second] = rankIntents(message, parties, acts);
  if (!best || best[1] < 1.5) return { intent: 'unknown', confidence: 0.3 };
  const margin = best[1] - (second?.[1] ?? 0);
  return { intent: best[0], confidence: Math.round(Math.min(0.99, 0.5 + margin * 0.12 + best[1] * 0.04) * 100) / 100 };
}
