import { satisfactionIn, toldResult } from '../../../dialogs/due-work/told.js';
import type { Mark } from '../../domain/complaint-step.js';
import type { AnswerResult, ComplaintSort, Satisfaction } from '../../domain/labels.js';
import { fold } from '../../understanding/fold.js';
import type { Edit, Reading } from '../../understanding/types.js';

/**
 * What a message wants with a complaint that is on record. `sure`: the words say so by themselves; else they do only beside a
 * complaint that is named.
 */
export type Meant = { sure: boolean } & (
  | { kind: 'status' | 'files' | 'attach' | 'note' | 'threat' | 'explain' | 'wait' | 'close' | 'reopen' | 'withdraw' }
  | { kind: 'hand-over' | 'department-replied' | 'reassign' }
  | { kind: 'answer'; result: AnswerResult | undefined }
  | { kind: 'follow-up'; satisfaction: Satisfaction | undefined }
  /** An hour was agreed to call back at. */
  | { kind: 'agree' }
  | { kind: 'resume'; replied: boolean }
  | { kind: 'mark'; mark: Mark; on: boolean }
  | { kind: 'sort'; sort: ComplaintSort }
  | { kind: 'correct'; edits: readonly Edit[] }
);

const number = /\b(?:ts|bf)-\d{6}-[0-9a-z]{4}\b/gi;
const label =
  /^(?:最新)?(?:进展|进度|跟进|情况|更新|备注|核查|核实|处理)(?:情况|结果|一下|说明)?(?:\s*[:;,]\s*|\s+)(?=\S)|^(?:note|progress|update)\s*[:;,-]\s*(?=\S)/i;
const pointer =
  /^(?:(?:刚才|刚刚|上次|昨天|今天|之前|上面)?(?:的)?(?:那|这|该|上一?)(?!个?(?:月|周|星期|礼拜|季|年|天|号码|套餐|业务|人|客户))(?:个|一?单|一?件|一?条|一?起|家|边)?(?:投诉|客诉|单子|工单|单|件|事儿?|的)?|的?(?:投诉|客诉|单子|工单)|that (?:one|complaint)|this (?:one|complaint))(?:的)?/i;
/** Points at a matter that is on record, wherever it stands. */
const pointsBack =
  /(?:那|这|上|该)(?:个|一?单|一?件|一?条|一?起)?(?:投诉|客诉|单|件|条|起|事)|(?:那|这)个(?!月|周|星期|套餐|业务|号)|的?(?:投诉|客诉|单子?)(?=怎么|咋|现在|到哪|什么|啥|进展|有|处理|解决|结|办|回|转|标|改|更)|\b(?:that|the|this) (?:complaint|one)\b/i;

export function pointsAtRecord(text: string): boolean {
  const folded = fold(text);
  number.lastIndex = 0;
  return number.test(folded) || pointsBack.test(folded) || label.test(withoutNumber(folded));
}

/** 这单, 那个投诉: no visit and no form is called so. */
export function pointsAtComplaint(text: string): boolean {
  return /[这那该](?:一|个)?(?:单|件投诉|个投诉|起投诉|投诉)/.test(fold(text));
}

/** Deeds that end or halt something. */
export const ending: ReadonlySet<Meant['kind']> = new Set([
  'answer',
  'follow-up',
  'close',
  'withdraw',
  'resume',
  'wait',
]);

/** A customer's trouble is told: whatever its words say of paying back or putting right was asked for, and not done. */
export function takesComplaint({ intent, facts, text }: Reading): boolean {
  if (intent !== 'complaint' || pointsAtRecord(text)) return false;
  return facts.demand !== undefined || /投诉|投訴|反映|complain/i.test(text);
}

/** 登个投诉, 记一下投诉: a new one is asked for in so many words. */
export function registers(text: string): boolean {
  return /^(?:再|又|帮我|给我|我要|要)?(?:登|记|录|建|新增|开)(?:记|录|一?[个下条单件])*(?:新的?)?(?:投诉|客诉)|^(?:new|log|record|file) (?:a )?(?:new )?complaint/.test(
    fold(text).trim(),
  );
}

const wish =
  /^(?:不是|不对|哦|对了)?[\s,]*(?:是|就是)?(?:他|她|他们|客户|对方|人家)(?:那边)?(?:的)?(?:要求|诉求|想要?|要|希望|意思)(?:是|:|,|\s)*(?!我?(?:考虑|商量|想想|等|来|去|找|投诉|走|跟|和))(.{2,60})$/;

