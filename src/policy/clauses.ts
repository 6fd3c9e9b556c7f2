import { join } from 'node:path';
import { parseHandbook } from './parse-handbook.js';
import type { Clause, Pack } from './types.js';
import { filesOf, misconfigured } from './yaml-file.js';

/** The clauses of a handbook and of an administrator's overlay, one an id. */
export interface ReadClauses {
  clauses: Clause[];
  /** What the handbook itself says under an id the overlay fills: in force until the overlay's day. */
  replaced: ReadonlyMap<string, Clause>;
}

/** Reads the handbook's clauses and those of an overlay, which may say under the same id what the handbook leaves open. */
export function readClauses(pack: string, overlay: string | undefined): ReadClauses {
  const own = overlay ? clausesIn(join(overlay, 'handbook')) : [];
  const filling = new Map(own.map((clause) => [clause.id, clause]));
  const replaced = new Map<string, Clause>();
  const folder = join(pack, 'handbook');
  const kept = clausesIn(folder).map((clause) => {
    const filled = clause.unset ? filling.get(clause.id) : undefined;
    if (!filled) return clause;
    filling.delete(clause.id);
    replaced.set(clause.id, clause);
    return { ...filled, source: filled.source ?? clause.source, catalogue: [...clause.catalogue, ...filled.catalogue] };
  });
  const clauses = [...kept, ...own.filter((clause) => filling.has(clause.id))];
  refuseNone(clauses, folder);
  refuseTwins(clauses);
  return { clauses, replaced };
}

/** The clauses in force on a day: an overlay's from its day on, the handbook's own words until then. */
export function clausesOn(pack: Pick<Pack, 'clauses' | 'replaced'>, day: string): Clause[] {
  return pack.clauses.flatMap((clause) => inForce(clause, pack.replaced, day) ?? []);
}

/** A clause as it stood on a day; the newest where it was not in force yet and nothing stood before it. */
export function clauseOn(pack: Pick<Pack, 'clauseById' | 'replaced'>, id: string, day: string): Clause | undefined {
  const clause = pack.clauseById.get(id);
  return clause && (inForce(clause, pack.replaced, day) ?? clause);
}

function inForce(clause: Clause, replaced: ReadonlyMap<string, Clause>, day: string): Clause | undefined {
  return clause.effective === null || clause.effective <= day ? clause : replaced.get(clause.id);
}

function refuseNone(clauses: readonly Clause[], folder: string): void {
  if (clauses.length > 0) return;
  throw misconfigured(
    folder,
    '',
    'holds no clause; write a .md file with a heading such as ## 标题 {#some.id} and text below it',
  );
}

function refuseTwins(clauses: readonly Clause[]): void {
  const seen = new Map<string, Clause>();
  for (const clause of clauses) {
    const twin = seen.get(clause.id);
    if (twin)
      throw misconfigured(
        clause.file,
        `:${clause.line}`,
        `clause id ${clause.id} stands already in line ${twin.line} of ${twin.file}; give one of them its own id`,
      );
    seen.set(clause.id, clause);
  }
}

function clausesIn(folder: string): Clause[] {
  return filesOf(folder, '.md').flatMap((file) => parseHandbook(join(folder, file)));
}
