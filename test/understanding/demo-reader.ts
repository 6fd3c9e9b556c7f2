import { demoReader, setNow, zone } from '../../bench/understanding/reader.js';
import type { Reading, ReadingContext } from '../../src/understanding/types.js';

const reader = demoReader();

/** A message read on Tuesday 2026-11-24 16:50 +08:00 unless said otherwise. */
export function readAs(text: string, context: Partial<ReadingContext> = {}): Reading {
  return reader.read(text, { now: setNow, timeZone: zone, speaker: 'manager', ...context });
}

export const at = (iso: string): number => Date.parse(iso);
