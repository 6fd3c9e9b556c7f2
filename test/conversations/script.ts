import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { z } from 'zod';

/** Words that must or must not stand in what the bot shows; `/…/` is a regular expression. */
const wanted = z.union([z.string(), z.array(z.string())]).transform((v) => (typeof v === 'string' ? [v] : v));
const rows = z.array(z.record(z.string(), z.unknown()));

const turnSchema = z.strictObject({
  /** What the user types; `{TS}`, `{BF}` and their like are the last numbers that were told. */
  say: z.string(),
  /** Files that go with it, by name: `.png`, `.jpg` and `.pdf` are what they say. */
  sends: z.array(z.string()).optional(),
  /** Who types; the script's `as` otherwise. */
  as: z.string().optional(),
  /** The clock at this message, `HH:MM[:SS]` of the script's day or an ISO instant. */
  at: z.string().optional(),
  shows: wanted.optional(),
  hides: wanted.optional(),
  /** True: the reply is the final read-back and offers 确认. False: it does not. */
  offersConfirm: z.boolean().optional(),
  /** The reply asks nothing. */
  asksNothing: z.boolean().optional(),
  /** Files the reply carries, by name; `{BF}.ics` is the calendar entry of the visit told last. */
  brings: z.array(z.string()).optional(),
  /** What colleagues are told by this message, by their ids; an empty list: nothing. */
  hears: z.record(z.string(), z.array(z.string())).optional(),
});

const scriptSchema = z.strictObject({
  name: z.string(),
  now: z.string(),
  as: z.string().default('demo-manager'),
  turns: z.array(turnSchema).min(1),
  /** What stands in the records afterwards: as many rows as given, each with at least these members. */
  records: z
    .partialRecord(z.enum(['complaints', 'visits', 'forms', 'obligations', 'events', 'notes']), rows)
    .optional(),
});

export type Script = z.output<typeof scriptSchema>;
export type ScriptTurn = Script['turns'][number];

export function readScripts(folder: string): Array<{ file: string; script: Script }> {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .sort()
    .flatMap((file) => {
      const documents: unknown[] = [load(readFileSync(join(folder, file), 'utf8'))].flat();
      return documents.map((document) => ({ file, script: scriptSchema.parse(document) }));
    });
}

export function matches(shown: string, want: string): boolean {
  const pattern = /^\/(.*)\/(i?)$/s.exec(want);
  return pattern ? new RegExp(pattern[1] ?? '', `${pattern[2]}su`).test(shown) : shown.includes(want);
}
