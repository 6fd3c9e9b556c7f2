import { askedIn, isAll, tellsTrouble, wishesIn } from '../../../dialogs/customer-chat/dialog.js';
import { letterCount } from '../../../dialogs/engine/answer.js';
import type { Draft } from '../../../dialogs/engine/draft.js';
import type { Reading } from '../../understanding/types.js';

const standingWords =
  /怎么样了|怎麼樣了|咋样了|进展|進展|进度|進度|处理到哪|處理到哪|查到没|查到沒|有结果|有結果|有消息|办好没|办得怎样|弄得怎样|到哪一?步|(?:上次|上回|上周|上週|上个月|上個月|之前|以前|前几天|前幾天).{0,14}(?:的事|那个|那個|那件|投诉|投訴|反映|报修|報修).{0,10}(?:了吗|了嗎|了没|了沒|没有|沒有|呢|咋样|怎样|怎樣)[?\uFF1F]?$|(?:受理|投诉|投訴)?(?:编号|編號|单号|單號|工单号?)(?:是|呢)?(?:多少|几|呢|发我|给我)|(?:提供|发|给|告诉)(?:我|一下)?.{0,6}(?:编号|編號|单号|單號|工单号)|\b(status|progress|any news|how does it stand|how is it going)\b/i;

/** 谁负责, 这钱赔不赔: after his number it is about that matter. */
const asksShortly = /^(?=.{1,16}$)(?!.*(?:还有|另外|又|也)).*(?:谁|[吗嗎呢]$|[?\uFF1F]$|(.)不\1)/;
const asksOnly = (text: string): boolean => isAll(text, 'asks', 'vents') && !isAll(text, 'vents');

/** 求你快点: asks for nothing new. */
export function urges(text: string): boolean {
  return (
    letterCount(text) <= 12 && /快|催|急|赶紧|趕緊|抓紧|抓緊|\bhurry\b|\basap\b/i.test(text) && !tellsTrouble(text)
  );
}

/** 那我等你们电话: nothing more is to be done here. */
export function waits(text: string): boolean {
  return /^(?:好|行|那|那就|那好|嗯|我|就|先|再|吧|[,\uFF0C\s])*等(?:着)?(?:你们?|您|[\u3400-\u9fff]{2,3}(?=的|电|消|回)|消息|电话|回复|回话|信儿?|结果|[的个啊吧])*$/.test(
    text.trim(),
  );
}

/** Asks how his matter stands or when it is done; while one is being told only where that is all he says. */
export function asksStanding({ text }: Reading, open: Draft | undefined, told: boolean): boolean {
  if (standingWords.test(text)) return letterCount(text) <= (open ? 10 : 30);
  if (open || !told || letterCount(text) > 30 || askedIn(text).some((kind) => kind !== 'asks')) return false;
  return asksOnly(text) || asksShortly.test(text.trim());
}

/** 让你们经理给我回电话, "please call me", and nothing of what happened; where his wish is asked for that is his wish. */
export function asksForCall(text: string, open: Draft | undefined): boolean {
  return (
    open?.open !== 'demand' && isAll(text, 'calls', 'vents', 'asks', 'who') && !isAll(text, 'vents', 'asks', 'who')
  );
}

/** 人呢, 昨天报的还没动静, 结果呢: about the matter on record, and its owner is to know. */
export function pressesOn(text: string): boolean {
  return (
    letterCount(text) <= 30 &&
    !/另外|又(?:断|坏|扣|收|停|出)/.test(text) &&
    /(?:还|還|仍|至今|到现在|到現在)(?:是|都)?(?:没|沒)|(?:没|沒)(?:有)?(?:动静|動靜|消息|人(?:来|來|管|理|联系|聯繫|回)|回音|下文|结果|結果)|(?:结果|結果|下文)呢|(?:不是)?(?:说|說)好|^[你您][们們]?倒是|再不(?:来|來|修|办|辦|解决|解決|处理|處理|回|退|给)|不会(?:又|还|就)?(?:是|要)?.{1,8}吧|(?:分钟|分鐘|小时|小時|钟头|天|周|星期|个月)(?:都)?(?:过去|過去)?了|(修|退|查|处理|處理|解决|解決|办|辦)(?:了)?(?:没|沒)\1|\bstill (?:no|not|waiting|nothing)\b|\bnobody (?:has )?(?:called|came|come)\b/i.test(
      text,
    )
  );
}

/** 现在好了, 钱退了: done, as far as he is concerned. */
export function tellsSolved(text: string): boolean {
  return (
    letterCount(text) <= 30 &&
    !/没|沒|不|又|吗|嗎|什么|什麼|几|幾|once|when|not|\?|\uFF1F/i.test(text) &&
    /(?:(?:修|弄|搞|整)?好|能用|能上网?|恢复|恢復|通|解决|解決|正常|退回来|退回來|到账|到賬|收到)了|收到(?:钱|錢|退款|短信)|(?:钱|錢|费|費)?(?:都)?退了|\b(?:works (?:again|now)|is fixed|solved|got (?:the|my) (?:money|refund))\b/i.test(
      text,
    )
  );
}

