import type { Staff } from '../domain/staff.js';
import { toTraditional } from '../understanding/script.js';
import type { Reading } from '../understanding/types.js';

/** The names of colleagues as the directory spells them, whatever script they were typed in: 陳琪 is 陈琪. As long as before. */
export function withNamesSpelt(reading: Reading, staff: readonly Pick<Staff, 'name'>[]): Reading {
  let { text } = reading;
  for (const { name } of staff) {
    const other = toTraditional(name);
    if (other !== name && text.includes(other)) text = text.replaceAll(other, name);
  }
  return text === reading.text ? reading : { ...reading, text };
}