/** What the customer wishes, said of nobody by name; null where the words tell no wish. */
export function wishIn({ text, facts, times }: Reading): string | null {
  const said = wish.exec(fold(text).trim())?.[1];
  if (said === undefined || facts.customer !== undefined || facts.contact !== undefined) return null;
  return times.some(({ precision }) => precision === 'minute') && /回|答复/.test(said) ? null : said;
}

function withoutNumber(text: string): string {
  return text.replace(number, '').replace(/^[\s,:;。.]+/, '');
}

/** What is said of the matter, without the words that only name it. Names are those of customer and contact as they are said. */
export function saidOf(text: string, names: readonly string[]): string {
  let rest = withoutNumber(text.trim());
  const known = names.filter((name) => name !== '').toSorted((a, b) => b.length - a.length);
  for (let before = ''; before !== rest; ) {
    before = rest;
    const name = known.find((each) => rest.startsWith(each));
    if (name && rest.length > name.length) rest = rest.slice(name.length).replace(/^的/, '');
    const pointed = pointer.exec(fold(rest))?.[0] ?? '';
    if (pointed.length > 0 && pointed.length < rest.length) rest = rest.slice(pointed.length);
    rest = rest.replace(/^[\s,\uFF0C:\uFF1A、;\uFF1B。]+/, '');
    const labelled = label.exec(fold(rest))?.[0] ?? '';
    if (labelled.length < rest.length) rest = rest.slice(labelled.length);
  }
  return rest.replace(/[\s,\uFF0C]+$/, '');
}

const status =
  /(?:怎么|咋)(?:跟|处理|办|弄|回)的?(?:呢)?[?]?$|(?:怎么回事|咋回事)[?]?$|谁(?:在|来|去)?(?:跟|管|办|接|盯|处理|负责)(?:着|的|呢|啊)?[?]?$|(?:还)?(?:剩|有)多(?:久|长时间|少时间)|(?:什么时候|啥时候|几点|哪天|何时)(?:到期|到点|要回|截止)|(?:怎么样|咋样|怎样|如何)(?:了|啦)?[?]?$|(?:什么|啥)(?:情况|状态|进展|进度)|(?:到|进行到?|走到|办到|处理到)(?:哪|什么|第几)(?:一?步|里|儿|程度)?|(?:有|出)(?:没有?|啥|什么)?(?:结果|进展|消息|下文|回音|动静)(?:了)?(?:没有?|吗|么|呢)?[?]?$|(?:解决|处理|办|查|弄|搞|修|回复|答复|结|回|好)(?:好|完|清|复|掉)?了(?:没有?|吗|么)[?]?$|(?:没|没有)(?:解决|处理完|查清|回复|结)[?]$|^(?:现在)?(?:进展|进度|状态|情况)(?:如何|呢|怎样)?[?]?$|时间线|来龙去脉|(?:详细|具体|仔细)(?:的)?(?:说说|讲讲|看看|情况|经过|说一下)|^(?:说说|讲讲|看看|看一?下)[?]?$|(?<=[单件个])(?:说说|讲讲|看看|看一?下|我看一?下)$|^经过[?]?$|\bhow(?:'s| is| are)\b|\bwhat(?:'s| is) (?:the status|happening|going on)\b|\bstatus\b|\bany (?:news|progress)\b|\bwhere are we\b/;
const files =
  /(?:看|发|给|调|翻|打开|有没有|有哪些|有几个)[^,。;]{0,6}(?:附件|图片|截图|照片|账单图|文件)|^(?:附件|图片|截图|照片)(?:呢|有吗|给我)?[?]?$|\b(?:show|see|open)\b.{0,12}\b(?:files?|attachments?|photos?|pictures?)\b/;
const reassign =
  /(?:改|换|转|移|交|派|分|让|请|给|归|由)(?:交|派|给|由|成|为|到|归)?[^,。;]{0,12}(?:来|去)?(?:跟进?|负责|处理|接手?|接管|盯|管|办)|(?:转|移交|交|派|分|改|换|还|退|拨|划)(?:派|交|回)?(?:给|归|到)|\b(?:reassign|hand over to|give (?:it )?to)\b/;
