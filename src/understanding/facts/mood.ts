import type { Category, CustomerClass, Emotion } from '../../domain/labels.js';
import { categories, emotions } from '../../domain/labels.js';
import { inside, type Message } from '../message.js';
import type { Facts } from '../types.js';

const isEmotion = (code: string): code is Emotion => emotions.some((e) => e === code);
const isCategory = (code: string): code is Category => categories.some((c) => c === code);

/** Which feeling wins when several are told: the one that needs soothing most. */
const weight: Record<Emotion, number> = { angry: 5, sad: 4.2, agitated: 4, anxious: 3.5, disappointed: 3.8, calm: 0 };

const negated = /(?:没有?|不|未|别|不想|不会|并不|不太|不怎么|不是很|没怎么)$/;

/** 愤怒 焦急 伤心 激动 失望, or 平静 when nothing tells otherwise. Marks and abuse count where the customer speaks. */
export function emotionOf(message: Message, names: ReadonlyArray<readonly [number, number]>): Emotion {
  const score = new Map<Emotion, number>();
  for (const hit of message.hits('emotion')) {
    if (!isEmotion(hit.code) || inside(hit, names)) continue;
    if (hit.code === 'calm') return 'calm';
    if (negated.test(message.folded.slice(Math.max(0, hit.from - 3), hit.from))) continue;
    score.set(hit.code, (score.get(hit.code) ?? weight[hit.code]) + 0.5);
  }
  if (message.context.speaker === 'customer' && /[!]{2,}|[?]{3,}|[!?]{3,}/.test(message.folded))
    score.set('angry', (score.get('angry') ?? 3) + 0.5);
  let best: Emotion = 'calm';
  for (const [emotion, value] of score) if (value > (score.get(best) ?? 0)) best = emotion;
  return best;
}

/** What the sentence says where no word of the list does, or where its words mislead (账单 that nobody sent). */
const shapes: ReadonlyArray<readonly [Category, number, RegExp]> = [
  [
    'tariff',
    1.5,
    /(?:扣|收|涨|返|退|差|贵|付|花|交)[^,。;!?\d\n]{0,6}[¥$]?\d+(?!\s?(?:g|m|兆|分钟|次|个|天|小时|月|号|日|点|条短信|公里))/,
  ],
  [
    'tariff',
    1,
    /\d+(?:\.\d+)?\s?(?:元|块|毛|rmb|yuan|cny)|[¥$]\s?\d|[一二三四五六七八九十百千两几]+(?:元|块钱|百块|千块|百多|千多|毛)/,
  ],
  [
    'service',
    2.4,
    /没人(?:来|上门|理|管|回|接|认|跟进|改|答复|联系|解决|处理|告诉|通知)|(?:说好|答应|承诺|约好|许诺)[^,。;!?]{0,16}(?:没|不给|不算|放鸽子|结果)|放鸽子|爽约|失约/,
  ],
  [
    'service',
    1.8,
    /(?:机器人|客服|营业员|柜员|店员|师傅|经理|人员)[^,。;!?]{0,12}(?:绕|不到|挂|等|推|凶|骂|吼|冷|懒|踩|要钱|不会|不懂|说不清|不耐烦)|等了[^,。;!?]{0,6}(?:天|小时|钟头|分钟)|说了[几\d三两四五]+(?:次|遍)|天(?:了)?(?:没|不)(?:回|理|来)|换[^,。]{0,4}客户经理/,
  ],
  [
    'network',
    1.6,
    /(?:网|wifi|信号|线路|专线|宽带|光纤|系统|机房)[^,。;!?\n]{0,7}(?:断|掉|崩|卡|慢|差|瘫|不通|不稳|不上|闪|打不开|转圈)|\d+\s?(?:兆|mbps)|测速|网速|带宽/,
  ],
  ['tariff', 1.5, /(?:扣|收)[^,。;!?]{0,4}(?:月租|费|钱|款)/],
  ['network', 0.7, /网(?![站点友购银厅约吧])/],
  ['network', 1, /刷不了|刷不过|登不上|转圈|打不通|打不进|打不出|上不去/],
  [
    'product',
    1.6,
    /(?:号|卡|机)[^,。;!?]{0,3}(?:又|被|给)?(?:停|封|关)(?!车)|停(?:了|我|他|她)?(?:的|们)?(?:号|机|卡)|激活|物联网?卡|转接|携号|携转|补卡|补的|换卡|办的|生效|开通|销户|过户|实名|模板|短信平台|发票/,
  ],
];

