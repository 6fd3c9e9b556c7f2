import { firstOf, type Parsed, type Production, skip, take, takeNumber } from './grammar.js';
import type { Token } from './tokens.js';

/** A time of day. `minutes` null: only a part of the day was said. */
export interface ClockNode {
  minutes: number | null;
  /** 14:00, 3pm: no other half of the day is possible. */
  fixed: boolean;
  /** Index into partsOfDay. */
  part: number | null;
  about: boolean;
  /** Minutes filled in from an office habit (下班 → 18:00). */
  habit: boolean;
}

const clockOf = (minutes: number, fixed: boolean, about = false): ClockNode => ({
  minutes,
  fixed,
  part: null,
  about,
  habit: false,
});

/** What no hour stands before: 两点要求, 一点都不, 3点意见. */
const notAnHour =
  /^(?:都|也|儿|水|式|一线|折扣|共识|注意|头绪|线索|眉目|进展|经验|启示|不(?!见)|没|意见|建议|要求|原因|问题|小|几分|疑|希望|诉求|想法|说明|感受|体会|钱|意思|用)/;
/** Behind these 一点 means "a little". */
const littleBefore = /[快慢早晚多少差大好便宜高低贵远近长短有了稍急轻重软硬松紧强弱清楚实在严格准确用干]$/;

export interface ClockText {
  text: string;
}

/** Minutes behind an hour: 半, 一刻, 十五(分), 零五分, 差五分, 整. */
function minutesAfter(text: string, tokens: readonly Token[], at: number): { minutes: number; next: number } {
  const half = take(tokens, at, 'half');
  if (half && !tokens[at]?.spaced && !/^(?:个|天|小时|价|年|月)/.test(text.slice(half.to, half.to + 2)))
    return { minutes: 30, next: at + 1 };
  if (take(tokens, at, 'sharp')) return { minutes: 0, next: at + 1 };
  const late = skip(tokens, at, 'past-hour');
  const early = take(tokens, at, 'to-hour');
  const number = takeNumber(tokens, early ? at + 1 : late, 0, 59);
  if (!number || (number.spaced && !take(tokens, (early ? at + 1 : late) + 1, 'minute')))
    return { minutes: 0, next: at };
  const behind = (early ? at + 1 : late) + 1;
  const unit = take(tokens, behind, 'quarter', 'minute');
  if (unit?.kind === 'quarter' && number.value * unit.value < 60)
    return { minutes: (early ? -unit.value : unit.value) * number.value, next: behind + 1 };
  if (unit?.kind === 'minute') return { minutes: early ? -number.value : number.value, next: behind + 1 };
  const plain = number.to - number.from === 2 || (number.value >= 10 && !number.fixed);
  const counted = /^(?:个|人|万|元|块|号|月|天|多|位|名|台|条|度|%|折|分钟|点|年|层|楼|小时|份|次|家|件|兆|g|m)/.test(
    text.slice(number.to, number.to + 2),
  );
  return plain && !counted && !early && number.value >= 5
    ? { minutes: number.value, next: behind }
    : { minutes: 0, next: at };
}

/** 三四点, 三、四点: the earlier of the two. */
function guessedHour(text: string, tokens: readonly Token[], at: number): Parsed<ClockNode> | undefined {
  const number = takeNumber(tokens, at, 1, 24);
  if (!number) return undefined;
  const said = text.slice(number.from, number.to);
  const twice = !number.fixed && said.length === 2 && !said.includes('十') && take(tokens, at + 1, 'hour');
  if (twice) return { node: clockOf((number.value - 1) * 60, false, true), next: at + 2 };
  const listed = text.charAt(number.to) === '、' && takeNumber(tokens, at + 2, number.value + 1, number.value + 1);
  if (!listed || !take(tokens, at + 3, 'hour')) return undefined;
  return { node: clockOf(number.value * 60, number.value > 12, true), next: at + 4 };
}

