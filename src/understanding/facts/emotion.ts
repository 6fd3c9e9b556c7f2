import { type Emotion, emotions } from '../../domain/labels.js';
import { inside, type Message } from '../message.js';
import type { Parties } from '../names/parties.js';
import { type Feature, featuresNamed } from '../weighing/features.js';
import { wordingOf } from '../weighing/outline.js';
import { Scorer } from '../weighing/scorer.js';

export const emotionScorer = new Scorer('emotion', emotions);

const negated = /(?:没有?多|没那么|没太|谈不上|算不上|倒不|没有?|不|未|别|不想|不会|并不|不太|不怎么|不是很|没怎么)$/;

/** How somebody speaks who has no word for what he feels. */
const manners: ReadonlyArray<readonly [string, RegExp]> = [
  ['you', /你/],
  ['exclaims', /!/],
  ['exclaims again', /!!|\?\?|!\?|\?!/],
  ['why', /凭|为什么|为啥|怎么|谁|什么/],
  ['again', /又|还|再|总|老|天天|一直|次/],
  ['nobody', /没人|没一|从来|根本|一个都|到现在|至今/],
  [
    'praise',
    /厉害|真行|真棒|牛|谢谢|恭喜|真好|高效|佩服|呵呵|哈哈|好啊|辛苦|锦旗|点赞|点个赞|长见识|开眼|好评|不愧|绝了|可以的|感谢你们|了不起|十分满意|真会|服务周到/,
  ],
  ['trusted', /信任|信|以为|原来|本来|老客户|十年|多年|白/],
  ['gently', /麻烦|请问|您好|你好|一下|希望|建议|有空|方便|谢谢|please|hello/],
  ['hurry', /快|赶紧|马上|立刻|今天|现在|等着|急|asap|now/],
  ['loss', /损失|耽误|误|丢|黄|报废/],
  ['threatens', /告你|告我们|去告|起诉|曝光|记者|媒体|举报|工信部|通管局|律师|法院|消协|12\d{3}|抖音|发帖|热搜/],
  [
    'mocks',
    /蜗牛|骆驼|乌龟|摆设|纸糊|驮|骗谁|当[^,。]{0,4}傻|搵笨|咩$|似的|修个寂寞|良心|脸呢|好意思|是人[干做]的|worst|joke|laugh|as if/,
  ],
  ['pleads', /快帮|快来|快点|求求|拜托|怎么办|最后一天|来不及|学费|救命钱|急用|等着用/],
  ['leaves', /携转|携号|转网|退网|销户|换运营商|换(?:成)?(?:电信|移动|联通)|解约|不续/],
  ['halted', /停产|停工|全停|停了|瘫|没法营业|全公司|整个|上不了网|排(?:长)?队|等着/],
  ['ask kindly', /问问|问一下|咨询|了解一下|想知道|看看|看一下|核实|核对|麻烦|\bplease\b|could you/],
  ['counts', /[\d两三四五六七八九十几][次遍天]/],
];

/** Feelings told by words of the list, in order; `not …` where they are denied. */
function toldIn(message: Message, parties: Parties): string[] {
  const names = parties.customers.map((c) => [c.from, c.to] as const);
  const hits = message.hits('emotion').filter((hit) => !inside(hit, names));
  return hits.map(({ code, from }) =>
    code !== 'calm' && negated.test(message.folded.slice(Math.max(0, from - 4), from)) ? `not ${code}` : code,
  );
}

/** Cues are few beside the units of the wording: each counts as often. */
const cueWeight = 3;

/** What the feeling is weighed by: words for it, the manner of whoever speaks, each also for the customer himself, and the wording. */
export function emotionFeatures(message: Message, parties: Parties): Feature[] {
  const cues = new Set<string>();
  for (const cue of toldIn(message, parties)) cues.add(cues.has(cue) ? `${cue}+` : cue);
  const { failures } = message;
  if (failures > 1) cues.add('failures');
  if (message.hits('question').length > 0) cues.add('asks');
  for (const [name, pattern] of manners) if (pattern.test(message.folded)) cues.add(name);
  const speaks = message.context.speaker === 'customer';
  const all = [...cues].flatMap((cue) => [
    cue,
    ...(speaks ? [`speaks & ${cue}`] : []),
    ...(failures > 0 ? [`failure & ${cue}`] : []),
  ]);
  const shown = speaks ? ['speaks', ...all] : all;
  const counted = featuresNamed(shown.map((cue) => `#${cue}`)).flatMap((cue) =>
    Array.from({ length: cueWeight }, () => cue),
  );
  return [...counted, ...wordingOf(message, parties)];
}

/** The feelings by their own names, which go before what else is told: 脸都绿了 … 很失望. */
const byName: ReadonlyArray<readonly [Emotion, RegExp]> = [
  ['angry', /生气|愤怒|恼火|气愤|发火|火大|furious|angry/],
  ['anxious', /着急|焦急|心急|anxious/],
  ['sad', /伤心|难过|委屈|流泪|哭/],
  ['agitated', /激动|agitated/],
  ['disappointed', /失望|寒心|心寒|disappointed/],
];

/** The one feeling that is told by its name; undefined where none or several are. */
function namedIn(folded: string, told: ReadonlySet<string>): Emotion | undefined {
  const named = byName.filter(([emotion, name]) => told.has(emotion) && name.test(folded)).map(([emotion]) => emotion);
  return named.length === 1 ? named[0] : undefined;
}

/** So much must speak for a feeling nobody has a word for. */
const unsaid = 0.4;

/**
 * 愤怒 焦急 伤心 激动 失望, or 平静 when nothing tells otherwise. What is told goes before what is only heard, and that only in what
 * tells a trouble (`complains`, or words of one): 好的 alone has no tone.
 */
export function emotionOf(message: Message, parties: Parties, complains: boolean): Emotion {
  const told = new Set(toldIn(message, parties));
  const heard = complains || message.failures > 0 || message.hits('trouble').length > 0;
  if (told.size === 0 && !heard) return 'calm';
  const named = namedIn(message.folded, told);
  if (named) return named;
  const ranked = emotionScorer.rank(emotionFeatures(message, parties));
  const [best] = ranked.filter(([emotion]) => told.has(emotion)).concat(ranked);
  return best && (told.size > 0 || best[1] >= unsaid) ? best[0] : 'calm';
}
