import type { z } from 'zod';

/** A model's JSON, also where the server put it into a code block; undefined when it is not of the shape. */
export function readJson<S extends z.ZodType>(content: string | null | undefined, schema: S): z.output<S> | undefined {
  const bare = (content ?? '').replace(/^\s*```(?:json)?\s*/i, '').replace(/\s*```\s*$/, '');
  try {
    return schema.safeParse(JSON.parse(bare)).data;
  } catch {
    return undefined;
  }
}
