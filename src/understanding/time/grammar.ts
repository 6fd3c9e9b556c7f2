import type { DayNumber } from './days.js';
import type { TokenKind } from './token-kinds.js';
import type { Token } from './tokens.js';

/** Where "now" is, and which way an open date leans. */
export interface Frame {
  today: DayNumber;
  /** Minutes since local midnight. */
  minute: number;
  /** Tellings of what happened lean back, plans lean ahead. */
  past: boolean;
  isWorkingDay: (day: DayNumber) => boolean;
}

export type Precision = 'minute' | 'part-of-day' | 'day' | 'week' | 'month' | 'year';

/** Days [from, to) a date expression means, with what was filled in and what a person would ask. */
export interface DayRange {
  from: DayNumber;
  to: DayNumber;
  precision: Precision;
  assumed: string[];
  ambiguous: string[];
}

/** A date expression waiting for a frame; `undefined` when no such day exists. */
export type DateNode = (frame: Frame) => DayRange | undefined;

export interface Parsed<T> {
  node: T;
  next: number;
}

export type Production<T> = (tokens: readonly Token[], at: number) => Parsed<T> | undefined;

/** The first production that fits. */
export function firstOf<T>(...productions: Array<Production<T>>): Production<T> {
  return (tokens, at) => {
    for (const production of productions) {
      const parsed = production(tokens, at);
      if (parsed) return parsed;
    }
    return undefined;
  };
}

/** A production that is asked of one text's places again and again, and looks at each once. */
export function remembered<T>(production: Production<T>): Production<T> {
  const known = new Map<number, Parsed<T> | undefined>();
  return (tokens, at) => {
    if (known.has(at)) return known.get(at);
    const parsed = production(tokens, at);
    known.set(at, parsed);
    return parsed;
  };
}

export function kindAt(tokens: readonly Token[], at: number): TokenKind | undefined {
  return tokens[at]?.kind;
}

/** The token if it is of a kind. */
export function take(tokens: readonly Token[], at: number, ...kinds: TokenKind[]): Token | undefined {
  const token = tokens[at];
  return token && kinds.includes(token.kind) ? token : undefined;
}

/** A whole number from `low` to `high`. */
export function takeNumber(tokens: readonly Token[], at: number, low: number, high: number): Token | undefined {
  const token = take(tokens, at, 'number');
  return token && token.value >= low && token.value <= high && Number.isInteger(token.value) ? token : undefined;
}

/** 今天, 同一天 behind another week, month or year. */
export function isSameDay(tokens: readonly Token[], at: number): boolean {
  return take(tokens, at, 'same-day') !== undefined || take(tokens, at, 'day')?.value === 0;
}

export function skip(tokens: readonly Token[], at: number, ...kinds: TokenKind[]): number {
  let next = at;
  while (take(tokens, next, ...kinds)) next++;
  return next;
}

/** One day, plainly meant. */
export function singleDay(from: DayNumber, assumed: string[] = [], ambiguous: string[] = []): DayRange {
  return { from, to: from + 1, precision: 'day', assumed, ambiguous };
}

/** A span of days named as a whole: a person would ask which of them. */
export function span(from: DayNumber, to: DayNumber, precision: Precision, assumed: string[] = []): DayRange {
  return { from, to, precision, assumed, ambiguous: ['no-day'] };
}