const withdraw =
  /撤诉|撤(?:回|销|了|掉)(?:了)?(?:这|那|该)?(?:个|单|条|件|起)?(?:投诉|客诉)|投诉(?:撤|不要)了|不(?:再)?(?:投诉|追究|计较)了|\bwithdr(?:ew|aw|awn|ew)\b/;
const markWords = '(?:标|列|定|算|转|升|设|按|报|记|属于|是)(?:记|成|为|作|个|上|了|到)*(?:个|一个)?';
const difficult = new RegExp(`${markWords}疑难|疑难(?:投诉|件|单)|\\bmark.{0,12}difficult\\b`);
const escalating = new RegExp(`${markWords}(?:成|为)?升级|升级(?:投诉|件|单|处理)|要升级|\\bescalat`);
const unmark = /(?:取消|去掉|撤掉?|摘掉?|解除|不算|不是|不再(?:算|是)?|不用标)(?:了)?(?:掉)?(?:疑难|升级)/;
const reopen = /重新(?:打开|开|受理|处理|启动|跟)|(?:重|再)(?:开|打开)(?!发票|票|户|通|机)|\bre-?open/;
const backAgain =
  /又(?:来|打来?|找|闹|催|追|反映|投诉|说)|(?:还是|依然|仍然?|又)(?:没|不|出|坏|断|多|慢|这样|老样子)|没(?:有)?(?:真正?|彻底)?(?:解决|修好|弄好)|反弹|复发|\bagain\b|\bstill (?:not|bad|broken)\b/;
const close =
  /结案|结单|关单|销单|办结|了结|归档|(?:可以|能|就|帮我|把)(?:它)?(?:结|关)(?:了|掉|闭)|^(?:结|关)(?:了|掉|闭)(?:吧|啦)?[。!]?$|\bclose (?:it|this|that)\b|\bclose$/;
const sortWords = /(?:归|算|按|属于|分到?|是|改|划)(?:成|为|到|类)*/;
const sorts: ReadonlyArray<readonly [ComplaintSort, RegExp]> = [
  [
    'not-yet',
    /(?:目前|眼下|暂时|现在|当前)?(?:在)?(?:网络|技术)上?[^,。]{0,3}(?:解决不了|没法解决|无法解决|做不到|办不到)|(?:目前|眼下|暂时|当前|现在)(?:还)?(?:解决不了|没法解决|无法解决)/,
  ],
  ['short-term', /短期(?:内)?(?:可解|能解决?|可以解决|解决)/],
  ['on-the-spot', /当场(?:就)?(?:可解|能解决?|可以解决|能办)/],
];
/** Before a department's name: it is to do something. */
const givesTo =
  /(?<![没未别不])(?:转|移交|转交|转派|派单?|交|提交|报|推|送|流转)(?:单)?(?:给|到|至|去|往|了)?(?:了|给|到)?$|\b(?:hand|pass|send|forward|transfer)(?:ed)?\b.{0,16}\bto\s*(?:the\s)?$/;
const asksOf = /(?<![没未别不])(?:请|找|让|叫|麻烦|联系)(?:了)?(?:一下)?$/;
const helps = /^(?:那边|的人|同事|侧)?(?:去|来|帮|查|核|处理|协助|配合|看|修|派|测|跟|了)/;
/** After it: it has answered. */
const hasSaid =
  /^(?:那边|的?同事|的?人|侧|那)?(?:已经?|刚刚?|今天|昨天|都|也)?(?:回(?:了|复|话|覆|信)|说|反馈|答复|给(?:了|出)?(?:结果|答复|回复|说法)|查(?:到|完|清|明|了)|定位|确认|告诉|来消息|有(?:结果|回复)|\s?(?:replied|says?|said|found))/;
const waits =
  /(?<![没不别])(?:在|还在|先|得|要|需要?|正)?等(?:着|一下|一等)?(?:客户|他|她|对方|人家|用户)?[^,。;]{0,8}(?:补|提供|发|给|送|寄|回|确认|考虑|决定|答复|材料|资料|消息|电话|签|上班|出差|来|到)|(?:客户|他|她|对方)(?:说)?(?:要|还要|再)?(?:考虑|商量|想)(?:一下|几天|两天)?|\bwait(?:ing)? for (?:the )?(?:customer|client|him|her|them)\b/;
