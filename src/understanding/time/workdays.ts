import type { DayNumber } from './days.js';
import { type Frame, skip, take, takeNumber } from './grammar.js';
import type { Token } from './tokens.js';

/** First day off the holiday that begins at `day`, then on to the n-th working day. */
export function workdayAfter(frame: Frame, day: DayNumber, nth: number): DayNumber {
  let n = day;
  for (let left = nth, guard = 0; left > 0 && guard < 60; guard++) {
    n++;
    if (frame.isWorkingDay(n)) left--;
  }
  return n;
}

export function workdayBefore(frame: Frame, day: DayNumber, nth: number): DayNumber {
  let n = day;
  for (let left = nth, guard = 0; left > 0 && guard < 60; guard++) {
    n--;
    if (frame.isWorkingDay(n)) left--;
  }
  return n;
}

/** 头 in 头一天. */
const headOf = (tokens: readonly Token[], at: number): Token | undefined =>
  take(tokens, at, 'month-part')?.value === 1 ? tokens[at] : undefined;

/** 第一个工作日, 头一天上班; `next` behind. */
export function ordinalWorkday(tokens: readonly Token[], at: number): { nth: number; next: number } | undefined {
  const start = skip(tokens, at, 'filler');
  const ordinal = take(tokens, start, 'ordinal', 'last') ?? headOf(tokens, start);
  const number = ordinal && takeNumber(tokens, start + 1, 1, 9);
  const next = ordinal ? skip(tokens, number ? start + 2 : start + 1, 'ge') : skip(tokens, start, 'ge');
  if (take(tokens, next, 'workday')) {
    // 上班第一天
    const behind = skip(tokens, next + 1, 'filler');
    if (
      !number &&
      take(tokens, behind, 'ordinal') &&
      take(tokens, behind + 1, 'number') &&
      take(tokens, behind + 2, 'days')
    )
      return { nth: 1, next: behind + 3 };
    return { nth: number ? number.value : 1, next: next + 1 };
  }
  if (number && take(tokens, next, 'days') && take(tokens, next + 1, 'workday'))
    return { nth: number.value, next: next + 2 };
  return undefined;
}
