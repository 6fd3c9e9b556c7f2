import type { Message } from '../message.js';

type Span = readonly [number, number];

/** Words that only order the recording: 登个投诉, 帮我记一下. */
const command =
  /^(?:(?:麻烦|请|你好|您好|在吗|hi|hello|喂|嗨|早)[,\s]?)*(?:(?:帮|替|给)我)?(?:们)?(?:先)?(?:我要|我想|要|来|有|又|刚|刚刚|刚才)?(?:再)?(?:来|接|登|记|录|报|提|建|开|写|收)?(?:到|了|记|录|入|上)?(?:个|一个|一条|一下|一单|条|单|下|起)?(?:客户)?(?:的)?(?:重大|紧急|一般|普通|vip)?投诉(?:登记|受理|一下|个事|单)?[:,\s]*(?!他|她|我|你)/;
/** 再登一个:…, of a further matter. */
const again =
  /^(?:另外|还有|然后|顺便|,)?(?:也|再|又)(?:帮我)?(?:登|记|录|报|建)(?:一个|一条|个|条|一下)?(?:投诉)?[:,\s]*/;
const empty =
  /^(?:的|了|是|在|说|又|也|都|就|,|。|\s|:|、|;|!|\?|那边|这边|客户|公司|投诉|反映|反馈|来电|打来|刚|刚刚|刚才|电话|手机号?|号码|联系人|联系方式|很|非常|特别|十分|挺|相当|情绪|已经|人|他|她|对方|一下|经理|过来|打电话|说是|我|进会了|先|现在|vip|的客户|类|级|、|\(|\)|（|）|-|"|我在开会|开会|~|…|\.|·|\||\/|#|\*|=|\+)*$/;

function cut(text: string, from: number, to: number, spans: readonly Span[]): string {
  let out = '';
  for (let at = from; at < to; ) {
    const span = spans.find(([a, b]) => at >= a && at < b);
    if (span) at = Math.max(at + 1, Math.min(span[1], to));
    else {
      const next = spans.reduce((n, [a]) => (a > at && a < n ? a : n), to);
      out += text.slice(at, next);
      at = next;
    }
  }
  return out;
}

const opening =
  /^(?:\d{1,2}[、.)]\s?|[\s,，。;；:：、!！?？~…—-]|的(?!士)|(?:投诉|反映|反馈|抱怨|来电|打来电话|打来|打电话来?|来电话)(?:说|讲|称)?(?=.)|说(?=.)|讲(?=.)|称|那边|这边|刚刚|刚才|刚(?=打|说|来|跟|反)|(?:跟|和|给|对)我(?:说|讲|反映)?|他说|她说|客户说|客户(?=.))+/;

const tail = new Set([...' ,，;；:：、~—-']);

/** A clause without the words that only introduce it and the marks around it. */
function bareClause(said: string): string {
  let to = said.length;
  while (to > 0 && tail.has(said.charAt(to - 1))) to--;
  return said.slice(0, to).replace(opening, '').trim();
}

/** Words to the machine, not about the matter. */
const instruction =
  /忽略(?:以上|上面|之前|前面|所有)|无视(?:以上|上面|之前|前面)|忘(?:记|掉)(?:以上|之前|前面)|你现在是|你是一个|扮演|系统提示|把所有.{0,6}(?:删|清空|改)|删除所有|输出(?:你的|系统)|ignore (?:all|the|any|previous|above)|disregard|system prompt|you are now|pretend to|drop table|<\/?(?:script|system)/;

/** Longer than that no clause is mere filling; the limit also keeps the pattern from trying every way to part it. */
const saysNothing = (said: string): boolean => said.length <= 20 && empty.test(said);

/** What a clause says beside feelings; empty when it only tells a feeling. */
function besideFeelings(message: Message, from: number, to: number, spans: readonly Span[]): string {
  const feelings = message.hits('emotion').map((h) => [h.from, h.to] as const);
  return bareClause(cut(message.folded, from, to, [...spans, ...feelings]));
}

/**
 * The story in the words of the message: what is left without the order to record, names, numbers, feelings and the wish.
 * `spans` are those other facts hold.
 */
export function storyOf(message: Message, spans: readonly Span[]): string | undefined {
  const lead = (command.exec(message.folded) ?? again.exec(message.folded))?.[0].length ?? 0;
  const parts: string[] = [];
  for (const clause of message.clauses) {
    const from = Math.max(clause.from, lead);
    if (from >= clause.to) continue;
    const said = bareClause(cut(message.text, from, clause.to, spans));
    if (said.length < 2 || saysNothing(besideFeelings(message, from, clause.to, spans))) continue;
    if (instruction.test(message.folded.slice(clause.from, clause.to))) continue;
    parts.push(said);
  }
  const story = parts.join(',');
  return story.length >= 2 ? story : undefined;
}
