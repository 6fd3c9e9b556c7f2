import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { z } from 'zod';
import type { PackForm } from '../policy/forms/types.js';
import type { Pack } from '../policy/types.js';
import { readYaml } from '../policy/yaml-file.js';
import { projectRoot } from '../project-root.js';

/** `duties.yaml` of a pack: the rows somebody performs, and which of them dialogs of the product's own serve. */
const dutiesFile = z.strictObject({
  rows: z.record(z.string(), z.string()),
  dialogs: z.record(z.string(), z.strictObject({ rows: z.array(z.string()), tests: z.array(z.string()) })).default({}),
});
const scripts = join(projectRoot, 'test', 'conversations');
const scriptFile = z.array(
  z.object({
    records: z
      .object({
        forms: z.array(z.object({ form: z.string() })).default([]),
        events: z.array(z.object({ kind: z.string() })).default([]),
      })
      .default({ forms: [], events: [] }),
  }),
);

export interface CoveredRow {
  row: string;
  type: string;
  clauses: string[];
  rules: string[];
  /** Forms of the pack and dialogs of the product. */
  by: string[];
  /** Scripted conversations that prove it. */
  tests: string[];
}

/** Row → clause → rule → form → test, for every row of the pack's `duties.yaml`; none where the pack has no such file. */
export function coverageOf(pack: Pack): CoveredRow[] {
  const file = join(pack.folder, 'duties.yaml');
  if (!existsSync(file)) return [];
  const { rows, dialogs } = readYaml(file, dutiesFile);
  const told = toldInScripts();
  return Object.entries(rows).map(([row, type]) => {
    const forms = pack.forms.filter(({ catalogue }) => catalogue.includes(row));
    const own = Object.entries(dialogs).filter(([, dialog]) => dialog.rows.includes(row));
    const tests = [...forms.flatMap((form) => testsOf(form, told)), ...own.flatMap(([, dialog]) => dialog.tests)];
    return {
      row,
      type,
      clauses: pack.clauses.filter(({ catalogue }) => catalogue.includes(row)).map(({ id }) => id),
      rules: pack.rules.filter(({ catalogue }) => catalogue.includes(row)).map(({ id }) => id),
      by: [...forms.map(({ id }) => id), ...own.map(([name]) => name)],
      tests: [...new Set(tests)].filter((name) => told.has(name)).sort(),
    };
  });
}

/** `docs/coverage.md`. */
export function coveragePage(rows: readonly CoveredRow[]): string {
  const cells = rows.map(({ row, type, clauses, rules, by, tests }) =>
    [row, type, list(clauses), list(rules), list(by), tests.map(linked).join(', ')].join(' | '),
  );
  return [
    '# Coverage',
    '',
    'Every row of the catalogue that a manager performs (D duty, L time limit, F form), the clause that says it, the rule that owes it, the form or dialog that does it by chat, and the',
    'conversations that prove it. Written by `npm run -s shouwen -- check --coverage telecom`; a test holds it to the pack.',
    '',
    '| row | type | clause | rule | form or dialog | conversations |',
    '|---|---|---|---|---|---|',
    ...cells.map((line) => `| ${line} |`),
    '',
  ].join('\n');
}

function list(names: readonly string[]): string {
  return names.map((name) => `\`${name}\``).join(', ') || '–';
}

function linked(name: string): string {
  return `[${name}](../test/conversations/${name}.yaml)`;
}

/** What the scripted conversations leave in the records, by the name of the file. */
function toldInScripts(): Map<string, Set<string>> {
  if (!existsSync(scripts)) return new Map();
  const files = readdirSync(scripts).filter((name) => name.endsWith('.yaml'));
  return new Map(
    files.map((name) => {
      const read = scriptFile.parse([load(readFileSync(join(scripts, name), 'utf8'))].flat());
      const kept = read.flatMap(({ records }) => [
        ...records.forms.map(({ form }) => form),
        ...records.events.map(({ kind }) => kind),
      ]);
      return [name.replace(/\.yaml$/, ''), new Set(kept)];
    }),
  );
}

function testsOf({ id, events }: PackForm, told: ReadonlyMap<string, ReadonlySet<string>>): string[] {
  const signs = [id, ...events.map(({ kind }) => kind)];
  return [...told].filter(([, kept]) => signs.some((sign) => kept.has(sign))).map(([name]) => name);
}
