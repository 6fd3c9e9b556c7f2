import type { Staff } from '../domain/staff.js';
import { fold } from '../understanding/fold.js';
import type { Reading } from '../understanding/types.js';

/** The names of colleagues as the directory spells them, whatever script they were typed in: 陳琪 is 陈琪. As long as before. */
export function withNamesSpelt(reading: Reading, staff: readonly Pick<Staff, 'name'>[]): Reading {
  const folded = fold(reading.text);
  if (folded === reading.text) return reading;
  let { text } = reading;
  for (const { name } of staff) {
    const sought = fold(name);
    for (let at = folded.indexOf(sought); at >= 0; at = folded.indexOf(sought, at + name.length))
      text = text.slice(0, at) + name + text.slice(at + name.length);
  }
  return text === reading.text ? reading : { ...reading, text };
}
