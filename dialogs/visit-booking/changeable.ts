import { visitReasons } from '../../src/domain/labels.js';
import type { FactName, Language } from '../../src/understanding/types.js';
import type { Changeable } from '../engine/form.js';
import { label } from '../engine/labels.js';
import { words } from './said.js';

function entry(field: string, as: FactName, buttons?: (language: Language) => string[]): Changeable {
  return { field, as, label: (language) => words.say(language, `change.${field}`), ...(buttons ? { buttons } : {}) };
}

/** What 「修改」 offers, most often changed first. */
export const changeable: readonly Changeable[] = [
  entry('day', 'start'),
  entry('customer', 'customer'),
  entry('contact', 'contact'),
  entry('reasons', 'reasons', (language) =>
    visitReasons.filter((r) => r !== 'other').map((r) => label('visitReason', r, language)),
  ),
  entry('place', 'place'),
];
