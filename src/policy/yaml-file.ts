import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';
import { AppError } from '../errors.js';
import { projectRoot } from '../project-root.js';

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
  const lines = new LineCounter();
  const document = parseDocument(source, { lineCounter: lines });
  const syntax = document.errors[0];
  if (syntax) throw misconfigured(file, `:${syntax.linePos?.[0].line ?? 1}`, `not valid YAML: ${syntax.message}`);
  const parsed = schema.safeParse(document.toJS());
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map((issue) => {
    const path = issue.path.filter((step) => typeof step !== 'symbol');
    return `line ${lineOf(path)} ${path.join('.') || '(whole file)'}: ${issue.message}`;
  });
  throw misconfigured(file, '', faults.join('; '));

  function lineOf(path: Array<string | number>): number {
    for (let depth = path.length; depth >= 0; depth--) {
      const node: unknown = depth === 0 ? document.contents : document.getIn(path.slice(0, depth), true);
      if (hasRange(node)) return lines.linePos(node.range[0]).line;
    }
    return 1;
  }
}

function hasRange(node: unknown): node is { range: [number, number, number] } {
  return typeof node === 'object' && node !== null && 'range' in node && Array.isArray(node.range);
}
