import { fold } from '../../src/understanding/fold.js';
import { letterCount } from '../engine/answer.js';
import { asksBeyond, asksWhenOrWhether, asksWho } from './inquiries.js';
import { threatens } from './threats.js';
import { isVented, withoutInsults } from './vents.js';

/**
 * What a customer says of himself, clause by clause. `wish`: what we are to do. `asks`: whether or when it will be done; `who`: who has
 * it and how to reach him; `beyond`: what is not his: these three are answered and recorded nowhere. `number`: names a number, or that
 * there is none, and tells nothing else. `calls`: wants a person. `vents`: an insult, a sigh, a question nobody answers, thanks, a word
 * to the assistant. `tells`: what happened.
 */
export type Kind = 'wish' | 'asks' | 'who' | 'beyond' | 'number' | 'calls' | 'vents' | 'tells';

export interface Clause {
  text: string;
  kind: Kind;
}

/** Commas and blanks inside figures part nothing; in Chinese other blanks do. */
const chineseParting =
  /[。;\uFF1B!\uFF01?\uFF1F\n~…、]+|[,\uFF0C](?!\d{3}(?!\d))|(?<=[^\d\s])(?<!号|號)\s+(?=[^\d\s]|[\dx*]{7})|(?<=号|號)\s+(?=[\u3400-\u9fff])|(?<=\d)\s+(?=[^\d\s])/g;
const englishParting =
  /[.;!?\n…]+(?=\s|$)|,\s+(?=(?:and |so |just )?(?:please|i (?:want|need|demand|expect)|refund|fix|restore|send)\b)/gi;
/** Where somebody who dictates without a mark goes on to the next thing. */
const unmarked =
  /(?<=[\u3400-\u9fff\d]{8})(?=(?:然后呢?|完了[我你他就]|结果|結果|后来|後來|而且|还有就是|還有就是|但是|可是|不过|不過|所以|要么|要麼|要不就|再不行|再不然|反正|[你您][说說看](?!过|過|了|的|好|到|见|見|不)|[你您][们們]?(?:看着办|给我|給我|赶紧|趕緊|必须|必須|得给|得給|能不能|可不可以))[\u3400-\u9fff]{4})/;

export function clausesIn(text: string): Clause[] {
  const clauses: Clause[] = [];
  let from = 0;
  const take = (to: number, question: boolean) => {
    for (const part of text.slice(from, to).split(unmarked))
      if (letterCount(part) > 0) clauses.push({ text: part.trim(), kind: kindOf(part.trim(), question) });
  };
  for (const mark of text.matchAll(isChinese(text) ? chineseParting : englishParting)) {
    take(mark.index, /[?\uFF1F]/.test(mark[0]));
    from = mark.index + mark[0].length;
  }
  take(text.length, false);
  return clauses;
}

