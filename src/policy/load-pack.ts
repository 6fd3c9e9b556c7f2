import { existsSync } from 'node:fs';
import { isAbsolute, join, resolve } from 'node:path';
import type { z } from 'zod';
import { AppError } from '../errors.js';
import { projectRoot } from '../project-root.js';
import { readClauses } from './clauses.js';
import { loadForms } from './forms/load-forms.js';
import { applyOverlay, readOverlay, underLimits } from './overlay.js';
import { lexiconFile, packFile, rulesFile, severityFile, wordsFile } from './schema.js';
import type { Clause, Limit, Pack, Rule, RuleVersion, Threshold } from './types.js';
import { filesOf, misconfigured, readYaml } from './yaml-file.js';

const packsFolder = join(projectRoot, 'packs');

/**
 * Reads a policy pack by its name under `packs/` or by a path. `pack.yaml` and `handbook/*.md` are enough.
 * `overlay` is a folder with an administrator's own clauses (`handbook/*.md`) and limits (`limits.yaml`).
 * Throws `misconfigured` naming file, line or field and what to write.
 */
export function loadPack(nameOrPath: string, options: { overlay?: string } = {}): Pack {
  const folder = packFolder(nameOrPath);
  const { overlay } = options;
  const head = readYaml(join(folder, 'pack.yaml'), packFile);
  const read = readClauses(folder, overlay);
  const severity = optionalYaml(join(folder, 'severity.yaml'), severityFile);
  const families = readRules(join(folder, 'rules'));
  const bare = { rules: families.flatMap((family) => family.rules), clauses: read.clauses };
  const { rules, clauses } = overlay ? overlaid(bare.rules, bare.clauses, overlay) : bare;
  /** Large, and only understanding and retrieval want it: read when first asked for. */
  let lexicon: Pack['lexicon'] | undefined;
  return {
    id: head.id,
    name: head.name,
    version: head.version,
    timeZone: head.timeZone,
    folder,
    clauses,
    clauseById: new Map(clauses.map((clause) => [clause.id, clause])),
    replaced: read.replaced,
    rules,
    forms: loadForms(join(folder, 'forms')),
    thresholds: families.flatMap((family) => family.thresholds),
    severitySignals: severity?.signals ?? [],
    severityNote: severity?.note ?? null,
    get lexicon() {
      lexicon ??= readLexicon(join(folder, 'lexicon'));
      return lexicon;
    },
    settings: head.settings,
    ranking: head.ranking ?? null,
    words: {
      ...optionalYaml(join(packsFolder, 'words.yaml'), wordsFile),
      ...optionalYaml(join(folder, 'words.yaml'), wordsFile),
    },
    catalogue: Object.entries(head.catalogue).flatMap(([part, rows]) => catalogueRows(part, rows)),
  };
}

/** Names of the packs that come with the project. */
export function listPacks(): string[] {
  return filesOf(packsFolder, '').filter((name) => existsSync(join(packsFolder, name, 'pack.yaml')));
}

function packFolder(nameOrPath: string): string {
  const named = join(packsFolder, nameOrPath);
  const folder = !isAbsolute(nameOrPath) && existsSync(join(named, 'pack.yaml')) ? named : resolve(nameOrPath);
  if (existsSync(join(folder, 'pack.yaml'))) return folder;
  throw new AppError(
    'misconfigured',
    `no pack "${nameOrPath}": give a name (${listPacks().join(', ')}) or the path of a folder that holds pack.yaml`,
  );
}

/** Rules with an administrator's limits, and what these limits say of the clauses they stand under. */
function overlaid(rules: Rule[], clauses: Clause[], overlay: string): { rules: Rule[]; clauses: Clause[] } {
  if (!existsSync(overlay)) throw misconfigured(overlay, '', 'no such folder; correct the path of the overlay');
  const { file, limits } = readOverlay(overlay, limitOf);
  return { rules: applyOverlay(rules, file, limits), clauses: underLimits(clauses, rules, limits) };
}

interface Family {
  rules: Rule[];
  thresholds: Threshold[];
}

function readRules(folder: string): Family[] {
  const families = filesOf(folder, '.yaml')
    .filter((file) => !file.endsWith('.cases.yaml'))
    .map((file) => readFamily(join(folder, file), file.replace(/\.yaml$/, '')));
  const seen = new Map<string, string>();
  for (const { id, file } of families.flatMap((family) => [...family.rules, ...family.thresholds])) {
    const other = seen.get(id);
    if (other) throw misconfigured(file, '', `the id ${id} is used in ${other} too; give one of them its own id`);
    seen.set(id, file);
  }
  return families;
}

function readFamily(file: string, family: string): Family {
  const parsed = readYaml(file, rulesFile);
  return {
    thresholds: parsed.thresholds.map((threshold) => ({ ...threshold, file })),
    rules: parsed.rules.map((rule) => ({
      id: rule.id,
      family,
      title: rule.title,
      titleEn: rule.titleEn,
      owner: rule.owner ?? '客户经理',
      catalogue: rule.catalogue,
      versions: inOrder(rule.versions.map(ruleVersion), rule.id, file),
      file,
    })),
  };
}

type RawVersion = z.output<typeof rulesFile>['rules'][number]['versions'][number];

function ruleVersion(raw: RawVersion): RuleVersion {
  return { ...raw, limits: raw.limits.map(limitOf) };
}

function limitOf(raw: RawVersion['limits'][number]): Limit {
  return {
    when: raw.when,
    clock: raw.clock ?? null,
    amount: raw.amount ?? null,
    anchor: raw.anchor ?? null,
    clause: raw.clause,
    basis: raw.unset ? 'unset' : raw.basis,
    warnMinutesBefore: raw.warn,
    warnDays: raw.warnDays,
    recurs: raw.recurs,
    alongside: [],
  };
}

/** Oldest first; two versions in force on one day are refused. */
function inOrder(versions: RuleVersion[], rule: string, file: string): RuleVersion[] {
  const sorted = versions.toSorted((a, b) => a.effectiveFrom.localeCompare(b.effectiveFrom));
  for (const [index, version] of sorted.entries()) {
    const next = sorted[index + 1];
    if (next && (version.effectiveTo === null || version.effectiveTo >= next.effectiveFrom)) {
      throw misconfigured(
        file,
        ` ${rule}`,
        `version ${version.version} still holds on ${next.effectiveFrom}; end it the day before with effectiveTo`,
      );
    }
  }
  return sorted;
}

function readLexicon(folder: string): Record<string, string[][]> {
  const lists: Record<string, string[][]> = {};
  for (const file of filesOf(folder, '.yaml')) {
    for (const [list, groups] of Object.entries(readYaml(join(folder, file), lexiconFile))) {
      lists[list] = [...(lists[list] ?? []), ...groups];
    }
  }
  return lists;
}

function optionalYaml<S extends z.ZodType>(file: string, schema: S): z.output<S> | undefined {
  return existsSync(file) ? readYaml(file, schema) : undefined;
}

function catalogueRows(part: string, rows: number): string[] {
  return Array.from({ length: rows }, (_, index) => `${part}-${String(index + 1).padStart(2, '0')}`);
}
