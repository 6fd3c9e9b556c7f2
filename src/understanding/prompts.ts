import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { z } from 'zod';
import { AppError } from '../errors.js';
import { projectRoot } from '../project-root.js';
import { slotsOf } from './slots.js';
import { intents, type Understanding } from './types.js';

const exampleSchema = z.object({
  /** The moment the message is read at, ISO with offset. */
  now: z.string(),
  speaker: z.enum(['manager', 'customer']).default('manager'),
  message: z.string().min(1),
  intent: z.enum(intents),
  /** Slots that must come out exactly so; others may stand beside them. */
  slots: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).default({}),
  /** Slots that must not be filled. */
  absent: z.array(z.string()).default([]),
});

const headerSchema = z.object({
  purpose: z.string().min(1),
  version: z.number().int().positive(),
  variables: z.record(z.string(), z.string()),
  examples: z.array(exampleSchema).default([]),
});

export type PromptExample = z.output<typeof exampleSchema>;

/** A prompt file: its header, and the text with `{{variables}}`. The examples serve twice: shots for a model, cases of the rules. */
export interface Prompt extends z.output<typeof headerSchema> {
  name: string;
  body: string;
}

const shape = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/;

/** Reads `prompts/<name>.md`. Throws `misconfigured` naming the file and what to write. */
export function loadPrompt(name: string): Prompt {
  const file = join(projectRoot, 'prompts', `${name}.md`);
  const [, header = '', body = ''] = shape.exec(readFileSync(file, 'utf8').replaceAll('\r\n', '\n')) ?? [];
  const parsed = headerSchema.safeParse(load(header));
  if (!parsed.success) throw new AppError('misconfigured', `prompts/${name}.md: ${z.prettifyError(parsed.error)}`);
  const unknown = [...body.matchAll(/\{\{(\w+)\}\}/g)]
    .map((m) => m[1] ?? '')
    .filter((v) => !(v in parsed.data.variables));
  if (unknown.length > 0)
    throw new AppError('misconfigured', `prompts/${name}.md: {{${unknown[0]}}} is not in variables`);
  return { name, body, ...parsed.data };
}

export function promptNames(): string[] {
  const files = readdirSync(join(projectRoot, 'prompts')).filter((file) => file.endsWith('.md'));
  return files.map((file) => file.slice(0, -3)).sort();
}

/** What the reader makes of an example that it should not; empty when it agrees. */
export function exampleFaults(example: PromptExample, reader: Understanding, timeZone: string): string[] {
  const { speaker } = example;
  const reading = reader.read(example.message, { now: Date.parse(example.now), timeZone, speaker });
  const slots = slotsOf(reading.intent, reading.facts);
  const faults = reading.intent === example.intent ? [] : [`intent is ${reading.intent}, not ${example.intent}`];
  for (const [slot, wanted] of Object.entries(example.slots)) {
    if (slots[slot] !== wanted) faults.push(`${slot} is ${String(slots[slot])}, not ${String(wanted)}`);
  }
  for (const slot of example.absent) if (slots[slot] !== undefined) faults.push(`${slot} is ${String(slots[slot])}`);
  return faults;
}

/** The examples of all prompts as cases of the reader. */
export function examplesReport(
  reader: Understanding,
  timeZone: string,
): { run: number; failed: number; faults: Array<{ file: string; message: string }> } {
  const cases = promptNames().flatMap((name) => loadPrompt(name).examples.map((example) => ({ name, example })));
  const faults = cases.flatMap(({ name, example }) => {
    const found = exampleFaults(example, reader, timeZone);
    return found.length === 0
      ? []
      : [{ file: `prompts/${name}.md`, message: `「${example.message}」: ${found.join('; ')}` }];
  });
  return { run: cases.length, failed: faults.length, faults };
}
