/** What speaks for one clause rather than another. */
export interface Traits {
  /** Log-likelihood of its topic, against the likeliest. */
  likelihood: number;
  /** Shares of the question, 0 … 1, that the clause and its best sentence cover. */
  coverage: number;
  share: number;
  /** Likeness to the most alike way of asking for it, and share of the votes of the most alike. */
  likeness: number;
  votes: number;
  /** Its best sentence holds the kind of thing asked for, suits the form of the question, says that something is left out. */
  kind: number;
  suits: number;
  absent: number;
  /** Matters of whole sections that were named and that it does not speak of. */
  astray: number;
  /** It is for the values asked about, or for others only. */
  named: number;
  others: number;
}

export const traitNames = [
  'likelihood', 'coverage', 'share', 'likeness', 'votes', 'kind', 'suits', 'absent', 'astray', 'named', 'others',
] as const satisfies ReadonlyArray<keyof Traits>; // biome-ignore format: one row

/** Weights fitted by `bench/fit-answers.ts`: for a pack that says how people ask, and for one that does not. */
const weights: { asked: Traits; bare: Traits } = {
  asked: {
    likelihood: 0.25,
    coverage: 0.32,
    share: 0.24,
    likeness: 0.38,
    votes: 1.09,
    kind: 0.42,
    suits: 0.82,
    absent: -0.13,
    astray: -0.22,
    named: 0.59,
    others: -0.32,
  },
  bare: {
    likelihood: 0.45,
    coverage: 0.48,
    share: 0.62,
    likeness: 0.26,
    votes: -0.06,
    kind: 0.64,
    suits: 2.31,
    absent: -0.7,
    astray: -0.32,
    named: 0.73,
    others: -0.2,
  },
};

/** How well a clause fits, whomever it is for, and with that: comparable between the clauses found for one question. */
export function fitnessOf(traits: Traits, asked: boolean): { topical: number; fit: number } {
  const weight = asked ? weights.asked : weights.bare;
  const whom = weight.named * traits.named + weight.others * traits.others;
  const fit = traitNames.reduce((sum, name) => sum + weight[name] * traits[name], 0);
  return { topical: fit - whom, fit };
}
