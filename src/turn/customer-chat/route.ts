import { isAll, tellsTrouble } from '../../../dialogs/customer-chat/dialog.js';
import { letterCount } from '../../../dialogs/engine/answer.js';
import type { Draft } from '../../../dialogs/engine/draft.js';
import type { Reading } from '../../understanding/types.js';

const standingWords =
  /怎么样了|怎麼樣了|咋样了|进展|進展|进度|進度|处理到哪|處理到哪|查到没|查到沒|有结果|有結果|有消息|办好没|办得怎样|\b(status|progress|any news|how does it stand|how is it going)\b/i;

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
  return !open && told && letterCount(text) <= 30 && (asksOnly(text) || asksShortly.test(text.trim()));
}

/** 让你们经理给我回电话, "please call me", and nothing of what happened; where his wish is asked for that is his wish. */
export function asksForCall(text: string, open: Draft | undefined): boolean {
  return open?.open !== 'demand' && isAll(text, 'calls', 'vents', 'asks') && !isAll(text, 'vents', 'asks');
}

/** 不投诉了: nothing is to be recorded. */
export function withdraws(text: string): boolean {
  return /^(?:哦|噢|啊|那|我|[,\uFF0C\s])*(?:(?:不想|不要|不用|不是|不)(?:再)?(?:来)?(?:投诉|投訴)|(?:打|发|發|点|點|找)(?:错|錯)|没事|沒事)(?:人|地方)?(?:了|啦|的)?[。.!\uFF01]*$/.test(
    text.trim(),
  );
}

/** Whom he talks to. */
export function asksWhoAnswers(text: string): boolean {
  return (
    letterCount(text) <= 24 &&
    /你(?:到底)?是(?:人|真人|机器|機器|谁|誰|不是)|是(?:真人|人工|机器人|機器人|机器|ai)(?:吗|嗎|吧|还是|還是|在)|自动(?:回复|应答)|自動(?:回覆|應答)|(?:有没有|有)真人|are you (?:a )?(?:human|real|bot|robot|machine)/i.test(
      text,
    )
  );
}

/** 补充刚才那件, 还有…: belongs to what was told last. */
export function addsTo(text: string): boolean {
  return /^(?:补充|補充|还有|還有|再补|再說一句|再说一句|加一句|对了|對了|同一件|刚才那|剛才那|also\b|same matter|in addition)/i.test(
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
