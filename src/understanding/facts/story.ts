import type { Message } from '../message.js';

type Span = readonly [number, number];

/** Words that only order the recording: 登个投诉, 帮我记一下. */
const command =
  /^(?:(?:麻烦|请|你好|您好|在吗|hi|hello|喂|嗨|早)[,\s]?)*(?:(?:帮|替|给)我)?(?:们)?(?:先)?(?:我要|我想|要|来|有|又|刚|刚刚|刚才)?(?:再)?(?:来|接|登|记|录|报|提|建|开|写|收)?(?:到|了|记|录|入|上)?(?:个|一个|一条|一下|一单|条|单|下|起)?(?:客户)?(?:的)?(?:重大|紧急|一般|普通|vip)?投诉(?:登记|受理|一下|个事|单)?[:,\s]*(?!他|她|我|你)/;
const englishCommand =
  /^(?:please\s|hi,?\s|can you\s|i (?:want|need|have|got)\s(?:to\s)?)*(?:take|log|record|file|register|new|make|open|add)?(?:\s?down)?\s?(?:a\s|an\s|the\s|another\s|new\s)*complaint(?:\s(?:from|about|for|by|against))?(?:[:,\s]+|$)/;
/** 再登一个:…, of a further matter. */
const again =
  /^(?:另外|还有|然后|顺便|,)?(?:也|再|又)(?:帮我)?(?:登|记|录|报|建)(?:一个|一条|个|条|一下)?(?:投诉)?[:,\s]*/;
const empty =
  /^(?:的|了|是|在|说(?!好(?!久|几|多))|又|也|都|就|,|。|\s|:|、|;|!|\?|那边|这边|客户|公司|投诉|反映|反馈|来电|打来|刚|刚刚|刚才|电话|手机号?|号码|联系人|联系方式|很|非常|特别|十分|挺|相当|情绪|已经|人|他|她|对方|一下|经理|过来|打电话|说是|我|进会了|先|现在|vip|的客户|类|级|、|\(|\)|（|）|-|"|我在开会|开会|~|…|\.|·|\||\/|#|\*|=|\+|老板娘?|人家|他们|她们|用户|机主|领导|得|气得|那个|就是|嗯|啊|呃|very|so|really|and|is|was|are|he|she|they|the|customer|client|who)*$/;

/** 先记上, 先登着吧: an order, no part of what happened. */
const saveOrder = /^先(?:给我|帮我)?(?:记|登|存|录)(?:上|着|下来?|一下)?(?:吧|了|再说)?$/;

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
  /^(?:\d{1,2}[、.)]\s?|(?:第[一二三四五]|另一|再一|[一二两三]?)(?:个|件|条)(?:投诉|事)?(?:是|$)|第[一二三四]个|[一二三]是|[\s,，。;；:：、!！?？~…—-]|(?:你好|您好|喂|在吗)(?:[,，\s]?我(?=$|[\s,，]))?|[abc][12](?:类|级)?(?:的?客户)?(?![a-z\d])|[[【][^\]】]{1,8}[\]】]|(?:工单|受理|投诉)?(?:编号|单号|号)[:：]?\s?[a-z\d-]{4,}|的(?!士)|(?:投诉|反映|反馈|抱怨|来电|打来电话|打来|打电话来?|来电话)(?:说|讲|称)?(?=.)|说(?=.)|讲(?=.)|称|那边|这边|刚刚|刚才|刚(?=打|说|来|跟|反)|(?:跟|和|给|对)我(?:说|讲|反映)?|[他她]们?说|客户说|客户(?=.)|嗯+|呃|额|啊|呀|哎|那个|就是(?:说)?|(?:[他她](?:刚才?|刚刚)?)?(?:给|跟|和|对)我(?:打(?:了?个?)?电话|发微信)(?:说|讲)?|[他她](?=那个|根本|们?家)|(?:complain(?:s|ed|ing)?|sa(?:ys|id)|call(?:s|ed)|report(?:s|ed))\b(?:\s(?:that|about|of|in)\b)?)+/i;

/** …她说她根本没订过: in one breath, still a clause of its own. */
const inBreath = /(?<=[\u3400-\u9fff]{4})[他她]们?说[他她]?们?(?=[\u3400-\u9fff]{3})/g;
const closingFeeling = /(?:很|非常|特别|相当|十分|超级?|挺|比较|有点|气得|极其|already|very|so)\s?$/;

const tail = new Set([...' ,，;；:：、~—-']);

/** A clause without the words that only introduce it and the marks around it. */
function bareClause(said: string): string {
  let to = said.length;
  while (to > 0 && tail.has(said.charAt(to - 1))) to--;
  return said.slice(0, to).replace(opening, '').trim();
}

/** Longer than that no clause is mere filling; the limit also keeps the pattern from trying every way to part it. */
const saysNothing = (said: string): boolean => said.length <= 20 && empty.test(said);

/** What a clause says beside feelings; empty when it only tells a feeling. */
function besideFeelings(message: Message, from: number, to: number, spans: readonly Span[]): string {
  const feelings = message.hits('emotion').map((h) => [h.from, h.to] as const);
  return bareClause(cut(message.folded, from, to, [...spans, ...feelings]));
}

/** Where a clause ends without the feeling told in its last words (…没订过很生气). */
function withoutClosingFeeling(message: Message, clause: { from: number; to: number }, spans: readonly Span[]): number {
  const ends = (at: number): boolean => at === clause.to || spans.some(([a, b]) => a === at && b >= clause.to);
  const feeling = message.hits('emotion').find((h) => ends(h.to) && h.from > clause.from);
  if (!feeling) return clause.to;
  const strength = closingFeeling.exec(message.folded.slice(clause.from, feeling.from));
  const from = feeling.from - (strength?.[0].length ?? 0);
  const inWord = /^(?:很|非常|特别|挺|好)/.test(message.folded.slice(feeling.from, feeling.to));
  return (strength || inWord) && from - clause.from >= 4 ? from : clause.to;
}

/** Only a space between a Latin word and Chinese (wifi 老掉线) parts nothing. */
function joint(message: Message, last: number, next: number): string {
  const between = message.folded.slice(last, next);
  const latin = /[a-z]$/.test(message.folded.slice(0, last)) || /^[a-z]/.test(message.folded.charAt(next));
  return latin && between === ' ' ? ' ' : ',';
}

/**
 * The story in the words of the message: what is left without the order to record, names, numbers, feelings and the wish.
 * `spans` are those other facts hold.
 */
export function storyOf(message: Message, spans: readonly Span[]): string | undefined {
  const lead =
    (englishCommand.exec(message.folded) ?? command.exec(message.folded) ?? again.exec(message.folded))?.[0].length ??
    0;
  let story = '';
  let last = 0;
  for (const clause of message.clauses) {
    const from = Math.max(clause.from, lead);
    if (from >= clause.to) continue;
    const said = bareClause(cut(message.text, from, withoutClosingFeeling(message, clause, spans), spans)).replace(
      inBreath,
      ',',
    );
    if (said.length < 2 || saveOrder.test(said) || saysNothing(besideFeelings(message, from, clause.to, spans)))
      continue;
    story += story === '' ? said : joint(message, last, clause.from) + said;
    last = clause.to;
  }
  return story.length >= 2 ? story : undefined;
}
