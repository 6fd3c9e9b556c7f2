import type { Role, Staff } from '../../domain/staff.js';
import type { Reading } from '../../understanding/types.js';
import type { View } from './commands.js';
import { onlyMeant } from './team-views.js';

export const complaints = /投诉|投訴|客诉|客訴|\bcomplaints?\b/i;
/** Of complaints: not over yet. */
const unclosed =
  /(?:没|沒|未|还没|還沒)(?:有)?(?:结|結|处理|處理|办|辦|解决|解決|回复|答复|答覆|回|关|關|完)(?:案|完|掉|好|单)?|挂着|掛著|在办|在跟|在处理|处理中|待处理|待办|手上|手头|手里|\b(?:open|unresolved|pending|unclosed)\b/i;
const several =
  /哪些|几(?:个|件|单|起|家)|幾(?:個|件|單)|多少|有没有|有沒有|还有|還有|列|清单|都有|\b(?:which|how many|any|list|what)\b/i;

/** 「有哪些投诉没结」, 「还有几个没处理」, 「高翔手上几个投诉」, 「重大投诉有几个」; no day is named, or it is counted instead. */
export function openComplaintsMeant({ text, times, facts }: Reading, role: Role, person?: Staff): View | undefined {
  if (those.test(text.trim())) return { kind: 'complaints', staffId: role === 'manager' ? 'self' : null, only: null };
  const ofNow = /现在|眼下|目前|这会儿|此刻/.test(text);
  if (
    (times.length > 0 && !ofNow) ||
    /日志|日誌|\blogs?\b/i.test(text) ||
    facts.customer?.id != null ||
    asksElsewhere.test(text)
  )
    return undefined;
  const named = complaints.test(text);
  const asked = named
    ? ownBare.test(text.trim()) ||
      (ofNow && several.test(text)) ||
      (unclosed.test(text) && (several.test(text) || letters(text) <= 10)) ||
      (onlyMeant(text) !== null && several.test(text))
    : bareUnclosed.test(text.trim());
  if (!asked) return undefined;
  const own = person?.id ?? (role === 'manager' || /我(?:的|手|自己|还|名)|\bmy\b/i.test(text) ? 'self' : null);
  return { kind: 'complaints', staffId: own, only: onlyMeant(text) };
}

/** 「我的投诉」 */
const ownBare = /^(?:看看?)?我(?:手上|名下)?的?投[诉訴](?:单|有哪些)?[。?\uFF1F]?$/;
const bareUnclosed =
  /^(?:团队|大家|我|手上|现在|眼下|目前|那)?(?:手上|这边)?(?:还|還)?(?:有|剩)(?:哪些|哪几个|几个|几件|几单|多少|幾個|沒有|没有)(?:是)?(?:还)?(?:没|沒|未)(?:处理|處理|结|結|解决|解決|办|辦|回)(?:完|掉|案|好)?(?:的|吗|嗎|呢)?[?\uFF1F。]?$|^(?:没|未)(?:结|處理|处理)(?:案|完)?的(?:有)?(?:哪些|几个|多少)?[?\uFF1F。]?$/;
/** 「昨天那几个咋样了」 */
const those =
  /^(?:昨天|今天|上午|刚才|上周|之前|上次)?(?:的)?(?:那|这)(?:几|些)(?:个|单|件)?(?:投诉)?(?:都|现在)?(?:怎么样|怎麼樣|咋样|如何|什么情况|到哪|处理得?(?:怎么样|如何))(?:了)?[?\uFF1F。]?$/;
const asksElsewhere = /怎么(?:办|处理|写)|多久|几天|TS-/i;

export function letters(text: string): number {
  return [...text].length;
}
