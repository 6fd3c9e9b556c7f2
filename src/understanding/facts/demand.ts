import { fold } from '../fold.js';
import { type Clause, inside, type Message } from '../message.js';

/** Where in the text the wish stands, and its words. */
export interface Demand {
  text: string;
  spans: Array<[number, number]>;
  /** Of these, the ones that tell nothing of what happened (今天退费, but not 把上月多扣的66退了). */
  bare: Array<[number, number]>;
}

/** A wish that says what went wrong on its way. */
const tellsTrouble =
  /[多错乱误重][收扣交付算]|多出|扣的|断的|停的|坏的|没[\u3400-\u9fff]{1,4}的|欠的|少[给返退]的|弄明白|是[什啥]|为[什啥]|凭[什啥]|怎么/;

/** Lead-ins that are no part of the wish itself. */
const leadIn =
  /^(?:(?:他|她|客户|对方|人家|那边|我|俺|侬|们|现在|就|只|还|也|都|说|又|坚决|反正|总之|主要|最后|明确|并且?|而且|所以|那|另外)*)(?:强烈要求|坚决要求|坚持要求|必须|务必|要求我们|要求你们|要求|诉求就?是|诉求|希望我们|希望你们|希望能|希望|想让我们|想让|就想|只想|想要(?!个)|非要|就要|要我们|要你们|让我们|让你们|叫我们|叫你们|(?:烦请|劳驾|敬请|恳请|并?望)(?:你们|您|贵[司方部]|贵公司)?|请(?:贵[司方]|贵公司)|让(?=今|明|后|马上|尽|立|赶|派|给|退|换|改|查|修|补|赔|取消|恢复|停|关|销|核)|叫(?=今|明|马上|尽|立|派)|麻烦你们|麻烦|请你们|请|要(?!不|是|么|个)|催(?:着|促)?(?:我们|你们)?|想(?=取消|退|换|改|查|关|停|销|补|办|恢复|注销|要回)|有空(?:的时候)?|帮忙?我?(?=查|看|核|改|退|关|停|处理|恢复|开|弄|解决)|你|您)\s?[:]?/;
const englishLeadIn =
  /^(?:and\s+)?(?:(?:he|she|they|customer|client|i|we)\s+)?(?:would like|wants?|demands?|asks?(?:ed|ing)?(?:\s+for)?|requests?|insists?(?:\s+on)?|please|pls|plz|kindly)\s+(?:us\s+to\s+|to\s+)?(?:(?:it|this|that|them)\s+(?:to be\s+)?(?=refunded|fixed|restored|repaired|cancelled|canceled|replaced|corrected|resolved|back|done|sorted))?/;
const continues =
  /^(?:再|并|还要|还得|还有|然后|同时|另外还|以及|和|给|把|否则|不然|不给|今天|今晚|明天|必须|马上|尽快|立刻|最好|要|当面|书面|\d)/;
const threat = /^(?:否则|不然|要不然|再不|不给)/;

/** What is done for a customer, and how an order for it ends: 退了就行, 换掉, 给弄一下. */
const done =
  '(?:退(?:钱|款|费|还|回|返|差价)?|赔(?:钱|偿|付|礼|不是)?|补(?:偿|发|回|上)?|换(?:回|新)?|修(?:好|复)?|改(?:回|正|好)?|撤(?:销|掉)?|关(?:掉|停)?|停(?:掉|了)?|拆(?:机|掉)?|查(?:清楚?|明白?|实|一查)?|核(?:实|查|减|销)?|减(?:免|掉|半)|免(?:掉|除)|开(?:通|回)|恢复|道(?:个)?歉|解决|处理|取消|解释|说明|解除|更换|重(?:开|办|装|发)|派人|整(?:明白|好|利索)|弄(?:好|一下|清楚)|搞(?:好|定)|给个?(?:说法|解释|交代|答复|准信|准话|结果|时间|明细)|refund|compensat|restor|fix|repair|apolog|cancel|replace)';
const hurried =
  '(?:麻溜儿?|快点?|赶紧|赶快|马上|立刻|立即|即刻|尽快|尽早|今天(?:之?内)?|今晚|明天|本周(?:内)?|限?[一二两三四五六七八九十\\d]+(?:天|小时|日)之?内?|必须|都|全|能|有空|方便|麻烦|帮忙?我?|给我|帮他|给他|把[^,]{1,10}|钱|费用?|就)';
