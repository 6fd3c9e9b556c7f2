import { existsSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import { AppError } from '../errors.js';
import type { Calendars } from './calendar.js';
import { type DueRow, dueFor } from './due.js';
import { casesFile, type DueCase } from './schema.js';
import type { Levels, Pack } from './types.js';
import { readYaml } from './yaml-file.js';

export interface CaseResult {
  file: string;
  rule: string;
  name: string;
  /** null: as written; else what came out instead. */
  fault: string | null;
}

/** The cases file that stands beside a rules file, whether it is there or not. */
export function casesFileOf(rulesFile: string): string {
  return rulesFile.replace(/\.yaml$/, '.cases.yaml');
}

/** Runs every case beside every rules file of a pack. Throws `misconfigured` for a file that cannot be read. */
export function runCases(pack: Pack, calendars: Calendars): CaseResult[] {
  const files = [...new Set(pack.rules.map((rule) => casesFileOf(rule.file)))].filter(existsSync);
  return files.flatMap((file) =>
    readYaml(file, casesFile).cases.map((given) => ({
      file,
      rule: given.rule,
      name: given.name,
      fault: faultOf(given, pack, calendars),
    })),
  );
}

function faultOf(given: DueCase, pack: Pack, calendars: Calendars): string | null {
  let rows: DueRow[];
  try {
    rows = dueFor(pack, calendars, given);
  } catch (error) {
    if (error instanceof AppError) return error.message;
    throw error;
  }
  const row = rows.find((r) => r.rule === given.rule);
  const found = outcome(row);
  if (found !== given.due) return `due is ${found}, the case says ${given.due}; correct the rule or the case`;
  const calendar = row?.calendar ?? 'final';
  if (given.calendar !== undefined && given.calendar !== calendar)
    return `calendar is ${calendar}, the case says ${given.calendar}`;
  return given.levels === undefined ? null : levelsFault(row?.levels, given.levels);
}

function levelsFault(found: Levels | undefined, written: Levels): string | null {
  const own = found && { before: found.before, at: found.at, after: found.after };
  if (isDeepStrictEqual(own, written)) return null;
  return `levels are ${JSON.stringify(own ?? null)}, the case says ${JSON.stringify(written)}; correct the rule or the case`;
}

function outcome(row: DueRow | undefined): string {
  if (!row) return 'none';
  if (row.due) return row.due.slice(0, 19);
  return row.urgency ?? 'unset';
}
