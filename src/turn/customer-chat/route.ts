import { letterCount } from '../../../dialogs/engine/answer.js';
import type { Draft } from '../../../dialogs/engine/draft.js';
import type { Reading } from '../../understanding/types.js';

const standingWords =
  /怎么样了|怎麼樣了|咋样了|进展|進展|进度|進度|处理到哪|處理到哪|查到没|查到沒|有结果|有結果|有消息|办好没|办得怎样|几时.{0,4}(回|有)|什么时候.{0,6}(回|有结果|处理)|\b(status|progress|any news|how does it stand|how is it going)\b/i;

/** Asks how his matter stands; while one is being told only where that is all he says. */
export function asksStanding({ text }: Reading, open: Draft | undefined): boolean {
  return standingWords.test(text) && letterCount(text) <= (open ? 10 : 30);
}

/** 让你们经理给我回电话, "please call me". */
export function asksForCall(text: string): boolean {
  return (
    letterCount(text) <= 24 &&
    /(?:回|打|来)(?:我|个|一个|我个)?(?:电话|電話)|联系我|聯繫我|(?:叫|让|讓|请|請|找).{0,6}(?:经理|經理|负责人|負責人|领导|領導|人工|真人)|\bcall me( back)?\b|\bspeak to\b/i.test(
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
  /没|沒|断|斷|停|错|錯|多收|多扣|乱|亂|坏|壞|慢|投诉|投訴|骗|騙|差|不(?!知|用|好意)|\b(not|never|wrong|charged|broken|slow|complain|down|cut)\b/i;

/** A question that tells of no trouble: prices, rules, offers. */
export function isPlainQuestion({ text, intent }: Reading): boolean {
  if (trouble.test(text)) return false;
  if (intent === 'policy') return true;
  return /[?\uFF1F]\s*$|想问|想問|请问|請問|[吗嗎呢]\s*$|多少钱|多少錢|怎么(?:办|开|查|改)|怎麼|什么(?:套餐|优惠)|^(?:what|how|when|which|can|do)\b/i.test(
    text,
  );
}
