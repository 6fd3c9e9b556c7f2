import type { CustomerClass } from '../domain/labels.js';

/** How customers are classed by the value figures of the organisation. Shares are percent and stand in the clause; ties and rounding the handbook leaves open. */
export interface Ranking {
  clause: string;
  /** Rank up to which a customer is A, and up to which A or B, in percent of all ranked. */
  upTo: { A: number; B: number };
  /** First part of the As that is A1, and of the Bs that is B1, in percent. */
  first: { A1: number; B1: number };
  /** Customers of one value get the class of the best or of the worst placed of them. */
  ties: 'better' | 'worse';
  /** What becomes of a part of a customer where the share of the number does not come out even. */
  rounding: 'nearest' | 'up' | 'down';
}

export interface Valued {
  id: string;
  value: number;
}

export interface Ranked extends Valued {
  /** From 1; equal values share the rank of the first of them. */
  rank: number;
  class: CustomerClass;
}

/** Classes by rank, highest value first; the order of the input does not matter. */
export function rankCustomers(values: readonly Valued[], ranking: Ranking): Ranked[] {
  const sorted = values.toSorted((a, b) => b.value - a.value || (a.id < b.id ? -1 : 1));
  const classAt = classesOf(sorted.length, ranking);
  const ranked: Ranked[] = [];
  for (let from = 0; from < sorted.length; ) {
    const value = sorted[from]?.value;
    let until = from + 1;
    while (until < sorted.length && sorted[until]?.value === value) until++;
    const given = classAt(ranking.ties === 'better' ? from + 1 : until);
    ranked.push(...sorted.slice(from, until).map((each) => ({ ...each, rank: from + 1, class: given })));
    from = until;
  }
  return ranked;
}

function classesOf(count: number, { upTo, first, rounding }: Ranking): (place: number) => CustomerClass {
  const share = (of: number, percent: number) => rounded((of * percent) / 100, rounding);
  const lastA = share(count, upTo.A);
  const lastB = Math.max(lastA, share(count, upTo.B));
  const lastA1 = share(lastA, first.A1);
  const lastB1 = lastA + share(lastB - lastA, first.B1);
  return (place) => {
    if (place <= lastA) return place <= lastA1 ? 'A1' : 'A2';
    if (place <= lastB) return place <= lastB1 ? 'B1' : 'B2';
    return 'C';
  };
}

/** A half goes up. */
function rounded(number: number, rounding: Ranking['rounding']): number {
  // Percent of whole numbers are exact to two places; what lies beyond is the noise of binary fractions.
  const exact = Math.round(number * 100) / 100;
  switch (rounding) {
    case 'nearest':
      return Math.floor(exact + 0.5);
    case 'up':
      return Math.ceil(exact);
    case 'down':
      return Math.floor(exact);
    default:
      return rounding satisfies never;
  }
}
