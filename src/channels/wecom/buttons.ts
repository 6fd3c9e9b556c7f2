import { z } from 'zod';
import type { CardButton } from '../card.js';

/** The vendor's limit, bytes. */
const maxKey = 1_024;
const key = z.object({ t: z.string(), v: z.unknown() });

/** Undefined when it does not fit: the words of the reply say the same. */
export function keyOf({ title, value }: CardButton): string | undefined {
  const text = JSON.stringify({ t: title, v: value });
  return Buffer.byteLength(text) <= maxKey ? text : undefined;
}

export function readKey(text: string | undefined): CardButton | undefined {
  try {
    const read = key.safeParse(JSON.parse(text ?? ''));
    return read.success ? { title: read.data.t, value: read.data.v } : undefined;
  } catch {
    return undefined;
  }
}
