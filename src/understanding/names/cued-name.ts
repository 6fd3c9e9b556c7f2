import type { Message } from '../message.js';
import { failuresIn } from '../words/failure.js';
import type { Cover } from './cover.js';
import type { Person } from './people.js';

interface Span {
  from: number;
  to: number;
}

/** Words that plainly introduce a customer, and how much of a name may follow. */
const introductions =
  /(?:(?:集团客户|客户名称|客户名|客户单位|单位名称|公司名称|公司名|客户)(?:是|叫|为|:)?|(?:单位|公司)(?:名?(?:是|叫|为)|:))\s?/g;
const serving = /(?:给|帮|替|为)(?=[^,。;!?\s]{2,8}?(?:登|记|录|报|建|提|下个|开个))/g;
const visiting =
  /(?:拜访|走访|去趟|去一趟|去见|去看|跑趟|跑一趟|上门|去(?![年掉了过])|到(?![期底现了处达账位])|约(?![定好了]))\s?(?:一下|下|一趟|趟)?/g;
/** What one does at the beginning of a sentence after the name of a customer. */
const complaining =
  /^(?:那边|这边|公司|的|又|也)?(?:投诉|反映|反馈|来电|打来|打电话|来电话|抱怨|说|又说|发火|炸了|闹|找我|在群里|有投诉|有个投诉|专线|宽带|断网|网断|账单|\d{1,2}月)/;

const stopName =
  /^(?:普通|一般|重大|疑难|升级|紧急|集体|群体|批量|重复|所有|很多|有些|个别|另一|其他|同一|接待|处理|受理|回访|面对|遇到|碰到|关于|解决|跟进|对待|答复|跨|分|几|多|哪|谁|嫌|骂|闹|等|急|满|抱|情|关|名|资|群|流|换|转|催|问|能|可|应|该|的|有|没|不|要|想|说|是|在|被|把|我|你|他|她|它|们|这|那|一|个|都|也|就|还|又|再|刚|很|太|投|反|来|打|电|今|明|昨|后|下|上|周|星|礼|早|晚|中午)/;

/** Characters free of any boundary, from a place on; weak ones count inside a name of two or more. */
function runFrom(cover: Cover, folded: string, at: number, people: readonly Person[]): Span | undefined {
  const person = people.find((p) => p.from >= at);
  let to = at;
  while (
    to < folded.length &&
    to - at < 8 &&
    !cover.strong(to) &&
    !(cover.weak(to) && to - at >= 2) &&
    !(person && to >= person.from)
  )
    to++;
  while (to > at && cover.weak(to - 1)) to--;
  return to - at >= 2 && !stopName.test(folded.slice(at, at + 2)) ? { from: at, to } : undefined;
}

/** Something in Latin letters behind an introduction: 客户ABC科技 is found by its ending, 客户 TCL by this. */
function latinFrom(folded: string, at: number): Span | undefined {
  const m = /^\s?([a-z][a-z0-9&.-]{1,20})/.exec(folded.slice(at, at + 24));
  return m ? { from: at + m[0].length - (m[1] ?? '').length, to: at + m[0].length } : undefined;
}

function fromPattern(message: Message, cover: Cover, people: readonly Person[], pattern: RegExp): Span | undefined {
  for (const m of message.folded.matchAll(pattern)) {
    const at = m.index + m[0].length;
    if (people.some((p) => p.from === at && p.title !== null)) continue;
    const run =
      runFrom(cover, message.folded, at, people) ??
      (pattern === introductions ? latinFrom(message.folded, at) : undefined);
    if (run && !people.some((p) => p.from === run.from)) return run;
  }
  return undefined;
}

/** 启明投诉网慢, 明德李总说…: a run at the head of a clause before a person or a word of complaining. */
function atClauseStart(message: Message, cover: Cover, people: readonly Person[]): Span | undefined {
  for (const clause of message.clauses.slice(0, 6)) {
    const run = runFrom(cover, message.folded, clause.from, people);
    if (!run || people.some((p) => p.from === run.from)) continue;
    const behind = message.folded.slice(run.to, run.to + 6);
    const person = people.find(
      (p) => p.from === run.to || (p.from === run.to + 1 && message.folded.charAt(run.to) === '的'),
    );
    if (run.to - run.from <= 6 && (person || complaining.test(behind))) return run;
  }
  return undefined;
}

/** 长春堂国药号 库管系统掉线: a first clause that is nothing but a name. */
function wholeFirstClause(message: Message, cover: Cover, people: readonly Person[]): Span | undefined {
  const [first, second] = message.clauses;
  if (!first || !second || first.to - first.from < 3 || first.to - first.from > 10) return undefined;
  const run = runFrom(cover, message.folded, first.from, people);
  if (!run || run.to < first.to || people.some((p) => p.from < first.to)) return undefined;
  const worded = ['category', 'trouble', 'emotion', 'smalltalk', 'demand', 'question', 'task', 'visit-verb'].some(
    (list) => message.allHits(list).some((h) => h.from < first.to && h.to - h.from > 1),
  );
  return worded || failuresIn(message.folded.slice(first.from, first.to)) > 0
    ? undefined
    : { from: first.from, to: first.to };
}