const customerCame =
  /(?:客户|他|她|对方|人家|用户)?(?:已经?|刚|终于|都|把)*[^,。;]{0,6}(?:补|发|送|提供|交|给|寄|回)(?:来|过来|齐|到|全|复|给我|上来)(?:了|$)|(?:材料|资料|账单|单据|截图|合同)(?:已经?|都|全)?(?:到|齐|收到|补|拿到)(?:齐|到)?了|(?:客户|他|她|对方)(?:回|答复|确认)了|\b(?:customer|client|he|she) (?:sent|replied|came back|confirmed)\b/;
const goesOn = /不用(?:再)?等(?:了|客户)|(?:继续|接着|恢复)(?:处理|办|跟|计时)|\b(?:resume|go on)\b/;
const followUp = /回访|\bfollow(?:ed)?[- ]?up\b/;
const explained =
  /(?<![没未不])解释(?:了|过|清|完|好|一遍|一下|一次)|(?:做|给)了?(?:客户|他|她)?解释|(?:跟|给|向|和)(?:客户|他|她|对方)[^,。;]{0,6}(?:说明|解释)|说明(?:了|过)(?:情况|原因|来龙去脉)|\bexplained\b/;
const customerSays =
  /客户|他|她|对方|人家|用户|\b(?:customer|client|he|she|they)\b|坚决|死活|说什么(?:也|都)|认可|满意|接受|同意|谈崩|谈不拢|没谈拢/;
/** 再不处理就去12315, 要找记者: about the complaint that is open, no trouble of its own. */
const threat =
  /(?:要|说|威胁|扬言|打算|准备|再不|否则|不然|就)[^,。;]{0,10}(?:投诉到|告(?:到|你们)?|曝光|找|去|打|上|发)[^,。;]{0,8}(?:工信部|12315|12300|12345|12381|通管局|管局|消协|媒体|记者|电视台|法院|律师|集团|总部|你们领导|上级)|(?:要|就|说)[^,。;]{0,4}(?:走法律|起诉|打官司|曝光|解约|换运营商|全部转网)|\b(?:regulator|lawyer|the press|sue)\b/;
/** He came back about the same thing: 又打来催, 还没收到. */
const chasing =
  /又(?:来|打|找|闹|催|追|问|说|在)|来?催(?:了|问|得)|还(?:是)?没(?:有)?(?:收到|解决|好|修|退|来|弄|处理|恢复|到账|动静)|\b(?:called|wrote) again\b/;

/** The customer asks after, or presses, what is on record; a message that takes a complaint in so many words is none. */
export function chases(text: string): boolean {
  const folded = fold(text);
  return chasing.test(folded) && !/投诉|登记|登个|反映/.test(folded);
}

const learnt =
  /(?<![没未])(?:跟|和|给|向)[^,。;]{1,8}(?:说|讲|沟通|交代|聊)(?:了|过|清)|(?<![没未])(?:查(?:到|清|明|出|实|过|了)|核(?:实|对|查)(?:了|过|到|完|出)|定位(?:到|了)|排查(?:了|到|完|出)|找到(?:了)?(?:原因|问题)|确认(?:了|是)|原因(?:是|找到|在|出在)|原来是|是因为|问题(?:是|出在|在)|发现)|(?<![说讲])(?:也|都)?(?:问|查|看|核|测)(?:过|了)(?!吗|没|么)|(?:已经?|刚刚?|正在|在)(?:联系|通知|安排|派|申请|提交|报|催|查|核|跟|约|测|修|处理|协调|走流程|退|补|办|抢修)|(?:催|约|测|派|修|换|退|补|申请|联系)(?:过|好|完)?了|(?:师傅|工程师|技术|后台)[^,。;]{0,8}(?:去|到|上门|在|说|会)|明天[^,。;]{0,6}(?:上门|去|修|查|办)|\b(?:found|checked|it turns out|because)\b/;

/** 联系人电话是139…: told for what is on record. */
const phoneSaid =
  /^(?:把|那)?(?:这个|该)?(?:客户|联系人|对方|他|她|[\u3400-\u9fff]{1,6}?)?的?(?:联系)?(?:电话|手机|号码|联系方式)(?:号码?|号)?(?:是|为|:|改成|换成|应该是|,)?\s*((?:\+?86)?1[3-9]\d{9})[。.]?$/;

/** 按重大, 改成一般: a weight named anew. */
const weightSaid = /^(?:按|算|定|标|改|升|降|列|当)?(?:成|为|作|到)?(重大|一般|普通)(?:投诉)?(?:盯|处理|办|算|吧|的)*$/;

