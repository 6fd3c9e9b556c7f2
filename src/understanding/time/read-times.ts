import { instantOf, isoLocal, localTime } from '../../policy/local-time.js';
import { fold } from '../fold.js';
import type { TimeReading } from '../types.js';
import { dayString, parseDayString, weekday } from './days.js';
import { durationAt, isoOfDuration, minutesOf } from './duration-grammar.js';
import { type Expression, expressionAt } from './expression.js';
import { type Frame, skip, take } from './grammar.js';
import { joined } from './joined.js';
import { mended } from './mended.js';
import { grammarFor } from './point-grammar.js';
import type { Moment } from './resolve.js';
import { type Token, tokenize } from './tokens.js';

export interface TimeContext {
  /** Epoch ms. */
  now: number;
  timeZone: string;
  /** Which way a date without year or week leans: plans ahead, tellings back. Default `future`. */
  lean?: 'future' | 'past';
  /** `YYYY-MM-DD` → does anyone work? Default Monday to Friday. */
  isWorkingDay?: (day: string) => boolean;
}

/** A length of time said on its own: 一个半小时, 三天, 两个月. */
export interface DurationReading {
  /** Working time; a day is one of eight hours. Null for longer ones. */
  minutes: number | null;
  /** ISO 8601: PT1H30M, P3D, P2M. */
  length: string;
  span: [number, number];
}

export interface SaidTimes {
  times: TimeReading[];
  durations: DurationReading[];
}

/** Expressions found in a text, ready to be placed with either lean. */
export interface TimeText {
  at(context: TimeContext): TimeReading[];
  durations: DurationReading[];
}

function frameOf(context: TimeContext): Frame {
  const local = localTime(context.now, context.timeZone);
  const given = context.isWorkingDay;
  return {
    today: parseDayString(local.day),
    minute: local.hour * 60 + local.minute,
    past: context.lean === 'past',
    isWorkingDay: given ? (n) => given(dayString(n)) : (n) => weekday(n) < 6,
  };
}

function isoOf(minutes: number, timeZone: string): string {
  const day = Math.floor(minutes / 1440);
  const rest = minutes - day * 1440;
  const clock = `${String(Math.floor(rest / 60)).padStart(2, '0')}:${String(rest % 60).padStart(2, '0')}:00`;
  return isoLocal(instantOf(dayString(day), timeZone, clock), timeZone);
}

function reading(text: string, tokens: readonly Token[], e: Expression, moment: Moment, timeZone: string): TimeReading {
  const from = tokens[e.first]?.from ?? 0;
  const to = tokens[e.next - 1]?.to ?? from;
  const clocked = moment.precision === 'minute' && moment.to !== null;
  return {
    start: isoOf(moment.from, timeZone),
    end: moment.to === null ? null : isoOf(moment.to, timeZone),
    precision: moment.precision,
    durationMinutes: clocked ? (moment.to ?? 0) - moment.from : null,
    relation: e.relation,
    assumed: moment.assumed,
    ambiguous: moment.ambiguous,
    span: [from, to],
    said: text.slice(from, to),
  };
}

/** More times than that are no message of a person. */
const mostTimes = 100;

const latest = Date.UTC(2199, 11, 31) / 60_000;

/** Where the time of 每周三, 每月5号, 每天早上 begins; undefined where nothing recurs. */
function recurringFrom(tokens: readonly Token[], at: number): number | undefined {
  // 工作日上午九点到五点
  const usual = take(tokens, at, 'workday') && !take(tokens, at - 1, 'number', 'ordinal', 'rel', 'last', 'ge');
  if (usual && take(tokens, at + 1, 'part', 'clock', 'number')) return at + 1;
  if (!take(tokens, at, 'every')) return undefined;
  const unit = take(tokens, at + 1, 'days', 'month', 'year', 'workday', 'months');
  return unit ? skip(tokens, at + 2, 'filler') : at + 1;
}

function findExpressions(
  folded: string,
  tokens: readonly Token[],
): { expressions: Expression[]; durations: DurationReading[] } {
  const grammar = grammarFor(folded);
  const expressions: Expression[] = [];
  const durations: DurationReading[] = [];
  for (let at = 0; at < tokens.length && expressions.length < mostTimes; ) {
    const again = recurringFrom(tokens, at);
    const expression = tokens[at]?.kind === 'other' ? undefined : expressionAt(grammar, tokens, again ?? at);
    if (expression) {
      // 每周三下午, 周一到周五每天九点: again and again, at no one time. 3月起每月 begins at one.
      const often = tokens[expression.next]?.kind === 'every' && expression.relation !== 'after';
      if (again === undefined && !often) expressions.push(expression);
      at = Math.max(expression.next, at + 1);
      continue;
    }
    const duration = durationAt(tokens, at);
    if (duration) {
      const { node, next } = duration;
      const span: [number, number] = [tokens[at]?.from ?? 0, tokens[next - 1]?.to ?? 0];
      durations.push({ minutes: minutesOf(node), length: isoOfDuration(node), span });
      at = next;
    } else at++;
  }
  return { expressions: joined(folded, tokens, expressions), durations };
}

/** Finds the times of a text once; they can then be placed for a plan or for a telling. */
export function findTimes(text: string, folded: string = fold(text)): TimeText {
  const said = mended(folded);
  const tokens = tokenize(said);
  const { expressions, durations } = findExpressions(said, tokens);
  return {
    durations,
    at(context) {
      const frame = frameOf(context);
      const times: TimeReading[] = [];
      for (const e of expressions) {
        const moment = e.resolve(frame);
        if (moment && moment.from > 0 && moment.from < latest && (moment.to ?? 0) < latest)
          times.push(reading(text, tokens, e, moment, context.timeZone));
      }
      return times;
    },
  };
}

/** All times and lengths of time said in a text, in order. Times are in the zone given, whatever zone the process has. */
export function readTimes(text: string, context: TimeContext): SaidTimes {
  const found = findTimes(text);
  return { times: found.at(context), durations: found.durations };
}