/** 三点, 3点半, 十点一刻, 8点差5分, 14时30分. */
function hourClock(text: string): Production<ClockNode> {
  return (tokens, at) => {
    const guessed = guessedHour(text, tokens, at);
    if (guessed) return guessed;
    const number = takeNumber(tokens, at, 0, 24);
    const about = number && skip(tokens, at + 1, 'about') > at + 1 && tokens[at + 1]?.value === 0;
    const place = number ? (about ? at + 2 : at + 1) : at;
    const unit = number && take(tokens, place, 'hour');
    if (!number || !unit || (about && !/[多来]/.test(text.slice(number.to, unit.from)))) return undefined;
    const after = text.slice(unit.to, unit.to + 2);
    if (notAnHour.test(after) && !/^(?:都?不?到)/.test(after)) return undefined;
    if (number.value === 1 && /^(?:半点|钱|事|东西|礼|茶|吃|喝|线|网|信号|流量|优惠|折|办法|小)/.test(after))
      return undefined;
    if (number.value === 1 && littleBefore.test(text.slice(Math.max(0, number.from - 2), number.from)))
      return undefined;
    // 百分之三点五
    if (text.charAt(number.from - 1) === '之') return undefined;
    const before = tokens[at - 1];
    if (
      before?.to === number.from &&
      ['ordinal', 'about'].includes(before.kind) &&
      /[第几]$/.test(text.slice(0, number.from).slice(-1))
    )
      return undefined;
    if (unit.to - unit.from === 1 && text.charAt(unit.from) === '时' && /^[间候段代限常]/.test(after)) return undefined;
    const { minutes, next } = minutesAfter(text, tokens, place + 1);
    const end = skip(tokens, next, 'about', 'sharp');
    const total = number.value * 60 + minutes;
    return {
      node: clockOf(total, number.value > 12 || number.value === 0, end > next || Boolean(about)),
      next: end > next && !tokens[next]?.spaced ? end : next,
    };
  };
}

/** 差五分十点, 差一刻三点. */
function earlyClock(text: string): Production<ClockNode> {
  const hour = hourClock(text);
  return (tokens, at) => {
    const number = take(tokens, at, 'to-hour') && takeNumber(tokens, at + 1, 1, 30);
    const unit = number && take(tokens, at + 2, 'minute', 'minutes', 'quarter');
    const clock = unit && hour(tokens, skip(tokens, at + 3, 'to', 'filler'));
    if (!number || !unit || !clock || clock.node.minutes === null) return undefined;
    const early = unit.kind === 'quarter' ? number.value * unit.value : number.value;
    return { node: { ...clock.node, minutes: clock.node.minutes - early }, next: clock.next };
  };
}

/** 14:00, 3pm, 9:30 (about). */
const figureClock: Production<ClockNode> = (tokens, at) => {
  const token = take(tokens, at, 'clock');
  if (!token) return undefined;
  const unit = skip(tokens, at + 1, 'hour');
  const end = skip(tokens, unit, 'about');
  return { node: clockOf(token.value, token.fixed, end > unit), next: skip(tokens, end, 'sharp') };
};

/** half past three, quarter to five, ten past nine. */
const englishClock: Production<ClockNode> = (tokens, at) => {
  const amount = take(tokens, at, 'half')
    ? 30
    : take(tokens, at, 'quarter')
      ? 15
      : takeNumber(tokens, at, 5, 29)?.value;
  const side = take(tokens, at + 1, 'past-rel', 'to');
  const hour = amount === undefined || !side ? undefined : takeNumber(tokens, at + 2, 1, 12);
  if (amount === undefined || !hour || !side) return undefined;
  if (side.kind === 'to' && side.to - side.from !== 2) return undefined;
  return { node: clockOf(hour.value * 60 + (side.kind === 'to' ? -amount : amount), false), next: at + 3 };
};

/** at 3 places, at 5%: figures of something else. */
const notCounted = /^\s?(?:%|元|人|个|号|\/|(?!(?:to|on|with|for|in|and|at|then|next|this|sharp)\b)[a-z])/;

/** "at 3": a bare figure only behind `at`; "by noon", "noon". */
function atHour(text: string): Production<ClockNode> {
  return (tokens, at) => {
    const lead = take(tokens, at, 'filler', 'before', 'after', 'to', 'about');
    if (!lead || !/^(?:at|by|before|after|around|about)$/.test(text.slice(lead.from, lead.to))) return undefined;
    const number = takeNumber(tokens, at + 1, 1, 12);
    if (!number || notCounted.test(text.slice(number.to, number.to + 8))) return undefined;
    if (lead.kind === 'about') return { node: clockOf(number.value * 60, false, true), next: at + 2 };
    return lead.kind === 'filler' ? { node: clockOf(number.value * 60, false), next: at + 2 } : undefined;
  };
}

