import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { misconfigured, readYaml } from '../yaml-file.js';
import { formFile } from './schema.js';
import type { PackForm } from './types.js';

/** Record numbers the product gives itself. */
const taken: ReadonlySet<string> = new Set(['TS', 'BF']);

/** The forms of a pack, one YAML file each, by file name. `misconfigured` names file, field and what to write. */
export function loadForms(folder: string): PackForm[] {
  if (!existsSync(folder)) return [];
  const files = readdirSync(folder).filter((name) => name.endsWith('.yaml'));
  const forms = files.sort().map((name) => readForm(join(folder, name)));
  refuseTwins(forms, 'id', (form) => form.id);
  refuseTwins(forms, 'prefix', (form) => form.prefix);
  refuseTwins(forms, 'export', (form) => form.export);
  return forms;
}

function readForm(file: string): PackForm {
  const form: PackForm = { ...readYaml(file, formFile), file };
  if (!file.endsWith(`${form.id}.yaml`)) throw misconfigured(file, ' id', `name the file ${form.id}.yaml`);
  if (taken.has(form.prefix)) throw misconfigured(file, ' prefix', `${form.prefix} is in use; take two other capitals`);
  const twice = form.fields.find((field, n) => form.fields.findIndex((other) => other.id === field.id) !== n);
  if (twice) throw misconfigured(file, ' fields', `the field ${twice.id} stands there twice`);
  return form;
}

function refuseTwins(forms: readonly PackForm[], what: string, partOf: (form: PackForm) => string): void {
  const seen = new Map<string, string>();
  for (const form of forms) {
    const other = seen.get(partOf(form));
    if (other) throw misconfigured(form.file, ` ${what}`, `${partOf(form)} is that of ${other} too; take another`);
    seen.set(partOf(form), form.id);
  }
}
