import type { FactMap } from '../domain/event.js';
import type { Obligation } from '../domain/obligation.js';
import { holds } from './condition.js';
import type { Threshold } from './types.js';

/** What one person did and owed in a period. */
export interface Deeds {
  staffId: string;
  events: ReadonlyArray<{ kind: string; facts: FactMap }>;
  /** Due in the period. */
  duties: readonly Obligation[];
}

export interface Figure {
  /** In the unit of the threshold. */
  value: number;
  /** Events, duties or people it was taken from. */
  of: number;
  /** Whose figure it is, where each has his own. */
  people: Array<{ staffId: string; value: number }>;
}

/** The figure of a threshold from what was recorded; null where nothing was: never a figure by default. */
export function measure({ measuredBy, measure: how }: Threshold, deeds: readonly Deeds[]): Figure | null {
  if (how === null) return null;
  const facts = deeds.flatMap(({ events }) => events.filter(({ kind }) => kind === measuredBy).map((e) => e.facts));
  switch (how.kind) {
    case 'count':
      return facts.length === 0 ? null : countOf(how.rule, measuredBy, deeds);
    case 'met':
      return shareMet(deeds.flatMap(({ duties }) => duties.filter(({ rule }) => rule === how.rule)));
    case 'share':
      return shareOf(
        facts.filter((each) => holds(how.when, each)),
        how.part,
        how.of,
      );
    case 'least':
      return leastOf(facts.flatMap((each) => numberOf(each[how.fact])).map((told) => told / how.per));
    default:
      return how satisfies never;
  }
}

/** Whether a figure is what the handbook asks for. */
export function isReached({ comparison, value }: Threshold, figure: number): boolean {
  return comparison === 'at-least' ? figure >= value : figure > value;
}

/** Of everybody who owes it; the fewest counts. */
function countOf(rule: string, kind: string | null, deeds: readonly Deeds[]): Figure | null {
  const people = deeds
    .filter(({ duties }) => duties.some((duty) => duty.rule === rule))
    .map(({ staffId, events }) => ({ staffId, value: events.filter((event) => event.kind === kind).length }));
  if (people.length === 0) return null;
  return { value: Math.min(...people.map(({ value }) => value)), of: people.length, people };
}

function shareMet(duties: readonly Obligation[]): Figure | null {
  const decided = duties.filter(({ state }) => state === 'met' || state === 'late');
  if (decided.length === 0) return null;
  const met = decided.filter(({ state }) => state === 'met').length;
  return { value: percent(met, decided.length), of: decided.length, people: [] };
}

function shareOf(facts: readonly FactMap[], part: string, of: string): Figure | null {
  const told = facts.flatMap((each) => {
    const [some] = numberOf(each[part]);
    const [all] = numberOf(each[of]);
    return some === undefined || all === undefined ? [] : [{ some, all }];
  });
  const all = told.reduce((sum, each) => sum + each.all, 0);
  const some = told.reduce((sum, each) => sum + each.some, 0);
  return all > 0 ? { value: percent(some, all), of: all, people: [] } : null;
}

function leastOf(numbers: readonly number[]): Figure | null {
  if (numbers.length === 0) return null;
  return { value: Math.floor(Math.min(...numbers) * 100) / 100, of: numbers.length, people: [] };
}

function numberOf(value: unknown): number[] {
  return typeof value === 'number' && Number.isFinite(value) ? [value] : [];
}

/** One decimal, rounded down: 94.99 % is not 95 %. */
function percent(part: number, of: number): number {
  return Math.floor((part * 1000) / of) / 10;
}
