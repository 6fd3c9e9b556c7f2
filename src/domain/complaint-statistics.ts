import type { Complaint, ComplaintState } from './complaint.js';
import type { Category, CustomerClass } from './labels.js';
import type { Obligation } from './obligation.js';

/** Complaints of a period by kind, class and state, and how their limits were kept. */
export interface ComplaintStatistics {
  total: number;
  byCategory: Map<Category, number>;
  /** null: the customer has no class, or nobody knows it. */
  byClass: Map<CustomerClass | null, number>;
  byState: Map<ComplaintState, number>;
  /** Ids of those who have them. */
  byOwner: Map<string, number>;
  /** Of the limits that have passed or were kept; the handbook gives most complaints none. */
  kept: { inTime: number; of: number };
}

const answering: ReadonlySet<string> = new Set(['complaint.answer', 'commitment.reply']);

/** Counts what was accepted in `[from, until)`, epoch ms; limits are those of these complaints. */
export function countComplaints(
  complaints: readonly Complaint[],
  obligations: readonly Obligation[],
  from: number,
  until: number,
): ComplaintStatistics {
  const counted = complaints.filter(({ acceptedAt }) => acceptedAt >= from && acceptedAt < until);
  const subjects = new Set(counted.map(({ id }) => `complaint:${id}`));
  const limits = obligations.filter(
    ({ rule, subject, dueAt, state }) =>
      answering.has(rule) && subjects.has(subject) && dueAt !== null && (state === 'met' || state === 'late'),
  );
  return {
    total: counted.length,
    byCategory: tally(counted.map(({ category }) => category)),
    byClass: tally(counted.map(({ customerClass }) => customerClass)),
    byOwner: tally(counted.map(({ ownerId }) => ownerId)),
    byState: tally(counted.map(({ state }) => state)),
    kept: { inTime: limits.filter(({ state }) => state === 'met').length, of: limits.length },
  };
}

/** Most frequent first. */
function tally<T>(values: readonly T[]): Map<T, number> {
  const counts = new Map<T, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return new Map([...counts].sort((a, b) => b[1] - a[1]));
}
