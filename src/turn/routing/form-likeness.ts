import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Pack } from '../../policy/types.js';
import { fold } from '../../understanding/fold.js';
import type { Reading } from '../../understanding/types.js';
import { type Feature, featuresNamed, partOf } from '../../understanding/weighing/features.js';
import { withEvenNumbers, wordingFrom } from '../../understanding/weighing/outline.js';
import { labelsIn, Scorer } from '../../understanding/weighing/scorer.js';

/** The label of messages that tell of no form. */
export const noForm = 'none';

/** Weights of a pack's forms, fitted to messages that tell of them (`npm run train -- forms`); a pack may have none. */
export const formWeights = (packFolder: string): string => join(packFolder, 'forms.tsv');

const scorers = new WeakMap<Pack, Scorer<string> | null>();

function scorerOf(pack: Pack): Scorer<string> | null {
  const known = scorers.get(pack);
  if (known !== undefined) return known;
  const file = formWeights(pack.folder);
  const made = existsSync(file) ? new Scorer('forms', labelsIn(file), file) : null;
  scorers.set(pack, made);
  return made;
}

/** The form a message most likely tells of by the way it is said, with its share; undefined where it more likely tells of none. */
export function likeliestForm(pack: Pack, reading: Reading): { id: string; share: number } | undefined {
  const [best] = scorerOf(pack)?.rank(likenessFeatures(reading)) ?? [];
  return best && best[0] !== noForm ? { id: best[0], share: best[1] } : undefined;
}

/** Wording with names, times and figures put as signs, and what understanding made of the message. */
export function likenessFeatures(reading: Reading): Feature[] {
  const unknown = new Map<string, number>();
  const units = unitsOf(outlineOf(reading)).map((unit) => partOf(unit, unknown));
  return [...wordingFrom(units), ...featuresNamed(new Set(cuesOf(reading)))];
}

/** 给K的N打了生日电话: K a firm, N a person, T a time. */
function outlineOf({ text, names, times }: Reading): string {
  let outline = text;
  for (const { span } of times.toSorted((a, b) => b.span[0] - a.span[0]))
    outline = `${outline.slice(0, span[0])}T${outline.slice(span[1])}`;
  outline = withEvenNumbers(outline);
  for (const { kind, text: name } of names.toSorted((a, b) => b.text.length - a.text.length))
    outline = outline.replaceAll(name, kind === 'customer' ? 'K' : 'N');
  return outline;
}

function unitsOf(outline: string): string[] {
  const units =
    outline.match(/[KNT](?![A-Za-z])|[A-Za-z][A-Za-z']*|\d[\d.,:*]*|\p{Script=Han}|[?\uFF1F!\uFF01]|[^\s]|\s+/gu) ?? [];
  return units.map(signOf).filter((unit, n, all) => unit !== '_' || (n > 0 && all[n - 1] !== '_'));
}

function signOf(unit: string): string {
  if (/^[KNT]$/.test(unit)) return unit;
  if (/^\d/.test(unit)) return unit.replace(/\D/g, '').length >= 11 ? 'P' : '0';
  return /^[\p{Script=Han}A-Za-z]/u.test(unit) ? fold(unit) : /^[?\uFF1F]/.test(unit) ? '?' : '_';
}

function cuesOf({ intent, facts, times, acts, text }: Reading): string[] {
  const told = (['customer', 'contact', 'phone', 'demand', 'place', 'category'] as const).filter(
    (name) => facts[name] !== undefined,
  );
  return [
    `#is ${intent}`,
    `#feels ${facts.emotion}`,
    ...told.map((name) => `#${name}`),
    ...acts.map((act) => `#act ${act}`),
    ...times.slice(0, 2).map(({ precision }) => `#time ${precision}`),
    `#length ${Math.min(5, Math.floor([...text].length / 8))}`,
  ];
}