/** A bare order behind the story; what tells of a thing done (退了三次) or not done (没退) is none. */
const imperative = new RegExp(
  `^(?:那|我要|请|就|只要|你们?)*${hurried}*(?:给|帮)?${done}(?:了|掉|回来|出来|一下|给(?:我|他|她|他们)|我|他|她)*(?:(?!的|完|得|上)[^,了过没不反更还又才完]{0,10}|(?:就|才)?(?:行了?|好了?|可以了?|得了|算了|完事|成))$`,
);
/** The order for nothing but the thing itself at the end of a clause: 有空给弄一下, 多扣的退给我. */
const ordered = new RegExp(
  `(?<![又刚已才都说不没])(?:给|帮|把)(?:我们?|他们?|她们?|咱们?)?[^,。;!?没不已过]{0,10}${done}(?:(?<=[退赔修补]|恢复|解决)了|掉|回来|一下|给我|给他|给她|回去)?$`,
);
const asking =
  /(?:想|要|就)(?:问|知道|弄)(?:一下|个)?(?:清楚?|明白)?|问(?:问|一下)?(?:能不能|可不可以|可以不可以|能否|啥时候|什么时候|几时)|要么/;

const urging =
  /(?:让|叫|限|盼|(?<!申)请求?|得|谁|催)(?:你们|我们|咱们?|我)?(?=今|明|这周|这个?月|本|周|派|后天|本周|月底|马上|尽快|立|赶|派|给|修|退|查|换|恢复|赔|帮|把|改|弄|找|看|安排|过来|核|补|删|关|取消|撤|重|道歉|三天|两天|[\d一二两三四五六七八九十半]+(?:个)?(?:天|小时|分钟|钟头))|(?:(?:今|明|后)[天晚早日]|[周下]?[一二三四五六日]?|[\d一二两三四五六七八九十]+[点号])[^,。;!?]{0,4}之?前(?:必须|一定|务必)?(?:要|得)(?:好|通|修好|恢复|弄好|能用|开通|装好|解决|有结果)|要么[^,。;!?]{1,10}要么|(?:想|就想|只想)?把[^,。;!?]{1,18}(?:退|还(?!没|是|不|有|在|得)|停掉|取消|改|(?<!装)修|恢复|补|撤|清|解决|要回)|能不能(?=今|明|尽快|马上|帮|给|把|派|减|退|换|先|早|快)|(?:想|要)(?=申诉|换(?:客户)?经理|换人)|(?:要|求)(?=赔|退|查|降|拦|减|换|修|恢复|道歉|统一|补|免|重)/;

/** 要退, 他要换: the verb itself, unless it only announces (要来, 要开会) or belongs to another word. */
const wanted =
  /(?:^|[他她户方我人])要(?!不|是|么|来|去开|投诉|登|记|报|进会|开会|下班|到了|命|紧|饭|素|点|死|疯|哭|炸|走|签|办|开始)[\u3400-\u9fff]/;
/** 去工信部告你们, 要找记者: what is threatened is no wish. */
const threatened =
  /^(?:再不[^,。;!?]{1,8})?(?:我|他|她|们|都|就|只好|只能|一定|肯定|非要|必须|真的?|那|现在|马上|明天|直接|也|还|说|想|要|准备|打算|考虑|得|会)*(?:去|找|上|到|打|向)?(?:工信部|通管局|管局|法院|消协|记者|媒体|律师|电视台|报社|12300|12315|12345|110|市长热线|网上|抖音|微博|派出所)?(?:去)?(?:告|投诉|举报|起诉|曝光|报警|反映|发帖|打官司|说理|评理|说说|反映情况|走法律|法庭见)(?:你们|他们|我们|咱们|到底|一下|去|的|了|啊|吧|途径|程序)*$/;
/** 不退违约金就找记者: what must be done for the threat to end. */
const unless =
  /(?:再不|要是不|如果不|若不|不给我?们?|不)((?:退|赔|补|修|换|处理|解决|恢复|道歉|减|免|取消|开通|改)[^,。;!?\s]{0,8}?)(?:的话|好)?(?:[,\s]?(?:就|我就|他就|马上|那就))(?!行|好|可以)/;
