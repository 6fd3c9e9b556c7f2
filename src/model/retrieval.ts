import type { PolicyAnswer } from '../handbook/types.js';
import type { Clause } from '../policy/types.js';

/** Vectors of texts, in their order; rejects when there are none. */
export type Embed = (texts: string[], into: 'index' | 'question') => Promise<number[][]>;

/** Of reciprocal rank fusion; the usual constant. */
const rankOffset = 60;
const mostFound = 6;
const deep = 12;
/** Texts a request. */
const batch = 64;

/** Clauses ranked by the index and by likeness of meaning, fused by rank. */
export class Retrieval {
  readonly #clauses: readonly Clause[];
  readonly #byId: ReadonlyMap<string, Clause>;
  #vectors: ReadonlyArray<readonly [id: string, vector: number[]]> | undefined;
  #indexing = false;

  constructor(clauses: readonly Clause[]) {
    this.#clauses = clauses;
    this.#byId = new Map(clauses.map((clause) => [clause.id, clause]));
  }

  /** Embeds the clauses once; until then the index ranks alone. Rejects when they could not be embedded: try again later. */
  async embedClauses(embed: Embed): Promise<void> {
    if (this.#vectors || this.#indexing) return;
    this.#indexing = true;
    try {
      const vectors: number[][] = [];
      for (let at = 0; at < this.#clauses.length; at += batch) {
        const texts = this.#clauses.slice(at, at + batch).map(({ path, text }) => `${path}\n${text}`);
        vectors.push(...(await embed(texts, 'index')));
      }
      this.#vectors = this.#clauses.map(({ id }, at) => [id, unit(vectors[at] ?? [])] as const);
    } finally {
      this.#indexing = false;
    }
  }

  /** `own`: the handbook's own answer. `embed` is asked for the question's vector once the clauses have theirs. */
  async find(
    question: string,
    own: Pick<PolicyAnswer, 'hits' | 'citations'>,
    embed: Embed | undefined,
  ): Promise<Clause[]> {
    const lists = [own.hits.slice(0, deep).map(({ clause }) => clause), own.citations.map(({ clause }) => clause)];
    if (this.#vectors && embed) lists.push(await this.#alike(question, this.#vectors, embed).catch(() => []));
    return fuse(lists)
      .flatMap((id) => this.#byId.get(id) ?? [])
      .slice(0, mostFound);
  }

  async #alike(question: string, vectors: ReadonlyArray<readonly [string, number[]]>, embed: Embed): Promise<string[]> {
    const asked = unit((await embed([question], 'question'))[0] ?? []);
    return vectors
      .map(([id, vector]) => ({ id, likeness: vector.length === asked.length ? dot(vector, asked) : -1 }))
      .sort((a, b) => b.likeness - a.likeness)
      .slice(0, deep)
      .map(({ id }) => id);
  }
}

/** Reciprocal rank fusion: what stands high in several lists stands highest. */
export function fuse(lists: ReadonlyArray<readonly string[]>): string[] {
  const score = new Map<string, number>();
  for (const list of lists)
    for (const [rank, id] of list.entries()) score.set(id, (score.get(id) ?? 0) + 1 / (rankOffset + rank));
  return [...score].sort((a, b) => b[1] - a[1]).map(([id]) => id);
}

const dot = (a: readonly number[], b: readonly number[]): number => a.reduce((sum, x, at) => sum + x * (b[at] ?? 0), 0);

function unit(vector: readonly number[]): number[] {
  const length = Math.sqrt(dot(vector, vector)) || 1;
  return vector.map((x) => x / length);
}
