/**
 * What a message shows, as scorers weigh it: a feature has one part (客, #question) or two (`去 K`, `#asked & named`). Inside it is a
 * number made of the numbers of its parts, so that a reading puts no text together only to look it up.
 */
export type Feature = number;

/** Parts of one character are numbered by it, longer ones from here on, and what no weight names after those. */
const firstLonger = 0x10000;
const firstUnknown = 0x20000;
const radix = 2 ** 21;
/** Added to the second part: joined by ` & `, not by a space. */
const and = 2 ** 20;

const numbers = new Map<string, number>();
const texts: string[] = [];
const waiting: Array<() => void> = [];
let learning = false;

/** `load` numbers the parts some weights name; called before the first part of a message is looked up. */
export function numberFirst(load: () => void): void {
  waiting.push(load);
}

/** From now on every part has a number and so a text: for fitting weights to what has none yet. */
export function learnParts(): void {
  learning = true;
}

/** The number of a part the program or some weights name. */
export function numbered(part: string): number {
  if (part.length === 1) return part.charCodeAt(0);
  const before = numbers.get(part);
  if (before !== undefined) return before;
  numbers.set(part, firstLonger + texts.length);
  return firstLonger + texts.push(part) - 1;
}

/** The number of a part. What no weight names has one for this message alone, given by `unknown`, or shares one. */
export function partOf(part: string, unknown?: Map<string, number>): number {
  if (part.length === 1) return part.charCodeAt(0);
  for (let load = waiting.pop(); load; load = waiting.pop()) load();
  const named = learning ? numbered(part) : numbers.get(part);
  if (named !== undefined) return named;
  if (!unknown) return firstUnknown;
  const given = unknown.get(part) ?? firstUnknown + 1 + unknown.size;
  unknown.set(part, given);
  return given;
}

export const single = (part: number): Feature => part * radix;

export const pair = (first: number, second: number): Feature => first * radix + second;

export const both = (first: number, second: number): Feature => first * radix + second + and;

/** The feature a row of weights, or a rule, names. */
export function featureNamed(name: string): Feature {
  const joint = name.indexOf(' & ');
  if (joint > 0) return both(numbered(name.slice(0, joint)), numbered(name.slice(joint + 3)));
  const space = name.indexOf(' ');
  if (space > 0) return pair(numbered(name.slice(0, space)), numbered(name.slice(space + 1)));
  return single(numbered(name));
}

const known = new Map<string, Feature>();

/** Features by names the program gives them. */
export function featuresNamed(names: Iterable<string>): Feature[] {
  return Array.from(names, (name) => {
    const feature = known.get(name) ?? featureNamed(name);
    known.set(name, feature);
    return feature;
  });
}

const textOf = (part: number): string =>
  part < firstLonger ? String.fromCharCode(part) : (texts[part - firstLonger] ?? '?');

/** As weights name it. */
export function nameOf(feature: Feature): string {
  const first = textOf(Math.floor(feature / radix));
  const second = feature % radix;
  if (second === 0) return first;
  return second >= and ? `${first} & ${textOf(second - and)}` : `${first} ${textOf(second)}`;
}

const free = -1;

/** Room for so many features by open addressing: at least as many slots stay free. */
function slotsFor(most: number): Float64Array {
  return new Float64Array(2 ** Math.ceil(Math.log2(most * 2 + 2))).fill(free);
}

/** Where a feature is, or where it may be put. */
function slotOf(slots: Float64Array, feature: Feature): number {
  const mask = slots.length - 1;
  const mixed = Math.imul(feature | 0, 0x9e3779b1) ^ Math.imul((feature / 2 ** 32) | 0, 0x85ebca6b);
  let slot = (mixed ^ (mixed >>> 15)) & mask;
  while (slots[slot] !== feature && slots[slot] !== free) slot = (slot + 1) & mask;
  return slot;
}

/** Where the weights of each feature begin. */
export class FeaturePlaces {
  readonly #features: Float64Array;
  readonly #places: Int32Array;

  constructor(most: number) {
    this.#features = slotsFor(most);
    this.#places = new Int32Array(this.#features.length).fill(-1);
  }

  set(feature: Feature, place: number): void {
    const slot = slotOf(this.#features, feature);
    this.#features[slot] = feature;
    this.#places[slot] = place;
  }

  /** −1 where it has none. */
  get(feature: Feature): number {
    return this.#places[slotOf(this.#features, feature)] ?? -1;
  }
}

/** Features once each, in order; `most`: how many there may be. */
export class Distinct {
  readonly all: Feature[] = [];
  readonly #seen: Float64Array;

  constructor(most: number) {
    this.#seen = slotsFor(most);
  }

  add(feature: Feature): void {
    const slot = slotOf(this.#seen, feature);
    if (this.#seen[slot] === feature) return;
    this.#seen[slot] = feature;
    this.all.push(feature);
  }
}
