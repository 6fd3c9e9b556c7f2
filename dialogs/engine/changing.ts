import { fold } from '../../src/understanding/fold.js';
import type { Edit, Language, Reading } from '../../src/understanding/types.js';
import { bareAnswer } from './answer.js';
import type { Draft } from './draft.js';
import type { Changeable, Form, FormContext, Values } from './form.js';
import { question, type Said } from './reply.js';
import { loadWords } from './words.js';

const words = loadWords('engine');
/** Understood in every message; traditional labels, whose making needs a large table, only in a traditional one. */
const languages: readonly Language[] = ['zh-Hans', 'en'];

const before =
  /^(?:不对|不是)?[,\uFF0C\s]*(?:我?(?:要|想)?(?:修改|更正|改|換|换)(?:一?下|个)?|(?:change|edit)(?: the)?)?\s*/i;
const after = /\s*(?:那项|這項|这项)?(?:写|寫|记|記)?(?:错了?|錯了?|不对|不對|有误|有誤|要改|改一下|is wrong|wrong)?$/i;

const changeButton = /^(?:我?(?:要|想))?(?:修改|改|更改|编辑|編輯)(?:一?下|一改)?[吧呢]?$|^(?:change|edit)(?: it)?$/i;

/** 「修改」, 「改一下」: something is to be changed, and it is not said what. */
export function wantsChange<V extends Values>(form: Form<V>, draft: Draft, { text }: Reading): boolean {
  return form.changeable !== undefined && draft.stage !== 'asking' && changeButton.test(bareAnswer(text));
}

/** The field a button or 「电话错了」 names, once everything was read back. */
export function fieldToChange<V extends Values>(
  form: Form<V>,
  draft: Draft,
  { text, language, edits }: Reading,
): Changeable | undefined {
  if (draft.stage === 'asking' || edits.length > 0 || !form.changeable) return undefined;
  const { changeable } = form;
  const said = bareAnswer(text);
  const named = [said, said.replace(before, '').replace(after, '')].map((name) => name.toLowerCase());
  const spoken = language === 'zh-Hant' ? [...languages, language] : languages;
  return spoken.map((each) => calledAs(changeable, each, named)).find((found) => found !== undefined);
}

function calledAs(changeable: readonly Changeable[], language: Language, names: readonly string[]) {
  const labels = labelsOf(changeable, language);
  return changeable.find((_, n) => names.includes(labels[n] ?? ''));
}

const kept = new WeakMap<readonly Changeable[], Map<Language, string[]>>();

function labelsOf(changeable: readonly Changeable[], language: Language): string[] {
  const byLanguage = kept.get(changeable) ?? new Map<Language, string[]>();
  kept.set(changeable, byLanguage);
  const labels = byLanguage.get(language) ?? changeable.map((each) => each.label(language).toLowerCase());
  byLanguage.set(language, labels);
  return labels;
}

export function askWhat<V extends Values>(form: Form<V>, { language }: FormContext): Said[] {
  const example = form.changeExample?.(language) ?? '';
  const buttons = form.changeable?.map((c) => c.label(language)) ?? [];
  return [question(words.say(language, 'change.which', { example }), buttons)];
}

export function askAnew(changed: Changeable, { language }: FormContext): Said[] {
  return [question(words.say(language, 'change.to', { field: changed.label(language) }), changed.buttons?.(language))];
}

/** A text with what was wrong put right, whichever script either is written in; null where it does not stand there. */
export function putRight(text: string, from: string, to: string): string | null {
  const [said, wrong] = [fold(text), fold(from)];
  const parts: string[] = [];
  let end = 0;
  for (let at = said.indexOf(wrong); at >= 0; at = said.indexOf(wrong, end)) {
    parts.push(text.slice(end, at));
    end = at + wrong.length;
  }
  return end === 0 ? null : [...parts, text.slice(end)].join(to);
}

/** What the message corrects; while a field is told anew, its answer is such a correction. */
export function editsIn<V extends Values>(form: Form<V>, draft: Draft, reading: Reading): readonly Edit[] {
  if (draft.stage === 'changing') {
    const changed = form.changeable?.find((c) => c.field === draft.open);
    if (!changed || reading.acts.length > 0) return [];
    const { edits } = reading;
    if (edits.length > 0) return edits.map((e) => ({ ...e, field: e.field ?? changed.as ?? null }));
    return [{ field: changed.as ?? null, from: null, to: bareAnswer(reading.text) }];
  }
  if (draft.stage !== 'read-back' || reading.edits.length > 0) return reading.edits;
  return form.restated?.(reading) ?? [];
}