/** 到…找…, 去…送…: going somewhere for something. */
export const goingTo = /(?:到|去)(?![期底年掉了现处])[^,。;!?]{1,12}(?:找|见|看|送|跟|陪|拿|取|修|装)/;

/** Plans name a place to go; complaints and what a customer says himself do not. */
function plansVisit(message: Message): boolean {
  return (
    message.context.speaker === 'manager' &&
    (message.hits('visit-verb').length > 0 || goingTo.test(message.folded)) &&
    message.ahead.length > 0 &&
    failuresIn(message.folded) < 2
  );
}

/**
 * A customer that neither the directory nor its form gives away, by the words around it. Only asked when nothing better
 * was found.
 */
export function cuedName(message: Message, cover: Cover, people: readonly Person[]): Span | undefined {
  return (
    fromPattern(message, cover, people, introductions) ??
    fromPattern(message, cover, people, serving) ??
    atClauseStart(message, cover, people) ??
    (plansVisit(message) ? fromPattern(message, cover, people, visiting) : undefined) ??
    (message.context.speaker === 'manager' ? wholeFirstClause(message, cover, people) : undefined)
  );
}

const trade =
  '(?:Logistics|Foods?|Hotel|Hospital|School|Bank|Group|Company|Co\\.|Ltd\\.?|Inc\\.?|Pharma(?:ceuticals?)?|Technology|Technologies|Tech|Trading|Electronics|Machinery|Motors|Textiles?|Construction|Property|Clinic|University|College|Restaurant|Bureau|Factory|Corp\\.?|Limited|Chemicals?|Energy|Printing|Media|Books?|Bookstore|Water|Supermarket|Store|Pharmacy|Consulting|Shipping|Paper|Steel|Garments|Furniture|Toys|Insurance|Securities|Moulds?|Molds?)\\b';
const englishFirm = new RegExp(`\\b(?:[A-Z][A-Za-z&'-]{1,24}\\s{1,2}){0,3}[A-Z][A-Za-z&'-]{0,24}\\s{0,2}${trade}`, 'g');
const tradeFirst = new RegExp(`^(?:\\s{1,2}${trade}){1,3}`, 'i');
const englishCue =
  /\b(?:customer|client|visit|for|at|from)\s{1,2}(?:is\s{1,2}|:\s{0,2})?([A-Z][A-Za-z&'-]{1,24}(?:\s{1,2}[A-Z][A-Za-z&'-]{1,24}){0,3})(?=\s{0,2}(?:,|\.|;|$|complain|say|said|report|has|is|on|at|next|tomorrow|about|to|this|\())|^([A-Z][A-Za-z&'-]{1,24}(?:\s{1,2}[A-Z][A-Za-z&'-]{1,24}){0,2})\s{1,2}(?=complain|says|said|reports|reported|is complaining|called)/g;
const notFirm =
  /^(?:Mr|Mrs|Ms|Miss|Dr|Manager|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|The|Their|Our|His|Her|I|We|They|He|She|It|This|Next|Please|Client|Customer|January|February|March|April|May|June|July|August|September|October|November|December)$/;

/** Names of firms in English text, by their capitals. */
export function englishName(text: string, folded: string): Span[] {
  if (!/[A-Z]/.test(text) || text.length !== folded.length) return [];
  const found: Span[] = [];
  for (const m of text.matchAll(englishFirm)) found.push(trimmed(text, m.index, m.index + m[0].length));
  if (found.length === 0)
    for (const m of text.matchAll(englishCue)) {
      const name = m[1] ?? m[2] ?? '';
      if (notFirm.test(name.split(' ')[0] ?? '')) continue;
      const from = m.index + m[0].indexOf(name);
      found.push({ from, to: from + name.length });
    }
  return found.filter((f) => f.to - f.from >= 2);
}

/** Without the words that only happen to begin with a capital: "Customer Huasheng Logistics". */
function trimmed(text: string, from: number, to: number): Span {
  const lead =
    /^(?:(?:Customer|Client|The|From|For|At|Visit|Book|Log|Meet|See|Please|Dear|Hi|Hello|Our|My|Call|Complaint|New|Next|Monday|Tuesday|Wednesday|Thursday|Friday)\s+)+/.exec(
      text.slice(from, to),
    );
  return { from: from + (lead?.[0].length ?? 0), to };
}

/** How long the trade is that follows a name in English text: " Foods", " Water Group". */
export const tradeBehind = (text: string, at: number): number =>
  tradeFirst.exec(text.slice(at, at + 40))?.[0].length ?? 0;
