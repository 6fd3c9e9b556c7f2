import { fold } from './fold.js';
import type { Reading } from './types.js';

type Kind = Reading['names'][number]['kind'] | 'number';

const labels: Record<Kind, string> = { customer: '客户', person: '人', number: '号码' };
const placeholder = /\[(?:客户|人|号码)\d{1,3}\]/g;

/** A stretch that names somebody, [from, to). */
export interface NamedSpan {
  kind: Kind;
  from: number;
  to: number;
}

/** Finds names in a folded text: those of a whole directory, say. */
export type NameFinder = (folded: string) => NamedSpan[];

/**
 * Numbers that lead to a person, an account or a record: seven digits and more however they are written, masked ones, e-mail
 * addresses, record numbers, and names of accounts such as wx_chen88. Amounts and times are shorter.
 */
const numbers =
  /[a-z0-9][a-z0-9._%+-]*@[a-z0-9-]+(?:\.[a-z0-9-]+)+|(?<![a-z0-9])(?:ts|bf)-\d{6}-[0-9a-z]{4}(?![a-z0-9])|[+(]?\d[\d*x]*(?:[-\s.()]{1,2}[\d*x]+)*|(?<![a-z0-9])(?=[a-z0-9_-]*\d)(?=[a-z0-9_-]*[a-z])[a-z0-9][a-z0-9_-]{5,}/g;

function isTelling(said: string): boolean {
  if (/[@a-wyz]/.test(said)) return true;
  return said.replace(/[^\d*x]/g, '').length >= 7;
}

function numbersIn(folded: string): NamedSpan[] {
  return [...folded.matchAll(numbers)]
    .filter((m) => isTelling(m[0]))
    .map((m) => ({ kind: 'number', from: m.index, to: m.index + m[0].trimEnd().length }));
}

/** Every place at which one of the names stands, in either script and width. */
function placesOf(names: Reading['names'], folded: string): NamedSpan[] {
  return names.flatMap(({ kind, text }) => {
    const name = fold(text).trim();
    const spans: NamedSpan[] = [];
    if (name === '') return spans;
    for (let at = folded.indexOf(name); at >= 0; at = folded.indexOf(name, at + name.length))
      spans.push({ kind, from: at, to: at + name.length });
    return spans;
  });
}

/**
 * Takes names and numbers of people out of texts and puts them back: 远帆食品王芳说… ↔ [客户1][人1]说…. The same name has the same
 * placeholder in every text of one object.
 */
export class Pseudonyms {
  readonly #names: Reading['names'];
  readonly #finder: NameFinder | undefined;
  readonly #byName = new Map<string, string>();
  readonly #byPlaceholder = new Map<string, string>();

  /** `names` as a reading found them; `finder` knows further ones. */
  constructor(names: Reading['names'], finder?: NameFinder) {
    this.#names = names;
    this.#finder = finder;
  }

  /** How many names and numbers are hidden so far. */
  get size(): number {
    return this.#byName.size;
  }

  hide(text: string): string {
    const folded = fold(text);
    const spans = [...placesOf(this.#names, folded), ...(this.#finder?.(folded) ?? []), ...numbersIn(folded)];
    let hidden = '';
    let done = 0;
    for (const { kind, from, to } of outermost(spans)) {
      hidden += text.slice(done, from) + this.#placeholderOf(kind, text.slice(from, to));
      done = to;
    }
    return hidden + text.slice(done);
  }

  /** The text with its names again; null when it holds a placeholder that nobody gave. */
  restore(text: string): string | null {
    let known = true;
    const restored = text.replace(placeholder, (found) => {
      const name = this.#byPlaceholder.get(found);
      known &&= name !== undefined;
      return name ?? found;
    });
    return known && !/\[(?:客户|人|号码)\d*\]?/.test(restored) ? restored : null;
  }

  /** The placeholder behind which a name stands, also a part of it (李敏 of 李敏经理). */
  placeholderFor(name: string): string | null {
    const part = fold(name);
    for (const [said, made] of this.#byName) if (part !== '' && said.includes(part)) return made;
    return null;
  }

  #placeholderOf(kind: Kind, said: string): string {
    const key = fold(said);
    const before = this.#byName.get(key);
    if (before !== undefined) return before;
    const made = `[${labels[kind]}${this.#byName.size + 1}]`;
    this.#byName.set(key, made);
    this.#byPlaceholder.set(made, said);
    return made;
  }
}

/** Spans one after the other: of overlapping ones the union, under the kind of the longest. */
function outermost(spans: readonly NamedSpan[]): NamedSpan[] {
  const sorted = spans.toSorted((a, b) => a.from - b.from || b.to - a.to);
  const joined: NamedSpan[] = [];
  for (const span of sorted) {
    const last = joined.at(-1);
    if (last && span.from < last.to) last.to = Math.max(last.to, span.to);
    else joined.push({ ...span });
  }
  return joined;
}
