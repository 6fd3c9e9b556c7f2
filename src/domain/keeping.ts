import { z } from 'zod';
import type { Reads, Writes } from './ports.js';

/** What may be kept for a time only: what was said, and the personal part of records that are over. */
export const keptKinds = ['messages', 'records'] as const;
export type KeptKind = (typeof keptKinds)[number];

/** Days by kind, set by an administrator; without a figure it is kept. A setting of the product: no clause gives one. */
export type Keeping = { readonly [kind in KeptKind]?: number | undefined };

const setting = 'keeping';
const days = z.int().min(1).max(36_500);
const schema = z.object({ messages: days.optional(), records: days.optional() });

export async function findKeeping(reads: Pick<Reads, 'findSetting'>): Promise<Keeping> {
  return schema.parse(JSON.parse((await reads.findSetting(setting)) ?? '{}'));
}

export async function saveKeeping(writes: Pick<Writes, 'saveSetting'>, keeping: Keeping): Promise<void> {
  await writes.saveSetting(setting, JSON.stringify(keeping));
}
