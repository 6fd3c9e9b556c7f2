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
    coverage: 0.26,
    share: 0.27,
    likeness: 0.26,
    votes: 1.05,
    kind: 0.37,
    suits: 0.98,
    absent: -0.18,
    astray: -0.31,
    named: 0.52,
    others: -0.41,
  },
  bare: {
    likelihood: 0.45,
    coverage: 0.5,
    share: 0.61,
    likeness: 0.22,
    votes: -0.1,
    kind: 0.63,
    suits: 2.38,
    absent: -0.72,
    astray: -0.37,
    named: 0.75,
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
