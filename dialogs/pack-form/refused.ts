import type { PackForm } from '../../src/policy/forms/types.js';
import type { Reading } from '../../src/understanding/types.js';
import type { Draft } from '../engine/draft.js';
import type { FormContext } from '../engine/form.js';
import { line, type Said } from '../engine/reply.js';
import { limitRefusing, limitWords } from './limits.js';
import { statedValue } from './read-value.js';

/** Why a value the message states was not taken: the handbook does not allow it. */
export function refusedWords(form: PackForm, draft: Draft, reading: Reading, context: FormContext): Said[] {
  return form.fields.flatMap((field) => {
    if (draft.values[field.id] !== undefined) return [];
    const stated = statedValue(field, reading, context);
    const limit = stated === undefined ? undefined : limitRefusing(field, stated, context);
    return limit ? [line(limitWords(field, limit, stated, context))] : [];
  });
}
