import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { z } from 'zod';
import { projectRoot } from '../../src/project-root.js';
import { toTraditional } from '../../src/understanding/script.js';
import type { Language } from '../../src/understanding/types.js';

const fileSchema = z.record(z.string(), z.object({ 'zh-Hans': z.string(), en: z.string() }));

export type WordValues = Record<string, string | number>;

/** The words of one dialog: what is said under a key, in a language, with `{name}` filled in. */
export interface Words {
  say(language: Language, key: string, values?: WordValues): string;
  has(key: string): boolean;
  /** Every template, for the guard and the length budgets. */
  templates(): Array<{ key: string; language: 'zh-Hans' | 'en'; text: string }>;
}

/** By contract a record number is told as `编号 TS-…` in every language. */
function traditional(template: string): string {
  return toTraditional(template).replaceAll('編號 {', '编号 {');
}

/** A template cut at its `{name}`s: texts at even places, names at odd ones. */
type Cut = readonly string[];

function cut(template: string): Cut {
  return template.split(/\{(\w+)\}/);
}

/** Reads `words.yaml` of a folder under `dialogs/`; a missing key or value is a fault of ours and throws. */
export function loadWords(folder: string): Words {
  const file = join(projectRoot, 'dialogs', folder, 'words.yaml');
  const table = fileSchema.parse(load(readFileSync(file, 'utf8')));
  const cuts: Record<Language, Map<string, Cut>> = { 'zh-Hans': new Map(), 'zh-Hant': new Map(), en: new Map() };
  const cutOf = (language: Language, key: string): Cut => {
    const known = cuts[language].get(key);
    if (known) return known;
    const entry = table[key];
    if (!entry) throw new Error(`${file}: no words for "${key}"`);
    const made = cut(language === 'zh-Hant' ? traditional(entry['zh-Hans']) : entry[language]);
    cuts[language].set(key, made);
    return made;
  };
  return {
    has: (key) => key in table,
    say(language, key, values = {}) {
      const parts = cutOf(language, key);
      let text = parts[0] ?? '';
      for (let n = 1; n < parts.length; n += 2) {
        const name = parts[n] ?? '';
        const value = values[name];
        if (value === undefined) throw new Error(`${file}: "${key}" needs {${name}}`);
        text += value + (parts[n + 1] ?? '');
      }
      return text;
    },
    templates: () =>
      Object.entries(table).flatMap(([key, entry]) =>
        (['zh-Hans', 'en'] as const).map((language) => ({ key, language, text: entry[language] })),
      ),
  };
}
