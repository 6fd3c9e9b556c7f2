import type { Message } from '../message.js';
import type { Parties } from '../names/parties.js';
import type { TimeReading } from '../types.js';

const word = /[a-z][a-z']*/y;
const figures = /\d(?:[\d.,:*]*\d)?/y;
const emoji = /\p{Extended_Pictographic}/uy;
const han = /[\u3400-\u9fff]/;

/** What longer messages say in their first characters and their last settles what they are. */
const longest = 400;

/** F a time ahead to the hour, D ahead by the day, B behind, E an hour whose day nobody says (中午): either. */
export function timeMark({ start, precision, ambiguous }: TimeReading, now: number): 'F' | 'D' | 'B' | 'E' {
  if (ambiguous.includes('no-day')) return 'E';
  if (Date.parse(start) < now - 60_000) return 'B';
  return precision === 'minute' ? 'F' : 'D';
}

/** Capitals for what was read already, by the place it begins: K customer, N person, F D B E times. `''`: inside of one. */
function marksOf(message: Message, parties: Parties): Map<number, string> {
  const marks = new Map<number, string>();
  const set = (from: number, to: number, mark: string): void => {
    for (let at = from; at < to; at++) marks.set(at, at === from ? mark : '');
  };
  for (const person of parties.people) if (person.score >= 2) set(person.from, person.to, 'N');
  for (const customer of parties.customers) set(customer.from, customer.to, 'K');
  for (const time of message.ahead) set(time.span[0], time.span[1], timeMark(time, message.context.now));
  return marks;
}

function matchAt(pattern: RegExp, text: string, at: number): string | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0];
}

/** One unit of a text from `at` on: a character, a Latin word, a figure (0, T for one as long as a phone's), an emoji; `_` for marks. */
function unitAt(folded: string, at: number): [string, number] {
  const unit = folded.charAt(at);
  if (han.test(unit) || unit === '?' || unit === '!') return [unit, 1];
  const latin = matchAt(word, folded, at);
  if (latin) return [latin, latin.length];
  const number = matchAt(figures, folded, at);
  if (number) return [number.length >= 11 ? 'T' : '0', number.length];
  const picture = matchAt(emoji, folded, at);
  return picture ? [picture, picture.length] : ['_', 1];
}

/**
 * A message with names, times and figures put as signs, so that what is left is the way it is said: 下周三三点去远帆看王芳 →
 * F 去 K 看 N.
 */
export function outlineOf(message: Message, parties: Parties): string[] {
  const marks = marksOf(message, parties);
  const units: string[] = [];
  for (let at = 0; at < message.folded.length && units.length < longest; ) {
    const mark = marks.get(at);
    const [unit, length] = mark === undefined ? unitAt(message.folded, at) : [mark, 1];
    at += length;
    const last = units.at(-1);
    const repeats = unit === last && (unit === '_' || unit === units.at(-2));
    if (unit !== '' && !repeats && !(unit === '_' && last === undefined)) units.push(unit);
  }
  if (units.at(-1) === '_') units.pop();
  return units;
}

const wordings = new WeakMap<Parties, readonly string[]>();

/** Units of the outline and pairs of neighbours, each once; ^ and $ are its ends. Put together once for the parties of a message. */
export function wordingOf(message: Message, parties: Parties): readonly string[] {
  const known = wordings.get(parties);
  if (known) return known;
  const wording = new Set<string>();
  let before = '^';
  for (const unit of [...outlineOf(message, parties), '$']) {
    if (unit !== '$') wording.add(unit);
    wording.add(`${before} ${unit}`);
    before = unit;
  }
  const once = [...wording];
  wordings.set(parties, once);
  return once;
}
