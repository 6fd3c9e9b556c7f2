import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { readYaml } from './yaml-file.js';

const expressions = z.array(z.string().min(1));
const wordingFile = z.strictObject({
  prohibitions: z
    .array(
      z.strictObject({
        id: z.string(),
        /** The clause that forbids it. */
        clause: z.string(),
        patterns: expressions.min(1),
        unless: expressions.default([]),
      }),
    )
    .min(1),
});

export interface Violation {
  /** `promised-outcome`, `promised-money`, `promised-time`, `blame`, `arguing`, `excuses`, `passing-on` … */
  prohibition: string;
  clause: string;
  /** The words that break it. */
  found: string;
}

/** Checks words meant for a customer. Promises of effort pass; a promised outcome, sum or time, blame, argument, excuses and passing on do not. */
export interface WordingGuard {
  check(text: string): Violation[];
  /** Clauses the prohibitions cite, for `check` of the pack. */
  clauses: string[];
}

/** Reads `wording.yaml` of a pack folder; a pack without one forbids nothing. */
export function loadWordingGuard(packFolder: string): WordingGuard {
  const file = join(packFolder, 'wording.yaml');
  if (!existsSync(file)) return { check: () => [], clauses: [] };
  const { prohibitions } = readYaml(file, wordingFile);
  const compiled = prohibitions.map(({ id, clause, patterns, unless }) => ({
    id,
    clause,
    patterns: patterns.map((p) => new RegExp(p, 'iu')),
    unless: unless.map((p) => new RegExp(p, 'iu')),
  }));
  const any = new RegExp(prohibitions.flatMap(({ patterns }) => patterns.map((p) => `(?:${p})`)).join('|'), 'iu');
  return {
    clauses: compiled.map((p) => p.clause),
    check: (text) => {
      const spoken = text.replaceAll('\uFF0C', ',').replaceAll('\uFF1B', ';').replaceAll('\uFF01', '!');
      if (!any.test(spoken)) return [];
      return compiled.flatMap(({ id, clause, patterns, unless }) => {
        const found = patterns.map((p) => p.exec(spoken)?.[0]).find((hit) => hit !== undefined);
        if (found === undefined || unless.some((p) => p.test(found))) return [];
        return [{ prohibition: id, clause, found }];
      });
    },
  };
}
