import { z } from 'zod';
import { fold } from '../understanding/fold.js';
import type { Language } from '../understanding/types.js';

export const soothingShape = z.object({ sentence: z.string().nullable() });

const longest: Record<Language, number> = { 'zh-Hans': 26, 'zh-Hant': 26, en: 90 };

/** Words of sympathy; a sentence without any is none. */
const feeling =
  /换谁|换我|换作|搁谁|谁都|任谁|谁遇|谁碰|理解|体会|着急|上火|恼火|窝火|憋屈|委屈|糟心|闹心|烦心|心烦|难受|不好受|不是滋味|不痛快|生气|来气|气人|揪心|担心|急|火大|折腾|\b(?:any(?:one|body)|understand|upset|annoy(?:ed|ing)?|frustrat\w+|worr\w+|hard|angry)\b/g;
/** Small words a sentence needs around what happened. */
const small =
  /您|你|这|那|样|么|的|了|着|过|就|都|也|还|又|真|很|太|让|叫|人|会|是|得|一|个|事|遇|碰|到|上|谁|在|把|被/g;
/** Deeds, promises, causes, blame and questions have no place in it. */
const beyond =
  /给[您你]|帮[您你]|替[您你]|为[您你]|保证|一定|肯定|绝对|马上|立刻|立即|尽快|很快|稍后|随后|回头|今[天晚早]|明[天早晚]|后天|这就|就好|处理|解决|退|赔|补偿|补给|减免|恢复|修好|查清|核实|答复|回复|放心|承诺|负责|公司|客服|营业厅|系统|同事|他们|规定|怪|责任|应该|不该|对不起|抱歉|[?!]|\b(?:will|promise|guarantee|refund|fix|sorry|apolog\w+|our|they|should|company)\b/;

/** What is wrong with a sentence of sympathy; null: it may be said. `mayBeSaid`: the handbook forbids none of its words. */
export function soothingFault(
  sentence: string,
  message: string,
  language: Language,
  mayBeSaid: (text: string) => boolean,
): string | null {
  const folded = fold(sentence);
  if (folded.length < 4 || folded.length > longest[language]) return 'length';
  if (/[\d%[\]<>{}@#/:;"\n]|[零一二两三四五六七八九十百千万][天日月年小个元块次成折点]/.test(folded))
    return 'figure or mark';
  if (/[a-z]/.test(folded) !== (language === 'en')) return 'language';
  if (beyond.test(folded)) return 'more than sympathy';
  if (folded.search(feeling) < 0) return 'no sympathy';
  if (!mayBeSaid(folded)) return 'forbidden';
  return grounded(folded, fold(message), language) ? null : 'not what was told';
}

/** What is said besides sympathy stands in the message: most of its characters, in English most of its words. */
function grounded(folded: string, message: string, language: Language): boolean {
  const rest = folded.replace(feeling, ' ');
  const units =
    language === 'en' ? (rest.match(/[a-z']{4,}/g) ?? []) : [...rest.replace(small, '').replace(/[\s\p{P}]/gu, '')];
  const held = units.filter((unit) => message.includes(unit)).length;
  return units.length === 0 || held / units.length >= 0.6;
}

/** As it stands in the line: without marks at its ends. */
export function bareSentence(sentence: string): string {
  return sentence.trim().replace(/^[「"“'\s]+|[」"”'\s,，。.;；、~]+$/g, '');
}
