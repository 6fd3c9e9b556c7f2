import { inside, type Message } from '../message.js';
import type { TimeReading } from '../types.js';

/** Times of the call or of our doing, not of the matter: 刚打来, 明早十点前回他. */
const ofOurs =
  /^(?:前)?(?:就|再|先|我|前)?(?:回他|回她|回电|回复|答复|给他回|给她回|联系|反馈给|跟进|打来|来电|来函|来信|致电|函告|碰到|去营业厅|遇到|打电话|给我打|来的电话|说的|找我|反映的|一早就找|拉着我|缠着我|冲我|跟我|炸了|发火|发飙|又来|来找|上门找|在电话里|在群里|微信|嚷|骂)/;
const wished = /(?:必须|要|得|能|请|尽快|最晚|最迟|截止|限)$/;

function iso(time: TimeReading): string | undefined {
  const day = time.start.slice(0, 10);
  switch (time.precision) {
    case 'minute':
      return time.start;
    case 'day':
    case 'part-of-day':
      return time.ambiguous.includes('no-day') ? undefined : day;
    case 'month':
      return day.slice(0, 7);
    case 'year':
      return day.slice(0, 4);
    default:
      return undefined;
  }
}

const comparison = /(?:比|跟|和|较)$/;

/** Where the words go on behind a time and the names beside it: 今天福源米业石大姐|拉着我说. */
function pastNames(message: Message, at: number, names: ReadonlyArray<readonly [number, number]>): number {
  const next = names.find(([from, to]) => from >= at && to > at && from - at <= 1);
  return next ? pastNames(message, next[1], names) : at;
}

/** 这几天晚上, 一到下午: again and again, at no time of its own. */
const usual = /(?:这[几两些]天|这段时间|每天|天天|每周|每月|每个月|一到|每到|每逢|最近|老是|总是|经常)(?:的)?$/;

/** 今天查根本没生效: the day it was found out, asked or complained, not the day it happened. */
const foundOut =
  /^(?:才|一|又|再|我|他|她|客户|去|来)*(?:查(?!不到)|看(?:账单|到)?|发现|问|催|投诉|打客服|打热线|打电话|对账|核账|收到账单|才知道|还没|还是没)/;

/** 从11月起, 8月开始: since then, whatever happens again and again after it. */
function isSince(message: Message, time: TimeReading): boolean {
  const [from, to] = time.span;
  return (
    /(?:从|自|打)$/.test(message.folded.slice(Math.max(0, from - 1), from)) ||
    /(?:起|开始|以来|since)$/.test(time.said) ||
    /^(?:起|开始|以来|就)/.test(message.folded.slice(to, to + 2))
  );
}

/** When it happened, in the precision that was said: the first time of the story that is no wish and lies behind. */
export function occurredAtOf(
  message: Message,
  demandSpans: ReadonlyArray<readonly [number, number]>,
  names: ReadonlyArray<readonly [number, number]>,
): string | undefined {
  const stories = message.behind.filter((time) => {
    const [from, to] = time.span;
    if (inside({ from, to }, demandSpans) || time.relation === 'before') return false;
    // 到今天没生效 says until when, not when.
    if (/[到至]$/.test(message.folded.slice(Math.max(0, from - 1), from))) return false;
    // 用了十五年的号码, 话费比上月多: a time it lasted, a time it is compared with.
    if (
      (time.precision === 'year' && /十/.test(time.said)) ||
      comparison.test(message.folded.slice(Math.max(0, from - 2), from))
    )
      return false;
    // 告诉我下班了 tells no hour.
    if (/^[上下]班$/.test(time.said) && /^了/.test(message.folded.slice(to))) return false;
    // 晚上都很慢: every evening. 今天就得用, 说今天来: wanted or promised.
    const next = message.folded.slice(to, to + 5);
    if (time.assumed.includes('day') && /^(?:都|总|老|就|会|经常|时|的时候|高峰|饭点)/.test(next)) return false;
    if (/^(?:就|必须|一定)?(?:得|要|必须)(?!命|不)/.test(next)) return false;
    if (
      /^(?:能|会)?(?:来|上门|过来|到|给装|给修|弄好|修好|处理|答复|回电)/.test(next) &&
      /(?:说|答应|承诺|约|讲)(?:好|了|是)?$/.test(message.folded.slice(Math.max(0, from - 3), from))
    )
      return false;
    if (usual.test(message.folded.slice(Math.max(0, from - 4), from))) return false;
    const behind = pastNames(message, to, names);
    if (
      ofOurs.test(message.folded.slice(behind, behind + 6)) ||
      wished.test(message.folded.slice(Math.max(0, from - 2), from))
    )
      return false;
    return Date.parse(time.start) <= message.context.now;
  });
  const happened = stories.filter((t) => !foundOut.test(message.folded.slice(t.span[1], t.span[1] + 8)));
  const told = happened.length > 0 ? happened : stories;
  const [first] = told;
  if (!first) return undefined;
  const best =
    told.find((t) => iso(t) !== undefined && isSince(message, t)) ??
    alike(nearestToTrouble(message, told), told, message) ??
    told.find((t) => t.precision === 'minute') ??
    first;
  if (!best.assumed.includes('day')) return iso(best);
  // A bare hour belongs to the day told before it.
  const day = told.filter((t) => t.span[0] < best.span[0] && t.precision !== 'minute' && iso(t)?.length === 10).at(-1);
  return day ? `${day.start.slice(0, 10)}${best.start.slice(10)}` : iso(best);
}

/** 8月9月10月三个月: of times told in a row the first. */
function alike(time: TimeReading | undefined, told: readonly TimeReading[], message: Message): TimeReading | undefined {
  const before = told.findLast((t) => time && t.span[1] <= time.span[0] && t.precision === time.precision);
  return before && time && /^[和、,及跟与\s]*$/.test(message.folded.slice(before.span[1], time.span[0]))
    ? alike(before, told, message)
    : time;
}

/** Among words of trouble those that tell how somebody took it. */
const feelings = /^(?:炸了|骂|生气|火大|发火|发飙|气死|不满|抱怨|furious|angry|投诉|客诉|吐槽|埋怨)/;

/** Of several times the one told just before what went wrong: 昨天刚交的费今天下午就停机. */
function nearestToTrouble(message: Message, stories: readonly TimeReading[]): TimeReading | undefined {
  let best: { time: TimeReading; distance: number } | undefined;
  for (const trouble of message.hits('trouble')) {
    if (feelings.test(message.folded.slice(trouble.from, trouble.to))) continue;
    for (const time of stories) {
      const distance = trouble.from - time.span[1];
      if (distance < 0 || distance > 14 || (best && distance >= best.distance)) continue;
      const apart = /[。;!?\n]/.test(message.folded.slice(time.span[1], trouble.from));
      if (!apart) best = { time, distance };
    }
  }
  return best?.time;
}
