import type { Message } from '../message.js';
import type { Parties } from '../names/parties.js';
import type { TimeReading } from '../types.js';
import { Distinct, type Feature, pair, partOf, single } from './features.js';

const word = /[a-z][a-z']*/y;
const figures = /\d(?:[\d.,:*]*\d)?/y;
const emoji = /\p{Extended_Pictographic}/uy;

/** The number of a unit of one character. */
const unit = (character: string): number => character.charCodeAt(0);
const signs = { customer: unit('K'), person: unit('N'), figure: unit('0'), phone: unit('T'), mark: unit('_') };
const ends = { first: unit('^'), last: unit('$') };

/** What longer messages say in their first characters and their last settles what they are. */
const longest = 400;

/** F a time ahead to the hour, D ahead by the day, B behind, E an hour whose day nobody says (中午): either. */
export function timeMark({ start, precision, ambiguous }: TimeReading, now: number): 'F' | 'D' | 'B' | 'E' {
  if (ambiguous.includes('no-day')) return 'E';
  if (Date.parse(start) < now - 60_000) return 'B';
  return precision === 'minute' ? 'F' : 'D';
}

const within = -1;

/** Signs of what was read already, by the place it begins: K customer, N person, F D B E times; `within` behind it, 0 elsewhere. */
function marksOf(message: Message, parties: Parties): Int32Array {
  const marks = new Int32Array(message.folded.length);
  const set = (from: number, to: number, mark: number): void => {
    marks.fill(within, from, to);
    marks[from] = mark;
  };
  for (const person of parties.people) if (person.score >= 2) set(person.from, person.to, signs.person);
  for (const customer of parties.customers) set(customer.from, customer.to, signs.customer);
  for (const time of message.ahead) set(time.span[0], time.span[1], unit(timeMark(time, message.context.now)));
  return marks;
}

function matchAt(pattern: RegExp, text: string, at: number): string {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? '';
}

/** Reads a text unit by unit: a character, a Latin word, a figure (0, T for one as long as a phone's), an emoji; `_` for marks. */
class Units {
  readonly #folded: string;
  readonly #unknown = new Map<string, number>();
  /** Where the next one begins. */
  at = 0;

  constructor(folded: string) {
    this.#folded = folded;
  }

  next(): number {
    const code = this.#folded.charCodeAt(this.at);
    if ((code >= 0x3400 && code <= 0x9fff) || code === 0x3f || code === 0x21) {
      this.at++;
      return code;
    }
    if (code >= 0x61 && code <= 0x7a) return this.#longer(matchAt(word, this.#folded, this.at));
    if (code >= 0x30 && code <= 0x39) {
      const { length } = matchAt(figures, this.#folded, this.at);
      this.at += length;
      return length >= 11 ? signs.phone : signs.figure;
    }
    const picture = code < 0x80 ? '' : matchAt(emoji, this.#folded, this.at);
    if (picture !== '') return this.#longer(picture);
    this.at++;
    return signs.mark;
  }

  #longer(text: string): number {
    this.at += text.length;
    return partOf(text, this.#unknown);
  }
}

const numberTail = /\b([a-z]{2}[- ](?:\d{6}|T)[- ])[0-9a-z]{4}\b/gi;

/** What letters a record's number was given by chance says nothing: TS-261124-K7Q2 → TS-261124-0000; no place moves. */
export function withEvenNumbers(text: string): string {
  return text.replace(numberTail, (_, head: string) => `${head}0000`);
}

/**
 * A message with names, times and figures put as signs, so that what is left is the way it is said: 下周三三点去远帆看王芳 →
 * F 去 K 看 N. Units by their numbers.
 */
function outlineOf(message: Message, parties: Parties): number[] {
  const marks = marksOf(message, parties);
  const text = new Units(withEvenNumbers(message.folded));
  const units: number[] = [];
  while (text.at < message.folded.length && units.length < longest) {
    const mark = marks[text.at] ?? 0;
    if (mark !== 0) text.at++;
    if (mark === within) continue;
    const unit = mark === 0 ? text.next() : mark;
    const last = units.at(-1);
    const repeats = unit === last && (unit === signs.mark || unit === units.at(-2));
    if (!repeats && !(unit === signs.mark && last === undefined)) units.push(unit);
  }
  if (units.at(-1) === signs.mark) units.pop();
  return units;
}

/** Units and pairs of neighbours, each once; ^ and $ are the ends. */
export function wordingFrom(units: readonly number[]): Feature[] {
  const wording = new Distinct(units.length * 2 + 1);
  let before = ends.first;
  for (const unit of units) {
    wording.add(single(unit));
    wording.add(pair(before, unit));
    before = unit;
  }
  wording.add(pair(before, ends.last));
  return wording.all;
}

const wordings = new WeakMap<Parties, readonly Feature[]>();

/** The wording of a message, put together once for its parties. */
export function wordingOf(message: Message, parties: Parties): readonly Feature[] {
  const known = wordings.get(parties) ?? wordingFrom(outlineOf(message, parties));
  wordings.set(parties, known);
  return known;
}
