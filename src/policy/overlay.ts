import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { addDays } from './local-time.js';
import { overlayFile } from './schema.js';
import type { Clause, Limit, Rule, RuleVersion } from './types.js';
import { misconfigured, readYaml } from './yaml-file.js';

/** One limit an administrator sets for a rule, from a day on, under a clause of his own. */
export interface OverlayLimit {
  rule: string;
  effectiveFrom: string;
  /** Goes before the handbook's limits; else it fills what the handbook leaves open. */
  stricter: boolean;
  limit: Limit;
}

/** Reads `limits.yaml` of an overlay folder; none is no limits. */
export function readOverlay(
  folder: string,
  limitOf: (raw: OverlayRow) => Limit,
): { file: string; limits: OverlayLimit[] } {
  const file = join(folder, 'limits.yaml');
  const rows = existsSync(file) ? readYaml(file, overlayFile).limits : [];
  return {
    file,
    limits: rows.map((row) => ({
      rule: row.rule,
      effectiveFrom: row.effectiveFrom,
      stricter: row.stricter,
      limit: limitOf(row),
    })),
  };
}
export type OverlayRow = ReturnType<typeof overlayFile.parse>['limits'][number];

/**
 * Rules with an administrator's limits: each starts a version of its own, so that what was opened before keeps the old one.
 * Throws `misconfigured` where a limit fills nothing, or is called stricter and is not.
 */
export function applyOverlay(rules: Rule[], file: string, limits: readonly OverlayLimit[]): Rule[] {
  const byRule = new Map(rules.map((rule) => [rule.id, rule]));
  for (const overlay of limits.toSorted((a, b) => a.effectiveFrom.localeCompare(b.effectiveFrom))) {
    const rule = byRule.get(overlay.rule);
    if (!rule)
      throw misconfigured(file, ` ${overlay.rule}`, 'there is no such rule; write the id of a rule of the pack');
    byRule.set(rule.id, { ...rule, versions: withLimit(rule, overlay, file) });
  }
  return [...byRule.values()];
}

function withLimit(rule: Rule, overlay: OverlayLimit, file: string): RuleVersion[] {
  const from = overlay.effectiveFrom;
  const base = rule.versions.find((v) => v.effectiveFrom <= from && (v.effectiveTo === null || from <= v.effectiveTo));
  if (!base) throw misconfigured(file, ` ${rule.id}`, `no version is in force on ${from}; correct effectiveFrom`);
  const recurs = overlay.limit.recurs || base.limits.some((limit) => limit.recurs);
  const own = { ...overlay, limit: { ...overlay.limit, recurs } };
  const limits = overlay.stricter ? strictly(base, own, file) : filling(base, own, file);
  const rest = rule.versions.filter((v) => v !== base);
  const sameDay = base.effectiveFrom === from;
  const version = sameDay ? base.version : Math.max(...rule.versions.map((v) => v.version)) + 1;
  const earlier = sameDay ? [] : [{ ...base, effectiveTo: addDays(from, -1) }];
  return [...rest, ...earlier, { ...base, version, effectiveFrom: from, limits }].sort((a, b) =>
    a.effectiveFrom.localeCompare(b.effectiveFrom),
  );
}

/** Clauses as an administrator's limits make them: in force from the first of their limits on where they name no day, and before what they make stricter. */
export function underLimits(
  clauses: readonly Clause[],
  rules: readonly Rule[],
  limits: readonly OverlayLimit[],
): Clause[] {
  return clauses.map((clause) => {
    const own = limits.filter(({ limit }) => limit.clause === clause.id);
    if (own.length === 0) return clause;
    const first = own.map(({ effectiveFrom }) => effectiveFrom).sort()[0] ?? null;
    const strict = own.filter(({ stricter }) => stricter);
    const clausesOf = (fits: (limit: Limit, base: Limit) => boolean) => [
      ...new Set(
        strict
          .flatMap(({ rule, limit }) => limitsOf(rule, rules).filter((base) => fits(limit, base)))
          .map((base) => base.clause),
      ),
    ];
    return {
      ...clause,
      effective: clause.effective ?? first,
      stricterThan: clausesOf(isShorter),
      besides: clausesOf(isOther),
    };
  });
}

function limitsOf(rule: string, rules: readonly Rule[]): Limit[] {
  return rules.find(({ id }) => id === rule)?.versions.flatMap((version) => version.limits) ?? [];
}

/** Another clock: which of the two comes first depends on the day. */
function isOther({ clock }: Limit, base: Limit): boolean {
  return base.clock !== null && base.clock !== 'now' && base.clock !== clock;
}

function isShorter({ clock, amount }: Limit, base: Limit): boolean {
  return base.clock === clock && base.amount !== null && (amount ?? 0) < base.amount;
}

/** Before the first limit the handbook leaves open; without a condition it takes its place. */
function filling(base: RuleVersion, overlay: OverlayLimit, file: string): Limit[] {
  const open = base.limits.findIndex((limit) => limit.basis === 'unset');
  if (open < 0) {
    throw misconfigured(
      file,
      ` ${overlay.rule}`,
      'the handbook leaves nothing open here; write stricter: true to set a shorter limit',
    );
  }
  const rest = 'always' in overlay.limit.when ? [] : base.limits.slice(open);
  return [...base.limits.slice(0, open), overlay.limit, ...rest];
}

function strictly(base: RuleVersion, overlay: OverlayLimit, file: string): Limit[] {
  const { limits } = base;
  if (!limits.some((limit) => isOther(overlay.limit, limit) || isShorter(overlay.limit, limit))) {
    throw misconfigured(
      file,
      ` ${overlay.rule}`,
      'is not stricter than the handbook; write a smaller amount, or another clock (the earlier due time counts)',
    );
  }
  return [{ ...overlay.limit, alongside: limits }, ...limits];
}
