import type { Reading } from '../../understanding/types.js';

/** How people speak of keeping a customer. Each pattern is about the kind of thing said. */
const offerWords =
  /(?:打)?[一二两三四五六七八九\d][一二三四五六七八九\d.]{0,3}折|半价|免(?:费|月租|[一二两三\d]+个?月)[^,。;!?吗嗎]{0,6}|送[^,。;!?吗嗎]{1,8}|优惠|優惠|折扣|礼品|禮品|返[^,。;!?吗嗎]{1,6}|便宜[^,。;!?吗嗎]{0,4}|降价|降到[^,。;!?吗嗎]{1,6}|补贴|減免|减免|\b(?:discount|half price|free \w+|gift|offer|\d+ ?% off)\b/i;
const sayTo =
  /(?:跟|和|给|給|对|對|向|告诉|告訴)[^,。;!?]{0,8}(?:说|說|讲|講|承诺|承諾|答应|答應|许|許|透露|透个?底|提|保证|报)|(?:答应|答應|许诺|許諾|承诺|承諾)[^,。;!?]{1,6}|\b(?:tell|promise|offer|say to)\b/i;
const may = /能|可以|可不可以|行不行|先|要不要|敢|\b(?:can|may|could|shall)\b/i;
const howToSay =
  /(?:怎么|怎麼|咋|如何)(?:跟|和|给|对|回)[^,。;!?]{1,8}(?:说|讲|回|答|交代)|(?:帮我|替我|给我)?(?:写|拟|想|编)(?:一?句|个|段|条)?(?:话|短信|微信)?[^,。;!?]{0,4}(?:给|回|发)[^,。;!?]{1,8}|(?:眼下|现在|先)(?:能|可以)(?:说|讲)(?:什么|啥)|\bwhat (?:can|do) i (?:say|tell)\b/i;
const leeway =
  /底线|底線|最低(?:能|可以)?(?:给|到|几|多少)|最多(?:能|可以)?(?:让|降|优惠|给)|还能(?:让|降)(?:多少|几)|\bleeway\b|\bbottom line\b|\blowest\b/i;
const resources =
  /(?:资源|資源|优惠|優惠|礼品|政策|折扣)[^,。;!?]{0,4}(?:怎么|怎麼|咋|如何|找谁|去哪)[^,。;!?]{0,4}(?:申请|申請|要|批|请示)|(?:怎么|如何|咋)(?:申请|申請|请示|要)[^,。;!?]{0,6}(?:资源|資源|优惠|折扣|政策|礼品)|^(?:我要|我想|那)?(?:申请|申請|请示)(?:一下|下|点)?(?:资源|資源|优惠|優惠|折扣|政策)?[。!]?$|^apply for (?:resources|a discount)[.!]?$/i;
const status =
  /(?:挽留|异动|異動|留人)[^,。;!?]{0,6}(?:几个|几家|多少|怎么样|怎麼樣|到哪|进展|進展|情况|情況|如何|清单|有哪些|哪几家|几家|了吗)|(?:在|正在)挽留(?:的|谁|哪)|(?:谁|哪家|哪些(?:客户|单位)?|有没有|有(?:哪些|几家)?)(?:客户|单位)?[^,。;!?]{0,6}(?:要走|想走|要离网|要跑|想跑|要流失|在挽留|(?:有)?(?:流失|离网)(?:风险|意向|信号)|异动)(?:的)?(?:客户|单位)?(?:吗|没有?)?|\b(?:retention|churn)\b.{0,12}\b(?:status|list|how)\b/i;
const rival =
  /^(?:那|就|也|顺便|帮我)*(?:报|上报|登|记)(?:一?个|一下|下|到|进|入)?(?:本月)?(?:竞争(?:信息|情报)|对手(?:情况|报价|动态))[。!]?$|^(?:report|file) (?:the )?(?:competition|rival)/i;
const decides =
  /([\p{Script=Han}]{1,4}?)(?:拍板|说了算|說了算|做主|定夺)|决策人(?:是|:)?([\p{Script=Han}]{1,4})|\b(\w+) decides\b/u;

/** 「能先跟吴总说打七折吗」: the offer that is spoken of; null where it is none, undefined where nothing is asked. */
export function offerAsked({ text, intent }: Reading): string | null | undefined {
  if (text.length > 40 || (intent === 'complaint' && !sayTo.test(text))) return undefined;
  if (!sayTo.test(text) || !offerWords.test(text)) return undefined;
  if (!may.test(text) && !/[?\uFF1F吗嗎]/.test(text)) return undefined;
  return offerWords.exec(text)?.[0] ?? null;
}

/** A question of what may be offered or said: asked in the middle of anything, and never part of a text. */
export function asksWhatToOffer(reading: Reading): boolean {
  const asks = /[?\uFF1F吗嗎不]\s*$|怎么|怎麼|咋|如何|底线|底線/.test(reading.text);
  return asks && (offerAsked(reading) !== undefined || asksHowToSay(reading) || asksLeeway(reading));
}

export function asksHowToSay({ text }: Reading): boolean {
  return text.length <= 40 && howToSay.test(text);
}

export function asksLeeway({ text }: Reading): boolean {
  return text.length <= 30 && leeway.test(text) && !/手册|规定|批了|驳回/.test(text);
}

export function asksForResources({ text }: Reading): boolean {
  return text.length <= 24 && resources.test(text.trim());
}

export function asksRetention({ text }: Reading): boolean {
  return text.length <= 24 && status.test(text) && !/手册|规定|流程|应该|要求/.test(text);
}

export function reportsRival({ text }: Reading): boolean {
  return rival.test(text.trim());
}

/** 「方总拍板」: who decides, as it is said. */
export function deciderIn({ text }: Reading): string | undefined {
  if (text.length > 30 || /[?\uFF1F吗嗎谁誰]/.test(text)) return undefined;
  const [, before, behind, english] = decides.exec(text) ?? [];
  return before ?? behind ?? english;
}

/** Nothing but a time to come: when to meet. */
export function namesTime({ text, times, facts, edits }: Reading): boolean {
  if (text.length > 20 || edits.length > 0 || facts.customer || facts.description) return false;
  const [time] = times;
  return (
    time !== undefined && (time.precision === 'minute' || time.precision === 'day' || time.precision === 'part-of-day')
  );
}
