import { type Category, categories } from '../../domain/labels.js';
import { inside, type Message } from '../message.js';
import type { Parties } from '../names/parties.js';
import { type Feature, featuresNamed } from '../weighing/features.js';
import { wordingOf } from '../weighing/outline.js';
import { Scorer, tellable, untold } from '../weighing/scorer.js';

type Span = readonly [number, number];

export const categoryScorer = new Scorer('category', [...categories, untold]);

/** 再不解决就携转: what is threatened, not what happened. */
const threats =
  /(?:再不|不然|否则|要不然|不给|不解决|不处理)[^,。;!?]{0,10}[,\s]?[^,。;!?]{0,4}(?:就|要|都|全部?|马上)[^,。;!?]{1,14}|(?:威胁|扬言|吵着|闹着)(?:说)?(?:要|就)?[^,。;!?]{1,14}|(?:要|就|准备|打算|考虑|想)(?:把)?(?:号码?|全部|都)?(?:携转|携号转网|退网|转网|销户|换运营商|转走|离网)/g;

const threatSpans = (folded: string): Span[] =>
  [...folded.matchAll(threats)].map((m) => [m.index, m.index + m[0].length]);

/** Words of the lists, `wished` where they only stand in a wish or a threat. */
function wordsIn(message: Message, parties: Parties, wishes: readonly Span[]): string[] {
  const names: Span[] = parties.customers.map((c) => [c.from, c.to]);
  const unreal = [...wishes, ...threatSpans(message.folded)];
  const hits = message.hits('category').filter((hit) => !inside(hit, names));
  return hits.map((hit) => (inside(hit, unreal) ? `wished ${hit.code}` : hit.code));
}

/** What the category is weighed by: words of its lists, and the wording. `wishes`: where the demand stands. */
export function categoryFeatures(message: Message, parties: Parties, wishes: readonly Span[]): Feature[] {
  const cues = new Set<string>();
  for (const word of wordsIn(message, parties, wishes)) cues.add(cues.has(`#${word}`) ? `#${word}+` : `#${word}`);
  return [...featuresNamed(cues), ...wordingOf(message, parties)];
}

const saidCategory =
  /(资费|服务|业务|网络|其他)(?:类|方面的?问题|类投诉)|(?:类别|类型|分类)(?:是|:|为)\s?(资费|服务|业务|网络|其他)/;
const codes: Readonly<Record<string, Category>> = {
  资费: 'tariff',
  服务: 'service',
  业务: 'product',
  网络: 'network',
  其他: 'other',
};

/** What the complaint is about; undefined while nothing of it is told. `complains`: it is one, so more is told than words of the lists. */
export function categoryOf(
  message: Message,
  parties: Parties,
  wishes: readonly Span[],
  complains: boolean,
): Category | undefined {
  const said = saidCategory.exec(message.folded);
  if (said) return codes[said[1] ?? said[2] ?? ''];
  const worded = wordsIn(message, parties, wishes).length > 0;
  if (!worded && !complains) return undefined;
  return tellable(categoryScorer.rank(categoryFeatures(message, parties, wishes)), worded)[0]?.[0];
}
