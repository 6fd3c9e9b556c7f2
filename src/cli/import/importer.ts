import { createHash } from 'node:crypto';
import type { DutyEnv } from '../../domain/duty-events.js';
import type { Store } from '../../domain/ports.js';
import type { Change } from '../../domain/take-over.js';
import { type Cells, type Columns, fault } from './cells.js';

/** How one kind is imported. `T` is what is stored; rows are matched by id, or by name where there is no id. */
export interface Importer<T extends { id: string }> {
  columns: Columns;
  /** Columns a file must have. */
  required: readonly string[];
  /** Reads what is stored already and what the rows refer to. */
  load(store: Store): Promise<Resolver<T>>;
  /** Writes the rows and what they change of anybody's duties. */
  write(env: DutyEnv, rows: Change<T>[]): Promise<void>;
}

export interface Resolver<T> {
  /** Called for every row before the first is resolved, so that rows may refer to later ones. */
  announce?(cells: Cells): void;
  /** The row as it is to be stored; throws `invalid-input`. */
  resolve(cells: Cells): Promise<T>;
  /** What is stored under the id. */
  stored(id: string): T | undefined;
}

/** The id of a row that has none: the same for the same name, so that importing twice makes nothing twice. */
export function idFromName(prefix: string, ...names: string[]): string {
  return `${prefix}-${createHash('sha256').update(names.join('\n')).digest('hex').slice(0, 16)}`;
}

/** Things found by id or by what people call them. */
export class Register<T> {
  readonly #byId = new Map<string, T>();
  readonly #idsByName = new Map<string, Set<string>>();

  add(id: string, names: readonly (string | null | undefined)[], value: T): void {
    this.#byId.set(id, value);
    for (const name of names) {
      if (!name) continue;
      this.#idsByName.set(name, (this.#idsByName.get(name) ?? new Set()).add(id));
    }
  }

  get(id: string): T | undefined {
    return this.#byId.get(id);
  }

  /** The id of the only one with this name; a name that two share is a fault of the column. */
  idNamed(name: string, column: string): string | undefined {
    const ids = this.#idsByName.get(name);
    if (ids && ids.size > 1) throw fault(`${column}: ${ids.size} have this name; give the id`);
    return ids?.values().next().value;
  }

  /** By id, else by name. */
  find(idOrName: string, column: string): T | undefined {
    const known = this.#byId.get(idOrName);
    if (known !== undefined) return known;
    const id = this.idNamed(idOrName, column);
    return id === undefined ? undefined : this.#byId.get(id);
  }
}
