import type { Reading } from '../../src/understanding/types.js';

/** A short answer without the marks around it. */
export function bareAnswer(text: string): string {
  return text.trim().replace(/^[\s,\uFF0C。.、]+|[\s。.!\uFF01,\uFF0C~]+$/g, '');
}

/** Letters and figures of a text: an answer has some, a row of marks or emoji has none. */
export function letterCount(text: string): number {
  return text.match(/[\p{L}\p{N}]/gu)?.length ?? 0;
}

/** 没了 就这样, 没别的了, 就这些 */
const nothingMore =
  /^(?:嗯|好|哦|行|那)?[,\uFF0C\s]*(?:就这样|就這樣|就这些|就這些|没了|沒了|没有了|沒有了|没别的|沒別的|没啥了?|没其他的?|没什么了)(?:了|吧)?(?:[\s,\uFF0C]*(?:就这样|就這樣|就这些|就這些|没了|先这样))?(?:吧|了)?$/;

/** 没说, 不知道, 跳过, 没有: what may stay unsaid is left unsaid. */
export function declines({ acts, text }: Reading): boolean {
  if (acts.includes('skip') || acts.includes('deny')) return true;
  if (nothingMore.test(bareAnswer(text))) return true;
  return (
    text.trim().length <= 8 &&
    /^(?:他|她|客户|客戶|对方|對方|也|还|還|倒)*(?:没|沒|未|不)(?:说|說|提|讲|講|知道|清楚|记得|記得|约|約|定(?!时|期))/.test(
      text.trim(),
    )
  );
}

const shownCharacters = 160;

/** What somebody told, as it is said back: not endlessly, and nothing in it that looks like one of our numbers. */
export function shown(text: string, limit = shownCharacters): string {
  const plain = text.replace(/\b([A-Z]{2})-(?=\d{6}-[0-9A-Z]{4}\b)/gi, '$1 ');
  const characters = [...plain];
  return characters.length <= limit ? plain : `${characters.slice(0, limit).join('')}…`;
}

/** Something is asked: what never gives a reason, and settles nothing. */
export function isQuestion(text: string): boolean {
  return /[?\uFF1F]|[吗嗎呢么麼]\s*$|谁|誰|什么|什麼|哪些|哪个|哪個|多少|几个|幾個|怎么|怎麼|看看|统计|統計/.test(text);
}
