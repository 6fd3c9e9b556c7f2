import type { Calendars } from './calendar.js';
import { runCases } from './cases.js';
import { limitStandsIn, thresholdStandsIn } from './figures.js';
import { formFaults } from './forms/check-forms.js';
import type { Limit, Measure, Pack, Rule, RuleVersion, Threshold } from './types.js';
import { loadWordingGuard } from './wording-guard.js';
import { shownPath } from './yaml-file.js';

export interface Fault {
  file: string;
  /** Which field, and what to do about it. */
  message: string;
}

/** The proof of one pack; without faults it may be used. */
export interface CheckReport {
  pack: string;
  version: string;
  clauses: number;
  rules: number;
  thresholds: number;
  forms: number;
  cases: { run: number; failed: number };
  catalogue: { covered: number; all: number; missing: string[] };
  /** What the handbook announces and does not give: limits (by rule) and other texts (rule null). An administrator must fill them in. */
  unset: Array<{ rule: string | null; clause: string; title: string }>;
  /** Rules that state who is told before, at and after the due time; for all others the settings of pack.yaml hold. */
  ownLevels: string[];
  /** Rules without a single case beside them. */
  untested: string[];
  faults: Fault[];
}

/**
 * Proves that every clause a rule cites exists and holds its figure, that every case comes out as written, and that no catalogue row is left out.
 * `bare` is the same pack without an overlay: what its cases were written for. */
export function checkPack(pack: Pack, calendars: Calendars, bare = pack): CheckReport {
  const results = runCases(bare, calendars);
  const failed = results.filter((result) => result.fault !== null);
  const missing = missingRows(pack);
  const ids = new Set(pack.rules.map((rule) => rule.id));
  return {
    pack: pack.id,
    version: pack.version,
    clauses: pack.clauses.length,
    rules: pack.rules.length,
    thresholds: pack.thresholds.length,
    forms: pack.forms.length,
    cases: { run: results.length, failed: failed.length },
    catalogue: { covered: pack.catalogue.length - missing.length, all: pack.catalogue.length, missing },
    unset: unsetLimits(pack),
    ownLevels: pack.rules.filter((rule) => rule.versions.some(({ levels }) => levels)).map((rule) => rule.id),
    untested: pack.rules.filter((rule) => !results.some((result) => result.rule === rule.id)).map((rule) => rule.id),
    faults: [
      ...pack.rules.flatMap((rule) => ruleFaults(rule, pack)),
      ...rankingFaults(pack),
      ...formFaults(pack, loadWordingGuard(pack.folder)),
      ...pack.thresholds.flatMap((threshold) => thresholdFaults(threshold, pack)),
      ...failed.map(({ file, name, rule, fault }) => ({
        file: shownPath(file),
        message: `case 「${name}」 of ${rule}: ${fault}`,
      })),
      ...results
        .filter((result) => !ids.has(result.rule))
        .map(({ file, name, rule }) => ({
          file: shownPath(file),
          message: `case 「${name}」: there is no rule ${rule}; correct the id`,
        })),
      ...strayRows(pack),
      ...missing.map((row) => ({
        file: 'handbook',
        message: `catalogue row ${row} has no clause; add catalogue=${row} to the clause that says it`,
      })),
    ],
  };
}

function ruleFaults(rule: Rule, pack: Pack): Fault[] {
  const file = shownPath(rule.file);
  return rule.versions.flatMap((version) => {
    const field = `${rule.id} version ${version.version}`;
    const levels = levelsFault(version);
    return [
      ...(levels ? [{ file, message: `${field} ${levels}` }] : []),
      ...version.limits.flatMap((limit, index) => {
        const message = limitFault(limit, pack, version === rule.versions.at(-1)) ?? dayFault(limit, version, pack);
        return message ? [{ file, message: `${field} limits.${index}.${message}` }] : [];
      }),
    ];
  });
}

/** Levels speak of a due time; a rule that never has one tells nobody. */
function levelsFault({ levels, limits }: RuleVersion): string | null {
  if (levels === null || limits.some(({ clock }) => clock !== null && clock !== 'now')) return null;
  return 'levels: no limit of this rule has a due time, so nobody would ever be told; leave levels out';
}

function limitFault(limit: Limit, pack: Pack, newest: boolean): string | null {
  const clause = pack.clauseById.get(limit.clause);
  if (!clause) return `clause: the handbook has no clause ${limit.clause}; write the clause or correct the id`;
  const place = `${shownPath(clause.file)}:${clause.line}`;
  if (limit.clock === null) {
    // What an earlier version left open may have been filled since.
    return clause.unset || !newest
      ? null
      : `unset: clause ${clause.id} (${place}) does not say that a limit is missing; mark it unset=true or give the rule its clock`;
  }
  if (limit.basis === 'agreed' || limitStandsIn(limit.clock, limit.amount, clause.text)) return null;
  return `amount: ${[limit.amount, limit.clock].filter((v) => v !== null).join(' ')} does not stand in clause ${clause.id} (${place}); correct the figure or the clause`;
}

