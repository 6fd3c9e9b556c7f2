/** One thing to find: fields of terms, each with its weight. */
export interface Indexed {
  fields: Array<{ terms: string[]; weight: number }>;
}

export interface Hit {
  /** Position in the list the index was built from. */
  at: number;
  score: number;
}

export interface ClauseIndex {
  /** Best first; `terms` with the weight each has in the question. */
  search(terms: ReadonlyMap<string, number>, limit: number): Hit[];
  /** Rarity of a term over the indexed things; of an unseen term, the highest. */
  rarity(term: string): number;
}

const saturation = 1.2;
const lengthShare = 0.5;

interface Posting {
  at: number[];
  weight: number[];
}

function weightsOf(item: Indexed): Map<string, number> {
  const weights = new Map<string, number>();
  for (const { terms, weight } of item.fields) {
    for (const term of terms) weights.set(term, (weights.get(term) ?? 0) + weight);
  }
  return weights;
}

function postingsOf(items: Indexed[]): Map<string, Posting> {
  const postings = new Map<string, Posting>();
  const lengths = items.map((item) => item.fields.reduce((sum, field) => sum + field.terms.length, 0));
  const mean = lengths.reduce((sum, length) => sum + length, 0) / Math.max(1, items.length) || 1;
  items.forEach((item, at) => {
    const norm = 1 - lengthShare + (lengthShare * (lengths[at] ?? 0)) / mean;
    for (const [term, weight] of weightsOf(item)) {
      const posting = postings.get(term) ?? { at: [], weight: [] };
      posting.at.push(at);
      posting.weight.push((weight * (saturation + 1)) / (weight + saturation * norm));
      postings.set(term, posting);
    }
  });
  return postings;
}

/** BM25 over weighted fields; the saturated weight of each term in each thing is computed once, here. */
export function createIndex(items: Indexed[]): ClauseIndex {
  const postings = postingsOf(items);
  const scores = new Float64Array(items.length);
  const rarity = (term: string) => {
    const seen = postings.get(term)?.at.length ?? 0;
    return Math.log(1 + (items.length - seen + 0.5) / (seen + 0.5));
  };
  return {
    rarity,
    search(terms, limit) {
      scores.fill(0);
      const touched: number[] = [];
      for (const [term, share] of terms) {
        const posting = postings.get(term);
        if (!posting) continue;
        const gain = share * rarity(term);
        for (let i = 0; i < posting.at.length; i++) {
          const at = posting.at[i] ?? 0;
          if (scores[at] === 0) touched.push(at);
          scores[at] = (scores[at] ?? 0) + gain * (posting.weight[i] ?? 0);
        }
      }
      return topOf(touched, scores, limit);
    },
  };
}

function topOf(touched: number[], scores: Float64Array, limit: number): Hit[] {
  const byScore = (a: number, b: number) => (scores[b] ?? 0) - (scores[a] ?? 0) || a - b;
  const cut = touched.length > limit ? kthLargest(touched, scores, limit) : 0;
  const kept = touched.filter((at) => (scores[at] ?? 0) >= cut).sort(byScore);
  return kept.slice(0, limit).map((at) => ({ at, score: scores[at] ?? 0 }));
}

function kthLargest(touched: number[], scores: Float64Array, k: number): number {
  const values = Float64Array.from(touched, (at) => scores[at] ?? 0).sort();
  return values[values.length - k] ?? 0;
}
