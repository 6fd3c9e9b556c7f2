import type { ClockNode } from './clock-grammar.js';
import { partsOfDay } from './day-words.js';
import type { DayRange, Frame, Precision } from './grammar.js';

/** Local wall time as minutes since 1970-01-01 local; `to` exclusive. */
export interface Moment {
  from: number;
  to: number | null;
  precision: Precision;
  assumed: string[];
  ambiguous: string[];
}

const dayMinutes = 1440;
const working = { from: 8, to: 12 };

/** Minutes of a clock said with a part of the day; past midnight counts on (晚上十二点 → 24:00). */
function byPart(minutes: number, part: number): number {
  const name = partsOfDay[part]?.name;
  const hour = Math.floor(minutes / 60);
  if (hour > 12) return minutes;
  switch (name) {
    case '下午':
    case '傍晚':
      return hour < 12 ? minutes + 720 : minutes;
    case '晚上':
      return hour === 12 ? minutes + 720 : hour < 5 ? minutes + 1440 : minutes + 720;
    case '中午':
      return hour < 10 ? minutes + 720 : minutes;
    case '半夜':
      return hour === 12 ? minutes + 720 : hour >= 9 ? minutes + 720 : minutes + 1440;
    case '凌晨':
      return hour === 12 ? minutes - 720 : minutes;
    default:
      return minutes;
  }
}

interface Chosen {
  minutes: number;
  assumed: string[];
  ambiguous: string[];
}

/** A bare hour takes working hours first: 八点 → 08:00, 三点 → 15:00. Six and seven lie outside both: a person would ask. */
function bareHour(minutes: number): Chosen {
  const hour = Math.floor(minutes / 60);
  if (hour >= working.from && hour <= working.to) return { minutes, assumed: ['working-hours'], ambiguous: [] };
  return {
    minutes: minutes + 720,
    assumed: ['working-hours'],
    ambiguous: hour === 6 || hour === 7 ? ['half-day'] : [],
  };
}

/** On today's date the other half of the day wins when the first is on the wrong side of now. */
function onToday(chosen: Chosen, minutes: number, frame: Frame): Chosen {
  const other = chosen.minutes === minutes ? minutes + 720 : minutes;
  const fits = (m: number): boolean => (frame.past ? m <= frame.minute : m > frame.minute);
  if (fits(chosen.minutes) || !fits(other)) return chosen;
  return {
    minutes: other,
    assumed: [frame.past ? 'already-past' : 'still-ahead'],
    ambiguous: frame.past ? [] : ['half-day'],
  };
}

function chooseMinutes(clock: ClockNode, today: boolean, frame: Frame): Chosen {
  const minutes = clock.minutes ?? 0;
  if (clock.part !== null) {
    // 上午14点
    const other =
      minutes >= 780 && minutes < 1440 && ['凌晨', '早上', '上午'].includes(partsOfDay[clock.part]?.name ?? '');
    return { minutes: byPart(minutes, clock.part), assumed: [], ambiguous: other ? ['half-day'] : [] };
  }
  if (clock.fixed) return { minutes, assumed: clock.habit ? ['office-hours'] : [], ambiguous: [] };
  const chosen = bareHour(minutes);
  return today ? onToday(chosen, minutes, frame) : chosen;
}

/** Without a date: the nearest such moment on the side the frame leans to. */
function undatedDay(frame: Frame, minutes: number): { day: number; assumed: string[]; ambiguous: string[] } {
  if (frame.past)
    return { day: minutes <= frame.minute ? frame.today : frame.today - 1, assumed: ['day'], ambiguous: [] };
  return minutes > frame.minute
    ? { day: frame.today, assumed: ['day'], ambiguous: [] }
    : { day: frame.today + 1, assumed: ['day'], ambiguous: ['no-day'] };
}

function resolvePart(range: DayRange | null, part: number, frame: Frame): Moment {
  const hours = partsOfDay[part] ?? partsOfDay[0];
  const undated = undatedDay(frame, frame.past ? hours.from : hours.to - 1);
  const day = range ? range.from : undated.day;
  return {
    from: day * dayMinutes + hours.from,
    to: day * dayMinutes + hours.to,
    precision: 'part-of-day',
    assumed: range ? range.assumed : undated.assumed,
    ambiguous: [...(range ? range.ambiguous : undated.ambiguous), 'no-time-of-day'],
  };
}

function resolveClock(range: DayRange | null, clock: ClockNode, frame: Frame): Moment {
  const chosen = chooseMinutes(clock, range ? range.from === frame.today : frame.past, frame);
  const undated = range ?? { ...undatedDay(frame, chosen.minutes), from: undatedDay(frame, chosen.minutes).day };
  const at = undated.from * dayMinutes + chosen.minutes;
  // 周二 said on a Tuesday is not today where the hour is over.
  const over = range !== null && !frame.past && chosen.minutes <= frame.minute;
  const dayDoubts = over ? undated.ambiguous.filter((doubt) => doubt !== 'same-weekday') : undated.ambiguous;
  const ambiguous = [...dayDoubts, ...chosen.ambiguous];
  const now = frame.today * dayMinutes + frame.minute;
  if (range && !frame.past && at < now && !ambiguous.includes('past')) ambiguous.push('past');
  return {
    from: at,
    to: null,
    precision: 'minute',
    assumed: [...undated.assumed, ...chosen.assumed, ...(clock.about ? ['about'] : [])],
    ambiguous,
  };
}

/** A date, a time of day, or both, as a moment in local minutes. */
export function resolvePoint(range: DayRange | null, clock: ClockNode | null, frame: Frame): Moment | undefined {
  if (clock && range && range.to - range.from > 1 && range.precision !== 'day') return resolveDays(range, frame);
  if (clock)
    return clock.minutes === null ? resolvePart(range, clock.part ?? 0, frame) : resolveClock(range, clock, frame);
  return range ? resolveDays(range, frame) : undefined;
}

function resolveDays(range: DayRange, frame: Frame): Moment {
  const over = !frame.past && range.to <= frame.today;
  const asks = range.precision === 'day' ? ['no-time-of-day'] : [];
  return {
    from: range.from * dayMinutes,
    to: range.to * dayMinutes,
    precision: range.precision,
    assumed: range.assumed,
    ambiguous: [...new Set([...range.ambiguous, ...(over ? ['past'] : []), ...asks])],
  };
}