/** A deadline cites nothing that is not in force yet. */
function dayFault({ clause: id, basis }: Limit, { effectiveFrom }: RuleVersion, { clauseById }: Pack): string | null {
  const effective = clauseById.get(id)?.effective ?? null;
  if (basis !== 'overlay' || effective === null || effective <= effectiveFrom) return null;
  return `clause: ${id} takes effect on ${effective}, after its limit on ${effectiveFrom}; correct one of the days`;
}

function thresholdFaults(threshold: Threshold, pack: Pack): Fault[] {
  const file = shownPath(threshold.file);
  const clause = pack.clauseById.get(threshold.clause);
  const found = [
    !clause && `clause: the handbook has no clause ${threshold.clause}; write the clause or correct the id`,
    clause &&
      !thresholdStandsIn(threshold, clause.text) &&
      `value: ${threshold.value} ${threshold.unit} does not stand in clause ${clause.id}; correct the figure or the clause`,
    measureFault(threshold, pack),
  ];
  return found.flatMap((message) => (message ? [{ file, message: `${threshold.id} ${message}` }] : []));
}

const unitsOf: Record<Measure['kind'], Array<Threshold['unit']>> = {
  count: ['a-month', 'a-quarter'],
  met: ['percent'],
  share: ['percent'],
  least: ['hours', 'minutes', 'ratio-1-to'],
};

function measureFault({ measuredBy, measure, unit }: Threshold, { rules }: Pack): string | null {
  if (measuredBy === null || measure === null) {
    if (measuredBy === measure) return null;
    return 'measure: measuredBy and measure go together; write both, or measuredBy: null alone';
  }
  if (!unitsOf[measure.kind].includes(unit)) return `measure: ${measure.kind} gives no figure in ${unit}; take another`;
  const known = !('rule' in measure) || rules.some(({ id }) => id === measure.rule);
  return known ? null : `measure: there is no rule ${'rule' in measure ? measure.rule : ''}; correct the id`;
}

function rankingFaults({ ranking, clauseById, folder }: Pack): Fault[] {
  if (!ranking) return [];
  const file = shownPath(`${folder}/pack.yaml`);
  const clause = clauseById.get(ranking.clause);
  if (!clause)
    return [{ file, message: `ranking.clause: the handbook has no clause ${ranking.clause}; correct the id` }];
  const shares = [...Object.entries(ranking.upTo), ...Object.entries(ranking.first)];
  return shares
    .filter(([, value]) => !thresholdStandsIn({ value, unit: 'percent' }, clause.text))
    .map(([name, value]) => ({
      file,
      message: `ranking ${name}: ${value} percent does not stand in clause ${clause.id}; correct the figure or the clause`,
    }));
}

function unsetLimits(pack: Pack): CheckReport['unset'] {
  const limits = pack.rules.flatMap((rule) => {
    const all = rule.versions.at(-1)?.limits ?? [];
    const settled = all.findIndex((limit) => 'always' in limit.when);
    const open = all.slice(0, settled < 0 ? all.length : settled + 1).filter((limit) => limit.basis === 'unset');
    return open.map(({ clause }) => ({
      rule: rule.id,
      clause,
      title: pack.clauseById.get(clause)?.title ?? rule.title,
    }));
  });
  const cited = new Set(limits.map((limit) => limit.clause));
  const texts = pack.clauses.filter((clause) => clause.unset && !cited.has(clause.id));
  return [...limits, ...texts.map((clause) => ({ rule: null, clause: clause.id, title: clause.title }))];
}

function missingRows(pack: Pack): string[] {
  const covered = new Set(pack.clauses.flatMap((clause) => clause.catalogue));
  return pack.catalogue.filter((row) => !covered.has(row));
}

function strayRows(pack: Pack): Fault[] {
  if (pack.catalogue.length === 0) return [];
  const rows = new Set(pack.catalogue);
  const cited = [
    ...pack.clauses.map(({ id, file, catalogue }) => ({ id, file, catalogue })),
    ...pack.rules,
    ...pack.thresholds,
  ];
  return cited.flatMap(({ id, file, catalogue }) =>
    catalogue
      .filter((row) => !rows.has(row))
      .map((row) => ({
        file: shownPath(file),
        message: `${id} names catalogue row ${row}, which does not exist; correct it`,
      })),
  );
}
