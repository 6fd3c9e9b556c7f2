import { type Figure, sameAmount } from './figures.js';
import type { Passage } from './passages.js';
import type { Question } from './question.js';

/** What a clause says to a number that was put to be confirmed. */
export interface Checked {
  agrees: boolean;
  said: Figure;
}

type Held = 'same' | 'other' | 'unknown';

const day = 24;
const month = 730;

/** Asks for the number itself, whatever else is said in the same breath. */
const opens = /^how (?:many|much|often|long|soon)|^what|多少|多久/;

/** A limit without a figure still contradicts a length beyond it: 当月 a month, 当天 a day, 立即 any. */
const wordedLimits: ReadonlyArray<readonly [RegExp, number]> = [
  [/当月|本月|同月/, month],
  [/当天|当日/, day],
  [/立即|立刻|当场|即时|实时/, 0],
];

function againstWords({ value }: Figure, text: string): Held {
  return wordedLimits.some(([limit, least]) => limit.test(text) && value >= least) ? 'other' : 'unknown';
}

/** Working days are no days; a length that is longer however the weekends fall is another. */
function againstWorkingDays({ value }: Figure, given: readonly Figure[]): Held {
  const days = given.filter(({ dimension }) => dimension === 'working-days').map((figure) => figure.value);
  return days.length > 0 && days.every((some) => value > 2 * some * day) ? 'other' : 'unknown';
}

function holdAgainst(said: Figure, passages: readonly Passage[]): Held {
  const given = passages.flatMap(({ figures }) => figures);
  const alike = given.filter(({ dimension, unit }) => dimension === said.dimension && unit === said.unit);
  if (alike.length > 0) return alike.some((one) => sameAmount(one, said)) ? 'same' : 'other';
  if (said.dimension !== 'time') return 'unknown';
  const worded = againstWords(said, passages.map(({ text }) => text).join(''));
  return worded === 'other' ? worded : againstWorkingDays(said, given);
}

/** 一次 in 三个月一次 belongs to the period and says nothing by itself. */
function putToConfirm({ figures }: Question): Figure[] {
  const timed = figures.some(({ dimension }) => dimension === 'time');
  return figures.filter(({ dimension, value }) => !(timed && dimension === 'frequency' && value === 1));
}

/** 「少写一天算旷工吗」: the point is a word no clause knows, whatever number stands beside it. */
function asksOther({ wanted }: Question): boolean {
  return wanted.some(({ point, concepts, inherited }) => point && concepts.length === 0 && !inherited);
}

/**
 * Holds the numbers of a question against what was taken from the clause; null: no number was put, or the clause neither
 * gives nor excludes it. It agrees only where all agree and the clause is for everybody or for the values asked about.
 */
export function checkFigures(question: Question, passages: readonly Passage[]): Checked | null {
  if (!question.asks.has('confirm') || opens.test(question.text) || asksOther(question)) return null;
  const held = putToConfirm(question).map((said) => ({ said, held: holdAgainst(said, passages) }));
  const [first] = held;
  if (!first) return null;
  const wrong = held.find((one) => one.held === 'other');
  if (wrong) return { agrees: false, said: wrong.said };
  const restricted = question.qualifiers.size === 0 && passages.some(({ qualifiers }) => qualifiers.size > 0);
  return !restricted && held.every((one) => one.held === 'same') ? { agrees: true, said: first.said } : null;
}
