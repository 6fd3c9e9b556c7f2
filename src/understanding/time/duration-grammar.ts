import { partsOfDay } from './day-words.js';
import { type Parsed, skip, take, takeNumber } from './grammar.js';
import type { Token } from './tokens.js';

/** A length of time: months and days move on the calendar, minutes on the clock. */
export interface Duration {
  months: number;
  days: number;
  minutes: number;
  /** Counted in working days. */
  workdays: number;
  /** Smallest unit said. */
  unit: 'minutes' | 'hours' | 'days' | 'weeks' | 'months' | 'years' | 'workdays';
}

const zero: Duration = { months: 0, days: 0, minutes: 0, workdays: 0, unit: 'minutes' };

function ofUnit(amount: number, token: Token): Duration | undefined {
  switch (token.kind) {
    case 'year':
      return { ...zero, months: Math.round(amount * 12), unit: 'years' };
    case 'quarter-of-year':
      return { ...zero, months: Math.floor(amount) * 3, unit: 'months' };
    case 'months':
    case 'month':
      return { ...zero, months: Math.floor(amount), days: Math.round((amount % 1) * 30), unit: 'months' };
    case 'week':
      return { ...zero, days: Math.round(amount * 7), unit: 'weeks' };
    case 'days':
      return Number.isInteger(amount) || amount > 1
        ? { ...zero, days: Math.floor(amount), minutes: (amount % 1) * 1440, unit: 'days' }
        : { ...zero, minutes: 240, unit: 'hours' };
    case 'workday':
      return { ...zero, workdays: Math.ceil(amount), unit: 'workdays' };
    // 一个半钟
    case 'sharp':
      return amount % 1 === 0.5 ? { ...zero, minutes: amount * 60, unit: 'hours' } : undefined;
    case 'hours':
      return { ...zero, minutes: Math.round(amount * 60), unit: 'hours' };
    case 'minutes':
    case 'minute':
      return { ...zero, minutes: Math.round(amount), unit: 'minutes' };
    case 'quarter':
      return { ...zero, minutes: Math.round(amount * token.value), unit: 'minutes' };
    default:
      return undefined;
  }
}

/** 三, 两个半, 半, 1.5, 三个: how many, and where the unit stands. */
function amountAt(tokens: readonly Token[], at: number): { amount: number; next: number; half: boolean } | undefined {
  if (take(tokens, at, 'half')) {
    const next = skip(tokens, at + 1, 'ge', 'about');
    return { amount: 0.5, next: take(tokens, next, 'number')?.value === 1 ? next + 1 : next, half: true };
  }
  // 个把小时
  if (take(tokens, at, 'one-or-so')) return { amount: 1, next: skip(tokens, at + 1, 'ge'), half: false };
  const number = take(tokens, at, 'number');
  if (!number) return undefined;
  // two and a half hours
  const half = halfBehind(tokens, at + 1);
  if (half) return { amount: number.value + 0.5, next: half, half: true };
  const whole = take(tokens, at + 1, 'sharp') && take(tokens, at + 2, 'days') ? at + 2 : at + 1;
  const ge = skip(tokens, whole, 'about', 'ge');
  if (take(tokens, ge, 'half')) return { amount: number.value + 0.5, next: skip(tokens, ge + 1, 'ge'), half: true };
  return { amount: number.value, next: ge, half: false };
}

/** "and a half". */
function halfBehind(tokens: readonly Token[], at: number): number | undefined {
  const said = take(tokens, at, 'and') && take(tokens, at + 1, 'number')?.value === 1 && take(tokens, at + 2, 'half');
  return said ? at + 3 : undefined;
}

/** 一上午, 一下午: half a working day. */
function halfDay(tokens: readonly Token[], at: number): Parsed<Duration> | undefined {
  const one = takeNumber(tokens, at, 1, 1);
  const part = one && !one.fixed ? take(tokens, skip(tokens, at + 1, 'ge'), 'part') : undefined;
  const name = part && partsOfDay[part.value]?.name;
  if (!one || (name !== '上午' && name !== '下午') || take(tokens, at - 1, 'week', 'rel', 'ordinal')) return undefined;
  return { node: { ...zero, minutes: 240, unit: 'hours' }, next: skip(tokens, at + 1, 'ge') + 1 };
}

function onePart(tokens: readonly Token[], at: number): Parsed<Duration> | undefined {
  const half = halfDay(tokens, at);
  if (half) return half;
  const amount = amountAt(tokens, at);
  const unit = amount && tokens[amount.next];
  if (
    !amount ||
    !unit ||
    (unit.kind === 'month' && tokens[amount.next - 1]?.kind === 'number' && unit.to - unit.from <= 2)
  )
    return undefined;
  // 2026年, 07年 are years.
  const said = tokens[at];
  const short = said?.fixed && said.to - said.from === 2 && said.value < 10;
  if (unit.kind === 'year' && (amount.amount >= 100 || short)) return undefined;
  const split = !amount.half && ['hours', 'days', 'year'].includes(unit.kind);
  const plain = take(tokens, amount.next + 1, 'half') ? amount.next + 2 : undefined;
  const behind = split ? (halfBehind(tokens, amount.next + 1) ?? plain) : undefined;
  const node = ofUnit(amount.amount + (behind ? 0.5 : 0), unit);
  return node && { node, next: behind ?? amount.next + 1 };
}

function sum(a: Duration, b: Duration): Duration {
  return {
    months: a.months + b.months,
    days: a.days + b.days,
    minutes: a.minutes + b.minutes,
    workdays: a.workdays + b.workdays,
    unit: b.unit,
  };
}

/** 两小时, 一个半小时, 2小时30分钟, 三天, 半天, 一刻钟, 三个工作日, 一年零三个月. A clock (三点) is none. */
export function durationAt(tokens: readonly Token[], at: number): Parsed<Duration> | undefined {
  const first = onePart(tokens, at);
  if (!first || (tokens[first.next - 1]?.kind === 'minute' && take(tokens, at + 1, 'minute'))) return undefined;
  let whole = first;
  for (;;) {
    const from = skip(tokens, whole.next, 'filler', 'more');
    const part = take(tokens, from, 'number', 'half') && onePart(tokens, from);
    if (!part || part.node.unit === whole.node.unit || part.node.unit === 'workdays') return whole;
    whole = { node: sum(whole.node, part.node), next: part.next };
  }
}

/** Length in minutes when it is one of hours or minutes (or a whole day of eight hours). */
export function minutesOf(duration: Duration): number | null {
  if (duration.months || duration.workdays) return null;
  if (duration.days > 1) return null;
  return duration.minutes + duration.days * 480 || null;
}

/** ISO 8601: PT1H30M, P3D, P2W, P1M. Working days count as days. */
export function isoOfDuration({ months, days, minutes, workdays, unit }: Duration): string {
  const years = unit === 'years' && months % 12 === 0 ? months / 12 : 0;
  const weeks = unit === 'weeks' && days % 7 === 0 && !months ? days / 7 : 0;
  const all = days + workdays + Math.floor(minutes / 1440);
  const rest = minutes % 1440;
  const hours = Math.floor(rest / 60);
  const date = `${years ? `${years}Y` : months ? `${months}M` : ''}${weeks ? `${weeks}W` : all ? `${all}D` : ''}`;
  const time = `${hours ? `${hours}H` : ''}${rest % 60 ? `${rest % 60}M` : ''}`;
  return `P${date}${time ? `T${time}` : ''}`;
}