/** 有空看看, 麻烦给改一下, 想取消那个会员, 先抢通再说, 催今天开通: gentle, hasty and everyday ways to ask. */
const gentle =
  /(?:蹲|求|等|要|来)一?个(?:解释|说法|答复|结果|交代)[^,。;!?]*|^(?:那就|你们)?(?:赔|退|还)(?:给)?(?:我|咱)们?[^,。;!?了没]{1,14}$|(?:损失|费用|后果|医药费)(?:由|让|得|要)?(?:你们?|贵[司方])[^,。;!?]{0,4}(?:赔|出|承担|负责)[^,。;!?]*|能(?:派|安排|来人?|帮忙?|尽快)[^,。;!?]{1,10}(?:吗|不|么|嘛)$|(?:有空|方便的?话?|抽空|得空|啥时候|什么时候)(?:的时候)?(?:帮忙?|给|来|去|派人)*(?:看看|看一下|看下|查查|查一下|处理|弄|修|检查|瞧瞧|睇下)|麻烦(?:你们?|您|给|帮忙?|再|尽快|赶紧|安排|核|查|看|处理|改|退|修|换)[^,。;!?]*|(?:^|[我他她户们])(?:就|只|现在)?想(?:要?)(?:取消|退|换|改|查|关|停|销|补|升级?|降|办|恢复|退订|解绑|注销|申诉|要回|知道|搞清|弄清|了解|拿回)[^,。;!?]*|先(?:抢|恢复|接|修|弄|通|退|给|帮)[^,。;!?]{0,8}再说|(?:催|急着|等着)(?:我们|你们|咱们?)?(?=(?:今|明|马上|赶紧|尽快|快|必须)[^,。;!?]{0,8}(?:修|开|通|装|办|处理|解决|来|恢复|好))|(?:快点|赶紧|赶快|马上|立刻|即刻|(?<!很|太|尽|那么|这么)快(?=派|来[修人处]|修|给|帮|恢复|退|解决|装))(?:给|帮|派|让|放|把|来|去|修|退|开|恢复|处理|解决|拆|关|停|换|装|办|查|整|弄)[^,。;!?]*|帮(?:我|忙)(?:看|查|核|改|退|关|停|取消|处理|弄|恢复|开通|解决)[^,。;!?]*|(?:多扣|多收|多交|错扣|错收|重复|剩下|余下)[^,。;!?]{0,8}退(?:到|给|回|还)[^,。;!?]*|能不能(?:退|赔|补|换|改|给|帮|减|免|取消|快|早|别)[^,。;!?]*|(?:帮我?)?(?:查|看|核)(?:一?下|查|看看|看)(?:到底)?(?:是)?(?:为什么|怎么回事|原因|[啥什]么?情况|为啥|怎么)[^,。;!?]*|(?:烦请|劳驾|敬请|恳请|尽速|请尽速|请(?:于|在|加急|速|即|予以|协助|协调)|(?:^|并)望(?!着|远|闻|了|见)|要(?:写|出|给)个?(?:书面|情况)?(?:说明|说法|检讨|报告)|请(?:贵|你|我)(?:司|方|公司|单位))[^,。;!?]*|(?:请|麻烦)(?:严肃|认真|妥善|核对|核实|查|处理|解决|恢复|安排|尽快|退|回复|答复|联系)[^,。;!?]*/;
/** 客服每次都说马上处理, 马上到现在一周: what was promised, how long it lasts. */
const promised =
  /(?:客服|热线|师傅|营业员|你们|他们|经理|每次|每回|一直|总是|总|老是|答应|承诺|只会|光|就会)(?:都|每次|总|就|跟我|只)*(?:说|讲|回复|答应|承诺)[^,。;!?]{0,4}(?:马上|尽快|立刻|立即|很快|处理|解决|安排|联系|修|退)|^(?:马上|立刻)到(?:现在|今天)|(?:是不是|难道)(?:非要|非得|一定要|要)/;
/** 还要修几次, 要等到什么时候: no wish but a reproach. */
const askedHow =
  /(?:要|得)(?:我|让我)?(?:修|等|跑|打|换|催|投诉|拖|扣|折腾)[^,。;!?]{0,4}(?:几|多少|多久|什么时候|啥时候|何时)/;
/** 换个手机也一样, 退费比谁都慢: the verb of a wish in a telling. */
const telling =
  /(?:就|又|还|直接|竟然?|居然|老是?|总|莫名其妙|莫名)给(?:我们?|他们?|她们?|人家?)[^,。;!?]{0,3}(?:停|关|断|删|封|扣|改|换|取消|销)|^(?:换|退|修|改|补|查|停|关|开)[^,。;!?]{0,10}(?:也|都|还是?|才|比|就是|得|过)(?!给)[^,。;!?]{0,8}(?:一样|没用|不行|慢|没|不|这样|白|断|掉)|^(?:换|退|修|改|补|查)(?:了|过|个|来|一)[^,。;!?]{0,8}(?:还是|也是|又|照样|依然|没|都)/;

/** 按要求, 合同要求 speak of a requirement; 没要求 of none. */
const noWish = /(?:新|不|没|没有|无|按照?|合同|公司|上级|领导|规定|政策|制度)$/;