/** 八 in 明早八, 周四晚七: an hour without its unit behind a part of the day in one character. */
function hourBehindPart(text: string): Production<ClockNode> {
  return (tokens, at) => {
    const part = take(tokens, at - 1, 'part', 'bare-part');
    const hour = part && takeNumber(tokens, at, 6, 11);
    if (
      !hour ||
      !/[早晚]/.test(text.charAt(hour.from - 1)) ||
      !/^(?:$|[\s,。;去到在见来约上拜过开])/.test(text.slice(hour.to, hour.to + 1))
    )
      return undefined;
    return { node: clockOf(hour.value * 60, false), next: at + 1 };
  };
}

/** 9 in the morning. */
const hourInThe: Production<ClockNode> = (tokens, at) => {
  const hour = takeNumber(tokens, at, 1, 12);
  const behind = hour && take(tokens, at + 1, 'in') ? skip(tokens, at + 2, 'filler') : at + 1;
  return hour && behind > at + 1 && take(tokens, behind, 'part')
    ? { node: clockOf(hour.value * 60, false), next: at + 1 }
    : undefined;
};

/** noon, 正午. */
const namedHour: Production<ClockNode> = (tokens, at) => {
  const token = take(tokens, at, 'named-hour');
  return token && { node: clockOf(token.value, true), next: at + 1 };
};

/** 下班前, 一上班. */
function officeClock(text: string): Production<ClockNode> {
  return (tokens, at) => {
    const token = take(tokens, at, 'off-work');
    // 吃饭 is what one does; only 吃饭前 and the like tell when.
    const meal = token && text.slice(token.from, token.to) === '吃饭';
    if (!token || (meal && !/^(?:之|以)?(?:前|后|时|的时候|那会)/.test(text.slice(token.to, token.to + 3))))
      return undefined;
    return { node: { ...clockOf(token.value, true), habit: true }, next: at + 1 };
  };
}

/** Any time of day without its part: 三点半, 15:30, half past three, 下班. */
export function clockGrammar(text: string): Production<ClockNode> {
  const clock = firstOf(
    englishClock,
    figureClock,
    hourClock(text),
    earlyClock(text),
    atHour(text),
    hourBehindPart(text),
    hourInThe,
    namedHour,
    officeClock(text),
  );
  return (tokens, at) => withPart(text, clock, tokens, at);
}

/** 下午三点, 下午, 3点下午 is not said; English has the part behind: 3 in the afternoon. */
function withPart(
  text: string,
  clock: Production<ClockNode>,
  tokens: readonly Token[],
  at: number,
): Parsed<ClockNode> | undefined {
  const part = take(tokens, at, 'part');
  // 一上午 is a length; 周一上午 is none.
  const one = tokens[at - 1];
  const whole = part && one?.kind === 'number' && one.value === 1 && !one.fixed && one.to === part.from;
  if (whole && !take(tokens, at - 2, 'week')) return undefined;
  if (part) {
    const second = take(tokens, at + 1, 'part');
    const named = second && second.value > part.value && part.value <= 1 ? second : part;
    const behind = named === second ? at + 2 : at + 1;
    const start = skip(tokens, behind, 'filler', 'comma', 'about');
    const found = take(tokens, start, 'off-work') ? undefined : (clock(tokens, start) ?? clock(tokens, behind));
    return found
      ? { node: { ...found.node, part: named.value }, next: found.next }
      : {
          node: { minutes: null, fixed: false, part: named.value, about: false, habit: false },
          next: named === second ? at + 2 : at + 1,
        };
  }
  const found = clock(tokens, at);
  if (!found) return undefined;
  const behind = skip(tokens, found.next, 'in', 'filler');
  const half = take(tokens, found.next, 'part');
  const later =
    (half && /^[ap]m$/.test(text.slice(half.from, half.to))) || behind > found.next
      ? take(tokens, behind, 'part')
      : undefined;
  return later ? { node: { ...found.node, part: later.value }, next: behind + 1 } : found;
}