/** 我不投诉了, after his number: its owner is to know; what becomes of it is not for the assistant to say. */
export function takesBack(text: string): boolean {
  return (
    letterCount(text) <= 24 &&
    /(?:不(?:想|用|要|必)?(?:再)?|别)(?:投诉|投訴|追究|(?:给我|給我)?(?:回|打)(?:电话|電話)|联系|聯繫)了?|撤(?:诉|訴|回|销|銷|了)|\bwithdraw\b/i.test(
      text,
    )
  );
}

/** 你们为什么不提前通知, after his number: reproaches, and begins nothing new. */
export function reproaches(text: string): boolean {
  return (
    letterCount(text) <= 24 &&
    /为什么|為什麼|凭什么|憑什麼|怎么能|怎麼能|\bwhy\b/i.test(text) &&
    !/另外|又|還有|还有|\balso\b/i.test(text)
  );
}

/** 单号忘了: cannot say which. */
export function lacksNumber(text: string): boolean {
  return (
    letterCount(text) <= 16 &&
    /(?:单号|單號|编号|編號).{0,3}(?:找找|找一下|看看|查查)|(?:单号|單號|编号|編號|号码|號碼|号|號)?.{0,3}(?:忘|不记得|不記得|记不|記不|找不到|丢|丟|没(?:记|存|留)|沒(?:記|存|留))|\b(?:lost|forgot|don't (?:have|remember|know)) (?:the |my )?(?:number|it)\b/i.test(
      text,
    )
  );
}

/** 不投诉了: nothing is to be recorded. */
export function withdraws(text: string): boolean {
  return /^(?:哦|噢|啊|那|我|[,\uFF0C\s])*(?:(?:不想|不要|不用|不是|不)(?:再)?(?:来)?(?:投诉|投訴)|(?:打|发|發|点|點|找)(?:错|錯)|没事|沒事)(?:人|地方)?(?:了|啦|的)?[。.!\uFF01]*$/.test(
    text.trim(),
  );
}

/** 取消 drops the matter; 「退钱 取消」, and 「取消」 where his wish about something ordered is asked for, ask for it to be done. */
export function cancelsAll(text: string, { open, values }: Draft): boolean {
  if (wishesIn(text).some((wish) => !/^(?:取消|撤销|撤銷|作废|作廢|cancel)/i.test(wish))) return false;
  return !(open === 'demand' && /^(?:取消|cancel)/i.test(text.trim()) && ordered.has(String(values.category)));
}

const ordered = new Set(['tariff', 'product']);

/** 在不在, is anybody there: says nothing yet. */
export function isAnybodyThere(text: string): boolean {
  return /^(?:[你您]好|喂|请问|請問|hi|hello|hey|老板|老闆|经理|經理|客服|姑娘|师傅|師傅|[,\uFF0C!\uFF01\s])*(?:有没有人|有沒有人|有人(?:在)?|在不在|在不|在吗|在嗎|(?:is )?(?:anybody|anyone|somebody|someone) (?:there|here)|are you there)(?:吗|嗎|啊|呀|[?\uFF1F!\uFF01\s])*$/i.test(
    text.trim(),
  );
}

/** Whom he talks to. */
export function asksWhoAnswers(text: string): boolean {
  return (
    letterCount(text) <= 24 &&
    /你(?:到底)?是(?:男|女|人|真人|机器|機器|谁|誰|不是)|[你您](?:贵姓|貴姓|(?:是)?叫(?:什么|什麼|啥)|姓(?:什么|什麼|啥))|怎么称呼|怎麼稱呼|是(?:真人|人工|机器人|機器人|机器|ai)(?:吗|嗎|吧|还是|還是|在)|自动(?:回复|应答)|自動(?:回覆|應答)|(?:有没有|有)真人|are you (?:a )?(?:human|real|bot|robot|machine)/i.test(
      text,
    )
  );
}

/** 补充刚才那件, 还有…: belongs to what was told last. */
export function addsTo(text: string): boolean {
  return /^(?:哦|噢|啊|那个|嗯|[,\uFF0C\s])*(?:补充|補充|还有|還有|再补|再說一句|再说一句|加一句|对了|對了|同一件|刚才那|剛才那|also\b|same matter|in addition)/i.test(
    text.trim(),
  );
}

export function isAnotherMatter(text: string): boolean {
  return /^(?:另外一|另一|别的事|別的事|其他事|换一件|新的?投诉|我(?:还)?要(?:再)?投诉|another|a different)/i.test(
    text.trim(),
  );
}

const trouble =
  /没|沒|断|斷|停|修|恢复|恢復|错|錯|多收|多扣|乱|亂|坏|壞|慢|投诉|投訴|骗|騙|差|不(?!知|用|好意)|\b(not|never|wrong|charged|broken|slow|complain|down|cut|hell|wtf|ridiculous|terrible|rude)\b/i;

/** A question that tells of no trouble: prices, rules, offers. */
export function isPlainQuestion({ text, intent }: Reading): boolean {
  if (trouble.test(text) || tellsTrouble(text)) return false;
  if (intent === 'policy') return true;
  return /[?\uFF1F]\s*$|想问|想問|请问|請問|[吗嗎呢]\s*$|多少钱|多少錢|怎么(?:办|开|查|改)|怎麼|什么(?:套餐|优惠)|^(?:what|how|when|which|can|do)\b/i.test(
    text,
  );
}