function weightEdit(weight: string): Edit {
  return { field: 'severity', from: null, to: weight === '普通' ? '一般' : weight };
}

/** A question, which is no deed. */
const asks =
  /[?]|[吗么呢]$|谁(?:在|来|去)?(?:跟|管|办|接|盯|处理|负责)|为(?:什么|啥)|多久|几天|几个小时|怎么(?:办|做|处理|写|算|转|跟)|谁(?:来|负责|处理)|能不能|要不要|可不可以|是不是|是否|时限|规定|\b(?:how|what|when|who|should|can i|may i|must)\b/;
/** 先看是不是直放站坏了: what somebody is to find out is no question of the speaker's. */
const embedded =
  /(?:看看?|查查?|核|问问?|确认|了解|搞清|弄清)(?:下|一下|清楚)?(?:到底)?(?:是不是|是否|能不能|要不要|有没有|为什么|怎么)/g;
const answered =
  /(?<![没未别不])(?:回|答)(?:复|覆)?(?:了|过|完)(?!吗|没)|(?<![没未])(?:回|打)(?:过|了)(?:了)?(?:电话|话)|(?<![没未])(?:回|打)(?:电话|话)(?:过|了)|\b(?:answered|replied|got back to|called (?:him|her|them) back)\b/;

/** 「远帆那单我来跟」: a supervisor takes it over himself. */
const takesItself =
  /我(?:自己|亲自)?来(?:吧)?[。!]?$|我(?:自己|亲自)?(?:来|先|去)*(?:跟进?|接手?|盯|办|处理|负责|管|回|答复)(?:着|吧|了|一下|好了)*[。!]?$|\bi(?:'ll| will) (?:take|handle) (?:it|this|that)\b/;

const agreed =
  /^(?:那边|他|她)?(?:已经?|都|也)?(?:说|讲|表示)?(?:行|好|可以|没事|没意见|ok|认可|满意|同意|接受)(?:了|的|吧)?(?=$|[\s,.;。!])/;

/** 约了明早十点前回唐厂长, 答应他三点前答复 */
function agreesTime(plain: string, names: readonly string[]): boolean {
  const them = [...names.map(fold), '他', '她', '客户', '对方'].join('|');
  return new RegExp(
    `(?:前|点|半|分|刻|上午|下午)(?:一定|再|给)*(?:回(?!访)(?:复|电话?|话|个话)?|答复|给)(?:${them})`,
  ).test(plain);
}

/** A department has answered, said at the head: no story of a customer's. */
export function headedByDepartment(text: string, department: string | null): boolean {
  const at = department === null ? -1 : fold(text).indexOf(fold(department));
  return at >= 0 && at <= 6 && !/说|反映|投诉|反馈|来电/.test(fold(text).slice(0, at));
}

/** The speaker looked into it himself: 问了, 查清了. */
export function looksInto(text: string): boolean {
  const folded = fold(text);
  const at = folded.search(/(?:问|查|看|核|测)(?:过|了|到|清|明|出)|原因|原来是|是因为/);
  return at >= 0 && !/说|反映|投诉|反馈|来电|打来/.test(folded.slice(0, at));
}

/** Who is named beside the customer. */
export interface Named {
  colleague: boolean;
  /** He who speaks may give a complaint to himself. */
  leads: boolean;
  /** A department, as it is said. */
  department: string | null;
  /** Customer and contact, as they are said. */
  names: readonly string[];
  /** An hour to come is named. */
  timed?: boolean;
}

/** The first of these that fits is meant. */
export function meantBy(text: string, edits: readonly Edit[], named: Named): Meant | null {
  const folded = fold(text);
  const plain = withoutNumber(folded);
  const labelled = label.test(plain) || label.test(fold(saidOf(text, [])));
  const is = (pattern: RegExp) => pattern.test(plain);
  const sure = true;
  if (!labelled && is(status)) return { kind: 'status', sure: false };
  if (is(files)) return { kind: 'files', sure };
  if ((named.colleague && is(reassign)) || (named.leads && is(takesItself))) return { kind: 'reassign', sure };
  if (is(withdraw)) return { kind: 'withdraw', sure };
  if (edits.length > 0) return { kind: 'correct', edits, sure: false };
  const phone = phoneSaid.exec(plain)?.[1];
  if (phone) return { kind: 'correct', edits: [{ field: 'phone', from: null, to: phone }], sure: true };
  const bare = fold(saidOf(text, named.names));
  const weight = weightSaid.exec(bare)?.[1];
  if (weight) return { kind: 'correct', edits: [weightEdit(weight)], sure: false };
  if (!labelled && asks.test(plain.replace(embedded, ''))) return null;
  if (named.timed && agreesTime(plain, named.names)) return { kind: 'agree', sure: false };
  const marked = listed.test(plain) ? null : marksIn(plain);
  if (marked) return { ...marked, sure };
  if (is(reopen)) return { kind: 'reopen', sure };
  if ((is(close) || close.test(bare)) && !/[?吗么]$/.test(plain)) return { kind: 'close', sure: false };
  const sort = sorts.find(([, pattern]) => pattern.test(plain));
  if (sort && (sortWords.test(plain) || plain.length <= 12)) return { kind: 'sort', sort: sort[0], sure: false };
  const settled = agreesTo(plain, named.names);
  const step = settled ? null : departmentStep(plain, named.department);
  return step ?? stepsIn(plain, labelled, named.names.length > 0);
}

/** 孙薇说行, 唐厂长认可: the customer's own word ends it, whatever a department said before. */
function agreesTo(plain: string, names: readonly string[]): boolean {
  return names.some((name) => {
    const at = plain.lastIndexOf(fold(name));
    return at >= 0 && agreed.test(plain.slice(at + name.length));
  });
}

/** 升级投诉有哪些: those that are marked are asked for, and none is marked. */
const listed =
  /哪些|哪几|几[个件单起家]|多少|有没有|清单|列(?:一下|出)|^(?:看看?|查)|(?:投诉|单)?(?:进展|情况)$|\b(?:which|any|list)\b/;

function marksIn(plain: string): { kind: 'mark'; mark: Mark; on: boolean } | null {
  const on = !unmark.test(plain);
  if (difficult.test(plain) || /^(?:取消|去掉)?疑难$/.test(plain)) return { kind: 'mark', mark: 'difficult', on };
  return escalating.test(plain) || /^(?:取消|去掉)?升级$/.test(plain) || (!on && plain.includes('升级'))
    ? { kind: 'mark', mark: 'escalating', on }
    : null;
}

/** A department is given the matter, or has answered. */
function departmentStep(plain: string, department: string | null): Meant | null {
  const at = department === null ? -1 : plain.indexOf(fold(department));
  if (department === null || at < 0) return null;
  const [before, after] = [plain.slice(0, at), plain.slice(at + department.length)];
  const given = givesTo.test(before) || (asksOf.test(before) && helps.test(after));
  if (given) return { kind: 'hand-over', sure: true };
  return hasSaid.test(after) ? { kind: 'department-replied', sure: true } : null;
}

/** Somebody of the matter is spoken of by a bare pronoun: 刚跟她说了, 他又打来催. */
export function speaksOfThem(text: string): boolean {
  return /(?:^|[^其])(?:他|她)(?:们)?(?!说的是|们公司)|那边|对方/.test(fold(text));
}

/** What was done with the customer, then what was found out. */
function stepsIn(plain: string, labelled: boolean, somebody: boolean): Meant | null {
  const is = (pattern: RegExp) => pattern.test(plain);
  const sure = true;
  const result = toldResult(plain);
  if (is(followUp) && /了|过|完|好/.test(plain))
    return { kind: 'follow-up', satisfaction: satisfactionIn(plain), sure };
  if (result === 'refused') return { kind: 'answer', result, sure };
  if (is(goesOn)) return { kind: 'resume', replied: false, sure };
  if (is(waits)) return { kind: 'wait', sure };
  if (is(answered)) return { kind: 'answer', result, sure: false };
  if (result !== undefined && result !== 'explained' && (somebody || is(customerSays)))
    return { kind: 'answer', result, sure: false };
  if (is(customerCame)) return { kind: 'resume', replied: true, sure: false };
  if (is(threat)) return { kind: 'threat', sure: false };
  if (is(backAgain)) return { kind: 'reopen', sure: false };
  if (is(explained)) return { kind: 'explain', sure: false };
  if (labelled) return { kind: 'note', sure };
  return is(learnt) ? { kind: 'note', sure: false } : null;
}