/** A name written in Chinese makes no Chinese of an English message. */
export function isChinese(text: string): boolean {
  const han = text.match(/\p{Script=Han}/gu)?.length ?? 0;
  return han > 0 && (text.match(/[a-z']{2,}/gi)?.length ?? 0) <= han * 2;
}

function kindOf(clause: string, question: boolean): Kind {
  const said = withoutInsults(fold(clause));
  if (letterCount(said) === 0) return 'vents';
  if (letterCount(said.replace(figures, '')) === 0) return 'number';
  if (isChinese(clause)) return chineseKind(said);
  if (/^(?:no|not any|without a?) (?:particular )?number$/i.test(said)) return 'number';
  if (/^(?:please )?(?:have (?:him|her|someone|somebody) )?call me|speak to (?:a|the|your)/i.test(said)) return 'calls';
  if (asksBeyond(said)) return 'beyond';
  if (asksWho(said)) return 'who';
  if (englishAsks.test(said)) return 'asks';
  if (/^(?:thanks|thank you|cheers|ok|okay|great|fine|that'?s (?:it|all)|nothing else)\b.{0,20}$/i.test(said))
    return 'vents';
  if (
    /^(?:this is )?(?:unacceptable|ridiculous|outrageous|a joke|what a joke|shame on you|hello|are you kidding)/i.test(
      said,
    )
  )
    return 'vents';
  return isEnglishWish(said, question) ? 'wish' : 'tells';
}

const englishAsks =
  /\b(?:guarantee|promise)\b|^(?:and |so |ok |okay |but )?(?:(?:by )?when|how (?:long|soon)|until when) ?(?:will|can|do|does|is|are|$)|^(?:and )?who(?:'s| is| will)?(?: going to)? (?:pay|compensate)|^(?:is it|has it been|are you) (?:fixed|done|solved|refunded)/i;

function chineseKind(said: string): Kind {
  if (asksBeyond(said)) return 'beyond';
  if (asksWho(said)) return 'who';
  if (ownNumber.test(said)) return 'tells';
  if (namesNumber.test(said) && isShort(said) && speaksOfNumber.test(said.replace(figures, ''))) return 'number';
  if (callsSomebody.test(said)) return 'calls';
  if (asksWhenOrWhether(said)) return 'asks';
  if (isVented(said) || (letterCount(said) <= 14 && isImpatient(said))) return 'vents';
  return isWish(said) ? 'wish' : 'tells';
}

/** Longer ones tell something; and no pattern may take long over them. */
const isShort = (said: string): boolean => said.length <= 40;

const figures = /[+\d][\dx*×\s-]{4,}/g;
const namesNumber = /[\dx*×]{5}|号|没有?$/;
/** 就我这个号: told, for his manager knows it. */
const ownNumber = /^(?:就|还|是|我|的|现在|用|打|发|自己|,)*(?:这|本|此)个?(?:手机)?(?:号码?|机)(?:呀|啊|呗|嘛|吧)?$/;
/** 号码是…, 不针对号码, 没有号码的: what is left of a clause once its figures are taken out. */
const speaksOfNumber =
  /^(?:我|俺|的|说|讲|是|就|这|那|个|用|打|错了|应该|写错了?|对|号码?|手机号?|电话|座机|固话|宽带号?|账号|号儿?|尾号|联系|方式|呢|啊|哈|吧|了|哪|某|一|针对|不|没|无|有|木|冇|什么|啥|具体)*$/;

const callsSomebody =
  /(?:给|跟|和)(?:我|俺|老子|咱)(?:们)?(?:回|打|来)(?:个|一个)?电话|(?<!人)(?:回|打|来)(?:我|个|一个|我个)?电话(?:给我|过来|来)?$|(?:回|打)(?:给)?我(?:的)?电话|^(?:请|让|叫|喊)?.{0,4}联系(?:一下)?我|(?:叫|让|请|找|喊|换|转).{0,6}(?:经理|负责人|领导|人工|真人|活人|主管|老板|管事的)|(?:跟|和|找|要|换|转)(?:个)?(?:真人|人工|活人|大活人)(?:说|谈|讲|聊|对话|客服|接|来)?$|不(?:想)?(?:跟|和)(?:你|机器)[^,]{0,4}(?:说|聊|讲|废话)|(?:叫|让|请|找|喊|换)(?!人|师傅|工程师|技术|维修)[^,]{1,5}(?:来|出来|过来|接|接电话|说话|听|出面|(?:跟|和)我(?:说|聊|谈|讲))$|^(?:我问你)?[^,]{1,6}(?:在哪(?:儿|里)?|人呢|去哪儿?了?|死哪儿?去?了?)$|(?:经理|负责人|领导|主管|老板|管事的)呢$|(?:你们|谁是)[^,]{0,3}(?:主管|领导|负责人|老总)(?:是谁|呢|在哪)?$/;

/** 别问了, 说了几遍了: no further question is put to somebody who says so. */
export function isImpatient(text: string): boolean {
  return /别(?:再)?(?:问|啰嗦|烦我|废话)|少(?:废话|啰嗦)|问(?:什么|啥|个屁|那么多)|还(?:要)?问|不是(?:都|刚|已经)?说(?:过)?了|(?:说|讲)(?:过|了)(?:多少|一|几|好几|八百|无数|一百)[遍次回]|(?:刚|早|都|已经)(?:才)?(?:说|讲|告诉)(?:过|你)?(?:了|过了)$|听不懂|自己(?:不会)?查|烦不烦|有完没完|stop asking|i (?:just|already) (?:told|said)/i.test(
    fold(text),
  );
}

/** What people are told to do, in a few characters. */
const deed =
  '(?:退(?!休|出|役|房|货|单|票|学|租|场)|赔|补偿|补(?:给|回|上|发)|修|恢复|弄(?:好|明白|清楚)|搞(?:好|定|清楚)|整(?:好|明白)|解决|处理|处分|开除|道(?:个)?歉|赔礼|查|核(?:实|查|对|减)|解释|说明|改(?:回|过|正|成)?|换(?!来|得|了个)|取消|减免|减|免(?:了|掉|除|单|费)|派(?:人|员|个|师傅|工程师)|打开|[挪移搬](?:走|开)|安排(?:人|个|师傅|工程师)?|来(?:个)?(?:人|师傅)|上门|盯|跟进|打款|到账|撤|拆|注销|关(?:掉|了吧)|停(?:掉|了吧)(?!机)|催(?:一下|一催|催|促)|(?:叫|找|搵|揾|喊)(?:个)?(?:人|师傅)(?:过)?来(?=$|修|整|看|弄|搞|处理|解决)|看看?(?:一下)?(?:到底)?(?:是)?(?:怎么|咋|什么|啥|哪)|重(?:新)?(?:开|做|装|弄|打)|补开|加装|装(?:个|上|好)|解(?:约|封|绑|冻|除)|退订|销(?:户|号|掉|了|$)|(?:自己|负责|来)承担|承担(?:责任|损失|费用)|(?:你们?)?(?:要)?负责(?=赔|$)|不认(?=$|账)|搞掂|开通|开(?=$|一下|起来|回)|接(?:通|上)|给.{0,5}(?:说法|交代|答复|解释|说明|结果|明细|准信|准话|方案|清单|材料|发票|证明)|降(?:回|下)|还(?:我|钱|给我))';
const result =
  '(?:能(?:够)?(?:正常)?(?:用|上|打|通|好|收|发|接|看|登|开)|通(?=$|了|起来)|恢复|正常|好(?=$)|说法|交代|答复|结果|书面|方案|到位|解决|有人(?:来|管)|来人)';
const urging =
  /请(?!问|假|客)|麻烦(?=你|给|帮|尽|快|派|查)|求(?:求)?(?:你|您)|希望|要求(?!我)|赶紧|赶快|赶忙|马上|立刻|立马|立即|尽快|尽早|快(?:点|些)|必须|务必|一定要|给(?:我|俺|老子|咱)|帮(?:我|俺)|(?:要|让|叫)(?:她|他)们?|(?:我|俺|咱)(?:们)?(?:就|只|现在)?(?:要|想|需要)|只要|只求|就行|就好|就可以|别再|不要再|不许再|能不能|可不可以|可否|至少|起码|最少|得给|要给|要么|限你们|要的(?:就)?是|一个要求|唯一的?要求|先(?:给|把|帮|让)|把/;
/** 报表必须交: what must be done by somebody else; 客服说马上: what was promised; 退了三次, 没修好: what was done or not. */
const reported =
  /(?:说|讲|答应|承诺|回复|告诉|通知|让|叫|骗)(?:了|过|好|我|是|的|会|要|们|今天|明天){0,4}(?:马上|尽快|立刻|立即|来|退|修|派|处理|解决|给|查|等|\d|[一二两三四五六七八九十])|(?:没|未|不肯|不给|不让|拒绝|不予|从来|一直|每次|每回|总是|老是|居然|竟然|结果|还是不|就是不|又|至今|迟迟)|[退修赔补查改换派来](?:了|过)(?!吧|算|就|给|它|$)|[退修赔补查改换](?:得|不(?:好|了|出|完))|(?:要|叫|逼|(?<!先|快|能|求)让)(?:我|俺)|^(?:投诉|告|举报|曝光|起诉|申诉)|([\u3400-\u9fff]{1,2})的\1|等(?:到|了)|半天|猴年马月|(?:当时|上次|那次|之前|那天|刚才|早).{0,12}的$|是[^,]{1,8}(?:帮|给|替)(?:我|俺)[^,]{1,6}的$/;

const begins = new RegExp(
  `^(?:那|就|只|我说|反正|不行|要不|不然|[我俺咱你您]们?|不管|现在|今天|今晚|今儿个?|明天|[一二两三四五六七八九十半\\d]+个?(?:小时|天|日|周|分钟)|之?内|以内|之?前|本周|这周|先|再|还有?|也|要|得|并|且|顺便|另外|最好|全|都|全部|统统|一?分不少(?:地)?|多[收扣交][^,多]{0,6})*${deed}`,
);
const closes =
  /(?:该|的|钱|费|款|金|[元块百千万]|把[^,]{1,12})(?:全|都|全部|统统)?(?:退|赔|补|免|减)(?:给?(?:我|俺|我们)?|回来|还给?我?|掉|了)?(?:吧|呗|啊)?$/;
const deeds = new RegExp(deed);
const results = new RegExp(result);

/** An order, a plea, or what would content him; no report of one, and no threat. */
function isWish(said: string): boolean {
  if (threatens(said)) return false;
  const stops = /(?:别|不要|不许|不能|唔好|莫)再|以后(?:别|不要|不许)/.test(said);
  if (stops) return true;
  if (reported.test(said)) return false;
  if (
    /^(?:请)?(?:尽快|赶紧|赶快|马上|立刻|立即|快点|快|现在|即刻|火速)(?:的|吧|啊|呀|些|行不行|好不好|行吗|好吗|可以吗)*$/.test(
      said,
    )
  )
    return true;
  if (/^(?:一个|唯一|就)?(?:一个)?(?:要求|诉求)/.test(said)) return true;
  if (/能(退|赔|补|减|给)多少(?:就|算|是)?\1?多少/.test(said)) return true;
  if (/(?:就|才)(?:行|好|可以|成|算)(?:了|完)?$/.test(said) && letterCount(said) >= 4) return true;
  const orders = urging.test(said) && (deeds.test(said) || results.test(said));
  return orders || (isShort(said) && (begins.test(said) || closes.test(said)));
}

const englishDeed =
  /\b(?:refund|fix|restor\w*|repair\w*|send|someone|somebody|technician|engineer|apolog\w*|cancel\w*|compensat\w*|explain|explanation|money back|back|answer|working|check|look into|stop|reconnect\w*|solution|remove|correct\w*|credit)\b/i;

function isEnglishWish(said: string, question: boolean): boolean {
  if (/\b(?:never|nobody|no one|didn't|did not|hasn't|refused|told me)\b/i.test(said)) return false;
  const urges =
    /\b(?:please|i (?:want|need|demand|expect|would like|just want)|i'd like|we (?:want|need|demand|expect)|you (?:must|need to|have to|should|better)|asap)\b/i;
  if (urges.test(said)) return englishDeed.test(said) && !/\bwant to (?:complain|report)\b/i.test(said);
  return (
    !question &&
    /^(?:and |just |then )*(?:refund|fix|restore|repair|send|give (?:me|us)|apologi[sz]e|cancel|compensate|explain|get (?:it|someone)|reconnect|remove|stop)\b/i.test(
      said,
    )
  );
}
