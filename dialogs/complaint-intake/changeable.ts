import { categories, severities, sorts } from '../../src/domain/labels.js';
import type { FactName, Language } from '../../src/understanding/types.js';
import type { Changeable } from '../engine/form.js';
import { label } from '../engine/labels.js';
import { words } from './summary.js';

function entry(field: FactName, buttons?: (language: Language) => string[]): Changeable {
  return {
    field,
    as: field,
    label: (language) => words.say(language, `change.${field}`),
    ...(buttons ? { buttons } : {}),
  };
}

/** What 「修改」 offers, most often changed first. */
export const changeable: readonly Changeable[] = [
  entry('description'),
  entry('demand'),
  entry('customer'),
  entry('contact'),
  entry('phone'),
  entry('category', (language) => categories.map((c) => label('category', c, language))),
  entry('severity', (language) => severities.map((s) => label('severity', s, language))),
  entry('sort', (language) => sorts.map((s) => label('sort', s, language))),
];
