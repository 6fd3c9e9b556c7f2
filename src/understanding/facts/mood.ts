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

const moneyInDispute =
  /\d+(?:\.\d+)?\s?(?:元|块|万)|[一二三四五六七八九十百千两几]+(?:元|块钱|百块|千块|百多|千多)|[¥$]\s?\d|\d\s?(?:rmb|yuan|cny)/;

/** What the complaint is about, by the weight of its words; undefined when no word tells. */
export function categoryOf(message: Message, names: ReadonlyArray<readonly [number, number]>): Category | undefined {
  const score = new Map<Category, number>();
  for (const hit of message.hits('category')) {
    if (!isCategory(hit.code) || inside(hit, names)) continue;
    const length = hit.to - hit.from;
    score.set(hit.code, (score.get(hit.code) ?? 0) + (length >= 3 ? 1.6 : 1));
  }
  const tariff = score.get('tariff');
  if (tariff && moneyInDispute.test(message.folded)) score.set('tariff', tariff + 1.5);
  let best: Category | undefined;
  for (const category of categories)
    if ((score.get(category) ?? 0) > (best ? (score.get(best) ?? 0) : 0)) best = category;
  return best ?? saidCategory(message.folded);
}

function saidCategory(folded: string): Category | undefined {
  const m = /(资费|服务|业务|网络|其他)(?:类|方面|问题|投诉)/.exec(folded)?.[1];
  const codes: Record<string, Category> = {
    资费: 'tariff',
    服务: 'service',
    业务: 'product',
    网络: 'network',
    其他: 'other',
  };
  return m === undefined ? undefined : codes[m];
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
