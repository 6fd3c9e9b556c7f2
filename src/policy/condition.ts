import type { FactMap } from '../domain/event.js';
import type { Condition, Limit, Rule, RuleVersion } from './types.js';

/** Whether facts meet a condition; an unknown fact meets nothing. The fact `event` is the kind of the opening event. */
export function holds(condition: Condition, facts: FactMap): boolean {
  if ('always' in condition) return true;
  if ('all' in condition) return condition.all.every((part) => holds(part, facts));
  if ('any' in condition) return condition.any.some((part) => holds(part, facts));
  if ('not' in condition) return !holds(condition.not, facts);
  const value = facts[condition.fact];
  if ('known' in condition) return value !== undefined && value !== null;
  if ('atLeast' in condition) return typeof value === 'number' && value >= condition.atLeast;
  return value !== undefined && value !== null && condition.in.includes(value);
}

/** The first limit that fits; undefined: nothing is owed. */
export function limitFor(version: RuleVersion, facts: FactMap, event: string): Limit | undefined {
  const all: FactMap = { ...facts, event };
  return version.limits.find((limit) => holds(limit.when, all));
}

/** The version in force on a day. */
export function versionOn(rule: Rule, day: string): RuleVersion | undefined {
  return rule.versions.find((v) => v.effectiveFrom <= day && (v.effectiveTo === null || day <= v.effectiveTo));
}
