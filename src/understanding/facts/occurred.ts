import { inside, type Message } from '../message.js';
import type { TimeReading } from '../types.js';

/** Times of the call or of our doing, not of the matter: 刚打来, 明早十点前回他. */
const ofOurs =
  /^(?:前)?(?:就|再|先|我|前)?(?:回他|回她|回电|回复|答复|给他回|给她回|联系|反馈给|跟进|打来|来电|打电话|给我打|来的电话|说的|找我|反映的)/;
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

/** When it happened, in the precision that was said: the first time of the story that is no wish and lies behind. */
export function occurredAtOf(
  message: Message,
  demandSpans: ReadonlyArray<readonly [number, number]>,
): string | undefined {
  const stories = message.behind.filter((time) => {
    const [from, to] = time.span;
    if (inside({ from, to }, demandSpans) || time.relation === 'before') return false;
    // 到今天没生效 says until when, not when.
    if (/[到至]$/.test(message.folded.slice(Math.max(0, from - 1), from))) return false;
    if (ofOurs.test(message.folded.slice(to, to + 6)) || wished.test(message.folded.slice(Math.max(0, from - 2), from)))
      return false;
    return Date.parse(time.start) <= message.context.now;
  });
  const [first] = stories;
  if (!first) return undefined;
  const best = nearestToTrouble(message, stories) ?? stories.find((t) => t.precision === 'minute') ?? first;
  if (!best.assumed.includes('day')) return iso(best);
  // A bare hour belongs to the day told before it.
  const day = stories
    .filter((t) => t.span[0] < best.span[0] && t.precision !== 'minute' && iso(t)?.length === 10)
    .at(-1);
  return day ? `${day.start.slice(0, 10)}${best.start.slice(10)}` : iso(best);
}

/** Of several times the one told just before what went wrong: 昨天刚交的费今天下午就停机. */
function nearestToTrouble(message: Message, stories: readonly TimeReading[]): TimeReading | undefined {
  let best: { time: TimeReading; distance: number } | undefined;
  for (const trouble of message.hits('trouble')) {
    for (const time of stories) {
      const distance = trouble.from - time.span[1];
      if (distance < 0 || distance > 14 || (best && distance >= best.distance)) continue;
      const apart = /[。;!?\n]/.test(message.folded.slice(time.span[1], trouble.from));
      if (!apart) best = { time, distance };
    }
  }
  return best?.time;
}
