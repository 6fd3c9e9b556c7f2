import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { load, YAMLException } from 'js-yaml';
import type { z } from 'zod';
import { AppError } from '../errors.js';
import { projectRoot } from '../project-root.js';
import { YamlLines } from './yaml-lines.js';

/** A file's name as people know it: from the project's folder when it lies inside, else whole. */
export function shownPath(file: string): string {
  const inside = relative(projectRoot, file);
  return inside.startsWith('..') ? file : inside.replaceAll('\\', '/');
}

export function misconfigured(file: string, place: string, problem: string, cause?: unknown): AppError {
  return new AppError('misconfigured', `${shownPath(file)}${place}: ${problem}`, { cause });
}

/** Names of the files of a folder with an ending, in order; none where there is no such folder. */
export function filesOf(folder: string, ending: string): string[] {
  return existsSync(folder)
    ? readdirSync(folder)
        .filter((name) => name.endsWith(ending))
        .sort()
    : [];
}

export function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8')
      .replace(/^\uFEFF/, '')
      .replaceAll('\r\n', '\n');
  } catch (cause) {
    throw misconfigured(file, '', 'cannot be read; put the file there or correct the path', cause);
  }
}

/** Reads and validates a YAML file; a fault names file, line, field and what to write (`misconfigured`). */
export function readYaml<S extends z.ZodType>(file: string, schema: S): z.output<S> {
  return parseYaml(readText(file), file, schema);
}

export function parseYaml<S extends z.ZodType>(source: string, file: string, schema: S): z.output<S> {
  const parsed = schema.safeParse(plainValue(source, file));
  if (parsed.success) return parsed.data;
  const lines = new YamlLines(source);
  const faults = parsed.error.issues.map((issue) => {
    const path = issue.path.filter((step) => typeof step !== 'symbol');
    return `line ${lines.of(path)} ${path.join('.') || '(whole file)'}: ${issue.message}`;
  });
  throw misconfigured(file, '', faults.join('; '));
}

function plainValue(source: string, file: string): unknown {
  try {
    return load(source);
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error;
    throw misconfigured(file, `:${(error.mark?.line ?? 0) + 1}`, `not valid YAML: ${error.reason}`, error);
  }
}