/** 再不解决就携转: what is threatened, not what happened. */
const threats =
  /(?:再不|不然|否则|要不然|不给|不解决|不处理)[^,。;!?]{0,10}[,\s]?[^,。;!?]{0,4}(?:就|要|都|全部?|马上)[^,。;!?]{1,14}|(?:威胁|扬言|吵着|闹着)(?:说)?(?:要|就)?[^,。;!?]{1,14}|(?:要|就|准备|打算|考虑|想)(?:把)?(?:号码?|全部|都)?(?:携转|携号转网|退网|转网|销户|换运营商|转走|离网)/g;

function threatSpans(folded: string): Array<readonly [number, number]> {
  return [...folded.matchAll(threats)].map((m) => [m.index, m.index + m[0].length] as const);
}

/** What the complaint is about, by the weight of its words and shapes; undefined when neither tells. */
export function categoryOf(
  message: Message,
  names: ReadonlyArray<readonly [number, number]>,
  wishes: ReadonlyArray<readonly [number, number]>,
): Category | undefined {
  const score = new Map<Category, number>();
  const add = (category: Category, value: number): void => {
    score.set(category, (score.get(category) ?? 0) + value);
  };
  const threatened = threatSpans(message.folded);
  let told = message.folded;
  for (const [from, to] of threatened) told = told.slice(0, from) + ','.repeat(to - from) + told.slice(to);
  for (const hit of message.hits('category')) {
    if (!isCategory(hit.code) || inside(hit, names)) continue;
    const length = hit.to - hit.from >= 3 ? 1.6 : 1;
    // What is wanted (减免, 退) says less of the matter than what happened.
    add(hit.code, inside(hit, wishes) || inside(hit, threatened) ? length * 0.4 : length);
  }
  for (const [category, value, shape] of shapes) if (shape.test(told)) add(category, value);
  let best: Category | undefined;
  for (const category of categories)
    if ((score.get(category) ?? 0) > (best ? (score.get(best) ?? 0) : 0)) best = category;
  return saidCategory(message.folded) ?? best;
}

function saidCategory(folded: string): Category | undefined {
  const m =
    /(资费|服务|业务|网络|其他)(?:类|方面的?问题|类投诉)|(?:类别|类型|分类)(?:是|:|为)\s?(资费|服务|业务|网络|其他)/.exec(
      folded,
    );
  const codes: Record<string, Category> = {
    资费: 'tariff',
    服务: 'service',
    业务: 'product',
    网络: 'network',
    其他: 'other',
  };
  return codes[m?.[1] ?? m?.[2] ?? ''];
}

const classSaid =
  /(?:^|[^a-z0-9])([abc][12]?)\s?(?:类|级|class|等)|class\s?([abc][12]?)(?![a-z0-9])|[(,:\s]([ab][12])(?=[),\s客]|$)|(政府)(?:类|重要)?(?:客户|单位)/;

/** A, B, C, A1 …, 政府 as said. */
export function customerClassOf(message: Message): Facts['customerClass'] {
  const m = classSaid.exec(message.folded);
  if (!m) return undefined;
  if (m[4]) return '政府';
  const said = (m[1] ?? m[2] ?? m[3] ?? '').toUpperCase();
  const known: ReadonlyArray<CustomerClass | 'A' | 'B'> = ['A1', 'A2', 'B1', 'B2', 'C', 'A', 'B'];
  return known.find((c) => c === said);
}

/** Said in the message; a class A customer is no VIP. */
export function vipOf(message: Message): boolean | undefined {
  const hits = message.hits('vip');
  if (hits.length === 0) return undefined;
  const last = hits.at(-1);
  if (last?.code === 'no') return false;
  const denied = hits.every((h) =>
    /(?:不是|非|没有|不算|无)$/.test(message.folded.slice(Math.max(0, h.from - 2), h.from)),
  );
  return !denied;
}
