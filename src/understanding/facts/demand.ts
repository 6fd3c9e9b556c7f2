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
  /[多错乱误重][收扣交付算]|多出|扣的|断的|停的|坏的|没[\u3400-\u9fff]{1,4}的|欠的|少[给返退]的|弄明白|是[什啥]/;

/** Lead-ins that are no part of the wish itself. */
const leadIn =
  /^(?:(?:他|她|客户|对方|人家|那边|我|俺|侬|们|现在|就|只|还|也|都|说|又|坚决|反正|总之|主要|最后|明确|并且?|而且|所以|那|另外)*)(?:强烈要求|坚决要求|坚持要求|必须|务必|要求我们|要求你们|要求|诉求就?是|诉求|希望我们|希望你们|希望能|希望|想让我们|想让|就想|只想|想要(?!个)|非要|就要|要我们|要你们|让我们|让你们|叫我们|叫你们|让(?=今|明|后|马上|尽|立|赶|派|给)|叫(?=今|明|马上|尽|立|派)|麻烦你们|麻烦|请你们|请|要(?!不|是|么|个))\s?[:]?/;
const englishLeadIn =
  /^(?:and\s+)?(?:(?:he|she|they|customer|client|i|we)\s+)?(?:wants?|demands?|asks?(?:\s+for)?|requests?|insists?(?:\s+on)?|please)\s+(?:us\s+to\s+|to\s+)?/;
const continues =
  /^(?:再|并|还要|还得|还有|然后|同时|另外还|以及|和|给|把|否则|不然|不给|今天|今晚|明天|必须|马上|尽快|立刻|最好|要|当面|书面|\d)/;
const threat = /^(?:否则|不然|要不然|再不|不给)/;

/** 退钱, 恢复就行: a bare order behind the story. */
const imperative =
  /^(?:快点?|赶紧|马上|立刻|今天|必须|都)?(?:退(?:钱|款|费|还|回来|我|给)|赔(?:钱|偿|我|付)|还(?:钱|我钱)|恢复|修好|道歉|赔礼|给个?(?:说法|解释|交代|答复|准信|准话)|取消|解决|派人|减免|换回|改回)[^了过没不]{0,10}$/;
const urging =
  /(?:让|叫|限|盼|请求?|得|谁|催)(?:你们|我们|咱们?|我)?(?=今|明|这周|这个?月|本|周|派|后天|本周|月底|马上|尽快|立|赶|派|给|修|退|查|换|恢复|赔|帮|把|三天|两天|[\d一二三四五六七八九十]+(?:天|小时))|要么[^,。;!?]{1,10}要么|(?:想|就想|只想)?把[^,。;!?]{1,18}(?:退|还|停掉|取消|改|修|恢复|补|撤|清|解决|要回)|能不能(?=今|明|尽快|马上|帮|给|把|派|减|退|换|先|早|快)|(?:想|要)(?=申诉|换(?:客户)?经理|换人)|(?:要|求)(?=赔|退|查|降|拦|减|换|修|恢复|道歉|统一|补|免|重)/;

/** 要退, 他要换: the verb itself, unless it only announces (要来, 要开会) or belongs to another word. */
const wanted =
  /(?:^|[他她户方我人])要(?!不|是|么|来|去开|投诉|登|记|报|进会|开会|下班|到了|命|紧|饭|素|点|死|疯|哭|炸|走|签|办|开始)[\u3400-\u9fff]/;
/** 按要求, 合同要求 speak of a requirement; 没要求 of none. */
const noWish = /(?:不|没|没有|无|按照?|合同|公司|上级|领导|规定|政策|制度)$/;

/** Where a wish begins in a clause: a word of the list, a bare order, an urging, or 要 as a verb. */
function wishAt(message: Message, clause: Clause, names: ReadonlyArray<readonly [number, number]>): number | undefined {
  const said = message.folded.slice(clause.from, clause.to);
  if (imperative.test(said) && clause.from > 0) return clause.from;
  const places: number[] = [];
  for (const hit of message.hits('demand')) {
    const within = hit.from >= clause.from && hit.to <= clause.to && !inside(hit, names);
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
    const said = withoutLeadIn(message.text.slice(from, clause.to), message.folded.slice(from, clause.to));
    if ((said.length < 2 && !oneCharacter.test(said)) || parts.length >= 4) continue;
    parts.push(said);
    spans.push([from, clause.to]);
    open = true;
  }
  if (parts.length === 0) return undefined;
  const bare = spans.filter(([from, to]) => !tellsTrouble.test(message.folded.slice(from, to)));
  return { text: parts.join(','), spans, bare };
}
