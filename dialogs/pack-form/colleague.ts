import { z } from 'zod';
import type { Reading } from '../../src/understanding/types.js';
import type { Draft } from '../engine/draft.js';
import type { Field, Values } from '../engine/form.js';

const teamSchema = z.array(z.object({ id: z.string(), name: z.string() })).catch([]);

/** Colleagues that may be meant stand in the draft since it was opened; without a name it is the speaker. */
function colleagueNamed(reading: Reading, draft: Readonly<Draft>): unknown {
  return teamSchema.parse(draft.values.team).find(({ name }) => reading.text.includes(name));
}

export const colleagueField = {
  take: colleagueNamed,
  answer: colleagueNamed,
} as const satisfies Partial<Field<Values>>;
