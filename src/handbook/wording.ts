import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { z } from 'zod';
import { projectRoot } from '../project-root.js';
import type { Language } from '../understanding/types.js';
import { inScript } from './text.js';

const schema = z.record(z.string(), z.strictObject({ 'zh-Hans': z.string(), en: z.string() }));

/** Fills the sentence of that key. An unknown key is a fault of the program. */
export type Say = (key: string, language: Language, values?: Record<string, string>) => string;

export function loadWords(): Say {
  const words = schema.parse(load(readFileSync(join(projectRoot, 'src/handbook/words.yaml'), 'utf8')));
  return (key, language, values = {}) => {
    const template = words[key]?.[language === 'en' ? 'en' : 'zh-Hans'];
    if (template === undefined) throw new Error(`src/handbook/words.yaml has no "${key}"`);
    return inScript(
      template.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole),
      language,
    );
  };
}