/** Where a wish begins in a clause: a word of the list, a bare order, an urging, or 要 as a verb. */
function wishAt(message: Message, clause: Clause, names: ReadonlyArray<readonly [number, number]>): number | undefined {
  const said = message.folded.slice(clause.from, clause.to);
  const price = unless.exec(said);
  if (price?.[1]) return clause.from + price.index + price[0].indexOf(price[1]);
  if (promised.test(said) || askedHow.test(said)) return undefined;
  if (threatened.test(said) || telling.test(said)) return undefined;
  if (imperative.test(said) && clause.from > 0) return clause.from;
  const places: number[] = [];
  const asked = gentle.exec(said);
  if (asked) places.push(clause.from + asked.index + (/^[我他她户们](?=就|只|现在|想)/.test(asked[0]) ? 1 : 0));
  const order = said.length <= 24 ? ordered.exec(said) : null;
  if (order && clause.from + order.index > 0) places.push(clause.from + order.index);
  const question = asking.exec(said);
  if (question && message.folded.slice(0, clause.from) !== '') places.push(clause.from + question.index);
  for (const hit of message.hits('demand')) {
    const within =
      hit.from >= clause.from && hit.to <= clause.to && !inside(hit, names) && message.folded.charAt(hit.to) !== '的';
    if (within && !noWish.test(message.folded.slice(Math.max(clause.from, hit.from - 3), hit.from)))
      places.push(hit.from);
  }
  const urged = urging.exec(said);
  if (urged) places.push(clause.from + urged.index);
  const verb = wanted.exec(said);
  if (verb) places.push(clause.from + verb.index + (said.charAt(verb.index) === '要' ? 0 : 1));
  return places.length === 0 ? undefined : wishStart(message, clause, Math.min(...places));
}

/** 今晚必须能用: a few words before the wish that tell no story belong to it. */
function wishStart(message: Message, clause: Clause, at: number): number {
  const lead = message.folded.slice(clause.from, at);
  return lead.length <= 6 &&
    /^(?:今[天晚早日]?|明[天早晚]?|后天|本?周[一二三四五六日末]|月底前?|再|那就|就|你们|我们|他们?|她们?|客户|现在|最好|\d|点|之?前|内|小时|[一二三四五六七八九十两]|上午|下午|晚上)*$/.test(
      lead,
    )
    ? clause.from
    : at;
}

/** 退违约金就找记者曝光: the wish ends where the threat begins. */
function wishEnd(message: Message, from: number, to: number): number {
  const threatens =
    /(?:的话)?(?:我|他|她|他们)?就(?:去|要|找|上|告|投诉|曝光|起诉|换|携|转|走|解约|不续|退网|销|不用|不干|法庭|撤|报警|举报|全|都|再也不)/.exec(
      message.folded.slice(from, to),
    );
  return threatens && threatens.index > 1 ? from + threatens.index : to;
}

/** 退, 修, 赔: a wish of one character, folded or not. */
const oneCharacter = /^[退修赔賠换換查补補还還免减減停拆撤改]$/;

function withoutLeadIn(text: string, folded: string): string {
  const lead = leadIn.exec(folded)?.[0].length ?? englishLeadIn.exec(folded)?.[0].length ?? 0;
  return text.slice(lead).trim();
}

/**
 * What the customer wants: from the word that says so to the end of its clause, and the clauses that go on with it.
 * `要求今天退费` → 今天退费.
 */
export function demandOf(message: Message, names: ReadonlyArray<readonly [number, number]>): Demand | undefined {
  const parts: string[] = [];
  const spans: Array<[number, number]> = [];
  let open = false;
  for (const clause of message.clauses) {
    const wish = wishAt(message, clause, names);
    const folded = message.folded.slice(clause.from, clause.to);
    const goesOn = open && !wish && continues.test(folded) && !threat.test(folded) && clause.to - clause.from <= 16;
    if (wish === undefined && !goesOn) {
      open = false;
      continue;
    }
    const from = wish ?? clause.from;
    const to = wishEnd(message, from, clause.to);
    const said = withoutLeadIn(message.text.slice(from, to), message.folded.slice(from, to));
    if (/^(?:帮忙)?看(?:看|一?下)(?:吗|吧|呗|嘛)?$/.test(fold(said)) && message.context.speaker === 'customer')
      continue;
    if ((said.length < 2 && !oneCharacter.test(said)) || parts.length >= 4) continue;
    parts.push(said);
    spans.push([from, to]);
    open = true;
  }
  if (parts.length === 0) return undefined;
  const bare = spans.filter(
    ([from, to]) => !tellsTrouble.test(message.folded.slice(from, to)) && message.folded.charAt(from - 1) !== '不',
  );
  return { text: parts.join(','), spans, bare };
}
